import { Select } from 'antd';
import { useMemo } from 'react';
import type { InputProps } from '../acts/field-input.js';
import { useLanguage } from '../language/texts.js';
import { usePermissions, useView } from '../server/views.js';
import { useUnitNames } from '../show/unit-names.js';

/** A name as far as it was handed out; one that is masked tells nothing beside the office. */
export const shownName = (name: string | undefined): string | undefined => (name?.includes('*') ? undefined : name);

/** A post with the name of who holds it, where one may see that. */
export const postAndName = (post: string, name: string | undefined): string => [post, shownName(name)].filter(Boolean).join(' ');

/** Persons in office by reference: unit, post, and the name where one may see it. */
function usePersons(): ReadonlyMap<string, string> {
  const { may } = usePermissions();
  const { data } = useView('GET /appointments', { query: { limit: 500 } }, { enabled: may('GET /appointments') });
  const { say, language } = useLanguage();
  const unitName = useUnitNames();
  return useMemo(
    () => new Map((data?.items ?? []).filter(({ until }) => until === null).map(({ person, name, post, unit }) => [person, [unitName(unit), postAndName(say(post), name)].filter(Boolean).join(language === 'en' ? ' · ' : ' ')])),
    [data, say, language, unitName],
  );
}

/** A person by office and name; the reference where the office is not known. */
export function PersonName({ person }: { readonly person: string }) {
  return <>{usePersons().get(person) ?? person}</>;
}

/** The name alone of a person whose post stands beside; nothing where it is not handed out. */
export function GivenName({ person }: { readonly person: string }) {
  const { may } = usePermissions();
  const { data } = useView('GET /appointments', { query: { limit: 500 } }, { enabled: may('GET /appointments') });
  return <>{shownName(data?.items.find((one) => one.person === person)?.name)}</>;
}

/** Chooses a person in office. */
export function PersonInput({ id, value, onChange }: InputProps<string>) {
  const persons = usePersons();
  return <Select id={id} allowClear value={value} onChange={onChange} showSearch={{ optionFilterProp: 'label' }} options={[...persons].map(([code, label]) => ({ value: code, label }))} />;
}
