import { campaignTypeWords, objectionDecisionWords, objectionStateWords, unitStageWords } from '../../../words/supervision-words.js';
import { To } from '../../frame/address.js';
import { cityTime } from '../../language/format.js';
import { useTexts } from '../../language/texts.js';
import type { Column } from '../../lists/columns.js';
import { useWord } from '../../show/facts.js';
import { Instant, Missing, Unit } from '../../show/signs.js';
import { useUnitNames } from '../../show/unit-names.js';
import { campaignTexts } from './campaign-texts.js';
import type { Part } from './part-forms.js';
import { CalendarDaysLeft, UnitStage } from './signs.js';

const dayOf = (at: string | null): string | null => (at ? cityTime(at).date : null);

/** Columns of lists whose rows are what campaigns came to for units. */
export function usePartColumns(): Readonly<Record<'unit' | 'campaign' | 'type' | 'year' | 'stage' | 'drawn' | 'visits' | 'fedBack' | 'objectBy' | 'objection' | 'raised' | 'decideBy' | 'decision' | 'decided' | 'reason', Column<Part>>> {
  const t = useTexts(campaignTexts);
  const word = useWord();
  const name = useUnitNames();
  return {
    unit: { key: 'unit', title: { zh: '单位', en: 'Unit' }, text: ({ unit }) => name(unit), cell: ({ campaign, unit }) => <To href={`/supervision/campaigns/${campaign}/units/${unit}`}><Unit code={unit} /></To>, width: 130, frozen: 'left', always: true },
    campaign: { key: 'campaign', title: { zh: '督查活动', en: 'Campaign' }, text: ({ title }) => title, cell: ({ campaign, title }) => <To href={`/supervision/campaigns/${campaign}`}>{title}</To>, width: 230 },
    type: { key: 'type', title: { zh: '类型', en: 'Type' }, text: ({ type }) => word(campaignTypeWords, type), width: 84 },
    year: { key: 'year', title: { zh: '年度', en: 'Year' }, text: ({ year }) => year, width: 70 },
    stage: { key: 'stage', title: { zh: '进展', en: 'Stage' }, text: ({ stage }) => word(unitStageWords, stage), cell: ({ stage }) => <UnitStage stage={stage} />, width: 112 },
    drawn: { key: 'drawn', title: { zh: '抽中', en: 'Drawn' }, text: ({ drawn }) => (drawn === null ? null : t(drawn ? 'drawnYes' : 'drawnNo')), cell: ({ drawn }) => (drawn === null ? <Missing /> : t(drawn ? 'drawnYes' : 'drawnNo')), width: 84 },
    visits: { key: 'visits', title: { zh: '核查次数', en: 'Visits' }, text: ({ visits }) => visits.length, width: 90, align: 'right' },
    fedBack: { key: 'fedBack', title: { zh: '反馈日期', en: 'Fed back' }, text: ({ fedBackAt }) => dayOf(fedBackAt), cell: ({ fedBackAt }) => <Instant at={fedBackAt} dayOnly />, width: 112 },
    objectBy: { key: 'objectBy', title: { zh: '异议截止', en: 'Object by' }, text: ({ objectBy }) => dayOf(objectBy), cell: ({ objectBy, objection }) => <CalendarDaysLeft dueAt={objectBy} settled={objection !== 'none'} lapses />, width: 190 },
    objection: { key: 'objection', title: { zh: '异议', en: 'Objection' }, text: ({ objection }) => (objection === 'none' ? t('objectionNone') : word(objectionStateWords, objection)), width: 90 },
    raised: { key: 'raised', title: { zh: '提出日期', en: 'Raised' }, text: ({ raisedAt }) => dayOf(raisedAt), cell: ({ raisedAt }) => <Instant at={raisedAt} dayOnly />, width: 112 },
    decideBy: { key: 'decideBy', title: { zh: '复核截止', en: 'Decide by' }, text: ({ decideBy }) => dayOf(decideBy), cell: ({ decideBy, objection }) => <CalendarDaysLeft dueAt={decideBy} settled={objection === 'decided'} />, width: 160 },
    decision: { key: 'decision', title: { zh: '复核决定', en: 'Decision' }, text: ({ decision }) => (decision ? word(objectionDecisionWords, decision) : null), cell: ({ decision }) => (decision ? word(objectionDecisionWords, decision) : <Missing />), width: 100 },
    decided: { key: 'decided', title: { zh: '决定日期', en: 'Decided' }, text: ({ decidedAt }) => dayOf(decidedAt), cell: ({ decidedAt, decidedLate }) => <><Instant at={decidedAt} dayOnly />{decidedLate && <strong className="late"> {t('decidedLate')}</strong>}</>, width: 150 },
    reason: { key: 'reason', title: { zh: '异议理由', en: 'Grounds of objection' }, text: ({ objectionReason }) => objectionReason, width: 240 },
  };
}
