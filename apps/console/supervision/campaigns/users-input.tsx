import { Input } from 'antd';
import { useId } from 'react';
import type { InputProps } from '../../acts/field-input.js';
import { usePerson } from '../../frame/person.js';
import { useView } from '../../server/views.js';

/** People who were in a team before, with their units, and the person signed in: suggestions, in no way a limit. */
export function useKnownInspectors(): ReadonlyMap<string, string | null> {
  const person = usePerson();
  const { data } = useView('GET /campaigns', { query: { limit: 100 } }, { now: true });
  const known = new Map<string, string | null>();
  if (person) known.set(person.user, person.unit);
  for (const { team } of data?.items ?? []) for (const { user, unit } of team) if (!known.has(user)) known.set(user, unit);
  return known;
}

/** An account of a colleague; those who took part before are suggested. */
export function UserInput({ id, value, onChange }: InputProps<string>) {
  const list = useId();
  const known = useKnownInspectors();
  return (
    <>
      <Input id={id} value={value ?? ''} list={list} autoComplete="off" maxLength={80} onChange={({ target }) => onChange?.(target.value.trim() || undefined)} />
      <datalist id={list}>{[...known.keys()].map((user) => <option key={user} value={user} />)}</datalist>
    </>
  );
}
