import type { ActForm } from '../../acts/act-dialog.js';
import { texts, useTexts } from '../../language/texts.js';
import { useUnitNames, useUnits } from '../../show/unit-names.js';
import { mark } from '../../show/punctuation.js';
import type { MeasureItem } from '../names.js';
import { planTexts } from '../plan-texts.js';
import { cityToday } from '../today.js';

const assignTexts = texts('plan-assign', {
  now: ['现行：牵头 {lead}；配合 {supporting}', 'In force: lead {lead}; supporting {supporting}'],
  next: ['改为：牵头 {lead}；配合 {supporting}', 'To be: lead {lead}; supporting {supporting}'],
  for: ['自所填日期起生效；此前的分工和已报的进展不变。', 'It holds from the date given; earlier assignments and reports stay as they are.'],
});

type Assigned = Pick<MeasureItem, 'plan' | 'no' | 'lead' | 'supporting' | 'assignedFrom'>;

/** Assign lead and supporting units of a measure, with what changes shown before it is recorded. */
export function useAssignForm({ plan, no, lead, supporting, assignedFrom }: Assigned): ActForm<'POST /plans/:plan/measures/:no/assignments'> {
  const t = useTexts(assignTexts);
  const p = useTexts(planTexts);
  const unitName = useUnitNames();
  const among = useUnits()?.filter(({ status }) => status === 'active').map(({ code }) => code);
  const names = (codes: unknown): string => (Array.isArray(codes) && codes.length > 0 ? codes.map((code) => unitName(String(code))).join(mark.and) : p('none'));
  const leadName = (code: unknown): string => (code ? unitName(String(code)) : p('none'));
  return {
    route: 'POST /plans/:plan/measures/:no/assignments',
    title: lead === null ? { zh: '确定分工', en: 'Assign' } : { zh: '调整分工', en: 'Change the assignment' },
    path: { plan, no: String(no) },
    effect: (typed) => (
      <>
        {lead !== null && <div><del>{t('now', { lead: leadName(lead), supporting: names(supporting) })}</del></div>}
        <div><ins>{t('next', { lead: leadName(typed['lead']), supporting: names(typed['supporting']) })}</ins></div>
        <div className="plan-soft">{t('for')}</div>
      </>
    ),
    fields: [
      { name: 'lead', label: { zh: '牵头单位', en: 'Lead unit' }, kind: 'unit', required: true, first: lead ?? undefined, ...(among ? { among } : {}) },
      { name: 'supporting', label: { zh: '配合单位', en: 'Supporting units' }, kind: 'units', first: [...supporting], ...(among ? { among } : {}) },
      { name: 'from', label: { zh: '自何日起', en: 'From' }, kind: 'date', required: true, first: assignedFrom !== null && assignedFrom > cityToday() ? assignedFrom : cityToday() },
    ],
    body: ({ lead: chosen, supporting: others, from }) => ({ lead: String(chosen), supporting: (others ?? []) as string[], from: String(from) }),
    authority: 'optional',
    reason: lead === null ? 'optional' : 'required',
  };
}
