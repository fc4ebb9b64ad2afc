import { EvidenceFile } from '../../acts/evidence-input.js';
import { ActButton } from '../../acts/act-button.js';
import type { ActForm } from '../../acts/act-dialog.js';
import type { Field } from '../../acts/fields.js';
import { usePlanYear } from '../../frame/plan-year.js';
import { periodText } from '../../language/format.js';
import { texts, useLanguage, useTexts } from '../../language/texts.js';
import type { BodyOf, ItemOf } from '../../server/ask.js';
import { usePermissions } from '../../server/views.js';
import { useUnitNames } from '../../show/unit-names.js';
import { progressVerdictWords } from '../../../words/plan-words.js';
import type { MeasureItem } from '../names.js';
import { begunPeriods, cityToday } from '../today.js';
import { optionsOf } from '../word.js';

const formTexts = texts('plan-progress-forms', {
  reportEffect: ['填报后由市市场监管局或督查人员审核；审核通过前可以再次填报，以最后一次为准。', 'The bureau or an inspector reviews it; until it is accepted it can be reported again, and the last one counts.'],
  reviewEffect: ['{unit} {period} 第 {no} 条措施：进度 {percent}%', '{unit}, {period}, measure {no}: {percent}%'],
});

export type ProgressItem = ItemOf<'GET /plans/:plan/progress'>;
type ReportBody = BodyOf<'POST /plans/:plan/measures/:no/progress'>;

const text = (value: unknown): string => String(value ?? '').trim();

/** What a unit says of its progress. Evidence is uploaded for the unit, so each unit has its own field. */
function reportFields(units: readonly string[], periods: readonly { value: string; label: string }[], before: Partial<ProgressItem> | undefined): Field[] {
  return [
    { name: 'unit', label: { zh: '填报单位', en: 'Unit' }, kind: 'unit', required: true, among: units, first: before?.unit ?? units[0] },
    { name: 'period', label: { zh: '报告期', en: 'Period' }, kind: 'choice', required: true, options: periods, first: before?.period ?? periods[0]?.value },
    { name: 'percent', label: { zh: '完成程度', en: 'Degree of completion' }, kind: 'decimal', required: true, suffix: '%', first: before?.percent, help: { zh: '本单位承担部分的完成程度，0 至 100。', en: 'Of the unit’s own part, from 0 to 100.' } },
    { name: 'summary', label: { zh: '进展情况', en: 'What was done' }, kind: 'area', required: true, first: before?.summary, maxLength: 2000 },
    { name: 'nextStep', label: { zh: '下一步打算', en: 'Next step' }, kind: 'area', first: before?.nextStep ?? undefined, maxLength: 1000 },
    ...units.map((unit): Field => ({ name: `evidence-${unit}`, label: { zh: '佐证材料', en: 'Evidence' }, kind: 'evidence', evidenceUnit: unit, when: ({ unit: chosen }) => chosen === unit, ...(unit === (before?.unit ?? units[0]) ? { first: before?.evidence?.map(({ sha256 }) => sha256) } : {}) })),
  ];
}

function reportBody(values: Readonly<Record<string, unknown>>): ReportBody {
  const nextStep = text(values['nextStep']);
  const evidence = (values[`evidence-${text(values['unit'])}`] ?? []) as string[];
  return { unit: text(values['unit']), period: text(values['period']), percent: text(values['percent']), summary: text(values['summary']), ...(nextStep ? { nextStep } : {}), evidence };
}

/** Reports progress of a measure for one's own unit; not shown to those who report for none of its units. */
export function ReportProgress({ plan, measure, before, primary = false }: { readonly plan: string; readonly measure: Pick<MeasureItem, 'no' | 'title' | 'participants'>; readonly before?: ProgressItem; readonly primary?: boolean }) {
  const t = useTexts(formTexts);
  const { language } = useLanguage();
  const { year } = usePlanYear();
  const own = useOwnParts(measure.participants);
  if (own.length === 0) return null;
  const periods = begunPeriods(before?.period.slice(0, 4) ?? year, cityToday()).map((value) => ({ value, label: periodText(value, language) }));
  const form: ActForm<'POST /plans/:plan/measures/:no/progress'> = {
    route: 'POST /plans/:plan/measures/:no/progress',
    title: before ? { zh: '重新填报', en: 'Report again' } : { zh: '填报进展', en: 'Report progress' },
    path: { plan, no: String(measure.no) },
    effect: <><strong lang="zh-CN">{measure.no}. {measure.title}</strong><div>{t('reportEffect')}</div></>,
    fields: reportFields(before ? [before.unit] : own, periods, before),
    body: reportBody,
  };
  return <ActButton form={form} size={primary ? 'middle' : 'small'} type={primary ? 'primary' : 'default'} />;
}

/** Of the units that take part, those for which the person may report. */
export function useOwnParts(participants: readonly string[]): readonly string[] {
  const { may } = usePermissions();
  return participants.filter((unit) => may('POST /plans/:plan/measures/:no/progress', unit));
}

/** Accepts or returns what a unit reported; the percentage seen goes along, so that nothing else is reviewed. */
export function ReviewProgress({ item }: { readonly item: ProgressItem }) {
  const t = useTexts(formTexts);
  const { language } = useLanguage();
  const unitName = useUnitNames();
  const form: ActForm<'POST /plans/:plan/measures/:no/progress/:unit/:period/review'> = {
    route: 'POST /plans/:plan/measures/:no/progress/:unit/:period/review',
    title: { zh: '审核', en: 'Review' },
    path: { plan: item.plan, no: String(item.no), unit: item.unit, period: item.period },
    effect: (
      <>
        <strong>{t('reviewEffect', { unit: unitName(item.unit), period: periodText(item.period, language), no: item.no, percent: item.percent })}</strong>
        <div>{item.summary}</div>
        {item.evidence.map(({ sha256, name }) => <EvidenceFile key={sha256} sha256={sha256} name={name} />)}
      </>
    ),
    fields: [
      { name: 'verdict', label: { zh: '审核意见', en: 'Verdict' }, kind: 'choice', required: true, options: optionsOf(progressVerdictWords), first: 'accepted' },
      { name: 'remark', label: { zh: '意见说明', en: 'Remark' }, kind: 'area', maxLength: 1000, help: { zh: '退回时必填：写明需要补充或修改的内容。', en: 'Needed when it is returned: say what is to be added or changed.' } },
    ],
    fixed: { percent: item.percent },
  };
  return <ActButton form={form} quiet size="small" />;
}
