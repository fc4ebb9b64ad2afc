import { Input } from 'antd';
import { useId } from 'react';
import type { InputProps } from '../../acts/field-input.js';
import { useLanguage } from '../../language/texts.js';
import { usePermissions, useView } from '../../server/views.js';

/** A person by reference; those in office in the unit are suggested with their posts. Names stay in the registry of persons. */
export function PersonInput({ id, value, onChange, unit }: InputProps<string> & { readonly unit?: string | undefined }) {
  const list = useId();
  const { say } = useLanguage();
  const { may } = usePermissions();
  const { data } = useView('GET /appointments', { query: { limit: 100, ...(unit ? { unit } : {}) } }, { now: true, enabled: unit !== undefined && may('GET /appointments') });
  return (
    <>
      <Input id={id} value={value ?? ''} list={list} autoComplete="off" maxLength={80} onChange={({ target }) => onChange?.(target.value.trim() || undefined)} />
      <datalist id={list}>{(data?.items ?? []).filter(({ until }) => until === null).map(({ person, post }) => <option key={person} value={person}>{say(post)}</option>)}</datalist>
    </>
  );
}
