import { Select } from 'antd';
import { useAddress } from '../../frame/address.js';
import { usePlanYear } from '../../frame/plan-year.js';
import { useLanguage, useTexts } from '../../language/texts.js';
import { useGroups } from '../board/board-data.js';
import { simulateTexts } from './simulate-texts.js';

/** The group that a calculation is about: from the address, else the first of the year. */
export function useChosenGroup() {
  const { params } = useAddress();
  const { plan, year } = usePlanYear();
  const { groups, shapes } = useGroups(plan, year);
  const codes = groups.data?.groups.map(({ group }) => group) ?? [];
  const wanted = params.get('group');
  const group = wanted !== null && codes.includes(wanted) ? wanted : (codes.find((code) => code === 'districts') ?? codes[0]);
  return { plan, year, group, codes, shapes, view: groups };
}

/** Chooses the group; what was supposed for another group is forgotten. */
export function GroupChoice({ forget = [] }: { readonly forget?: readonly string[] }) {
  const t = useTexts(simulateTexts);
  const { say } = useLanguage();
  const { put } = useAddress();
  const { group, codes, shapes } = useChosenGroup();
  return (
    <label className="scores-choice">
      {t('group')}
      <Select value={group} aria-label={t('group')} popupMatchSelectWidth={false} options={codes.map((code) => ({ value: code, label: shapes.has(code) ? say(shapes.get(code)!.title) : code }))} onChange={(next: string) => put({ group: next, ...Object.fromEntries(forget.map((field) => [field, undefined])) })} />
    </label>
  );
}
