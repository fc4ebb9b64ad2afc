import { Select } from 'antd';
import { useState } from 'react';
import type { InputProps } from '../../acts/field-input.js';
import { useLanguage } from '../../language/texts.js';
import { usePermissions, useView } from '../../server/views.js';
import { postAndName } from '../persons.js';

/** A person: one in office in the unit, chosen by post and name, or another by reference. Names stay in the register of persons. */
export function PersonInput({ id, value, onChange, unit }: InputProps<string> & { readonly unit?: string | undefined }) {
  const { say } = useLanguage();
  const { may } = usePermissions();
  const [typed, setTyped] = useState('');
  const { data } = useView('GET /appointments', { query: { limit: 100, ...(unit ? { unit } : {}) } }, { now: true, enabled: unit !== undefined && may('GET /appointments') });
  const inOffice = (data?.items ?? []).filter(({ until }) => until === null).map(({ person, post, name }) => ({ value: person, label: postAndName(say(post), name) }));
  const others = [value, typed.trim()].filter((one): one is string => Boolean(one) && !inOffice.some((known) => known.value === one || known.label.includes(one!)));
  return <Select id={id} allowClear value={value} onChange={(next?: string) => onChange?.(next)} showSearch={{ optionFilterProp: 'label', onSearch: setTyped }} options={[...inOffice, ...[...new Set(others)].map((one) => ({ value: one, label: one }))]} style={{ width: '100%' }} />;
}
