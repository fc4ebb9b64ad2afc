import { Select } from 'antd';
import type { ActForm } from '../../acts/act-dialog.js';
import type { InputProps } from '../../acts/field-input.js';
import { usePlanYear } from '../../frame/plan-year.js';
import { texts, useLanguage, useTexts } from '../../language/texts.js';
import type { BodyOf, ItemOf } from '../../server/ask.js';
import { usePermissions, useView } from '../../server/views.js';
import { useUnitNames } from '../../show/unit-names.js';
import { mark } from '../../show/punctuation.js';
import { leaderRankWords, leadershipLineWords } from '../../../words/cadre-words.js';
import { useMeasures } from '../names.js';
import { cityToday } from '../today.js';
import { optionsOf } from '../word.js';

const formTexts = texts('plan-leader-forms', {
  appoints: ['任期从任职日起算；考核结果按任期归到人。姓名不进入日志，只记人员编号。', 'The term begins on the day given; results are attributed by terms. The log keeps the reference, never the name.'],
  ends: ['{post}（{unit}）自 {from} 任职，将登记离任。离任后的考核结果不再归到此人。', '{post} of {unit}, in post from {from}, is recorded as leaving. Results after that day are no longer attributed.'],
});

export type Appointment = ItemOf<'GET /appointments'>;
type AppointBody = BodyOf<'POST /units/:unit/appointments'>;

const text = (value: unknown): string => String(value ?? '').trim();

/** Chooses a person of the registry by the masked name and the reference. */
function PersonInput({ id, value, onChange }: InputProps<string>) {
  const { may } = usePermissions();
  const unitName = useUnitNames();
  const people = useView('GET /people', { query: { limit: 500 } }, { enabled: may('GET /people'), now: true }).data?.items ?? [];
  const options = people.map(({ reference, name, unit }) => ({ value: reference, label: `${name}${mark.open}${[unit && unitName(unit), reference].filter(Boolean).join(' · ')}${mark.close}` }));
  return <Select id={id} value={value} onChange={(next?: string) => onChange?.(next)} options={options} showSearch={{ optionFilterProp: 'label' }} />;
}

/** Record that somebody took a post. A main leader answers for the whole unit; a deputy has a portfolio. */
export function useAppointForm(unit: string): ActForm<'POST /units/:unit/appointments'> {
  const t = useTexts(formTexts);
  const { plan } = usePlanYear();
  const measures = useMeasures(plan).data?.items;
  const deputy = ({ rank }: Readonly<Record<string, unknown>>) => rank === 'deputy';
  return {
    route: 'POST /units/:unit/appointments', title: { zh: '登记任职', en: 'Record an appointment' }, path: { unit }, authority: 'optional', effect: t('appoints'),
    fields: [
      { name: 'person', label: { zh: '人员', en: 'Person' }, kind: 'own', input: <PersonInput />, required: true, help: { zh: '不在库中的，先到“人员库”登记。', en: 'Add the person to the registry first.' } },
      { name: 'post.zh', label: { zh: '职务（中文）', en: 'Post (Chinese)' }, kind: 'text', required: true, half: true, maxLength: 100 },
      { name: 'post.en', label: { zh: '职务（英文）', en: 'Post (English)' }, kind: 'text', required: true, half: true, maxLength: 200 },
      { name: 'rank', label: { zh: '正副', en: 'Rank' }, kind: 'choice', required: true, half: true, options: optionsOf(leaderRankWords), first: 'main' },
      { name: 'line', label: { zh: '党政', en: 'Line' }, kind: 'choice', required: true, half: true, options: optionsOf(leadershipLineWords), first: 'administrative' },
      { name: 'portfolio.measures', label: { zh: '分管措施', en: 'Measures in the portfolio' }, kind: 'choices', when: deputy, options: (measures ?? []).map(({ no, title }) => ({ value: String(no), label: `${no}. ${title}` })) },
      { name: 'portfolio.units', label: { zh: '分管单位', en: 'Units in the portfolio' }, kind: 'units', when: deputy },
      { name: 'from', label: { zh: '任职日', en: 'First day' }, kind: 'date', required: true, half: true, first: cityToday() },
    ],
    body: (typed) => ({
      person: text(typed['person']), post: { zh: text(typed['post.zh']), en: text(typed['post.en']) }, rank: typed['rank'] as AppointBody['rank'], line: typed['line'] as AppointBody['line'], from: text(typed['from']),
      ...(deputy(typed) ? { portfolio: { measures: ((typed['portfolio.measures'] ?? []) as string[]).map(Number), units: (typed['portfolio.units'] ?? []) as string[] } } : {}),
    }),
  };
}

/** Record that a leader left. */
export function useEndForm({ unit, appointment, post, from }: Appointment): ActForm<'POST /units/:unit/appointments/:appointment/end'> {
  const t = useTexts(formTexts);
  const { say } = useLanguage();
  const unitName = useUnitNames();
  return {
    route: 'POST /units/:unit/appointments/:appointment/end', title: { zh: '登记离任', en: 'Record that they left' }, path: { unit, appointment }, authority: 'optional',
    effect: t('ends', { post: say(post), unit: unitName(unit), from }),
    fields: [{ name: 'until', label: { zh: '最后一日', en: 'Last day' }, kind: 'date', required: true, first: cityToday() }],
  };
}
