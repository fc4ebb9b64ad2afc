import { reportStatusWords, softCheckWords } from '../../words/reporting-words.js';
import { usePlanYear } from '../frame/plan-year.js';
import { instantText, periodText } from '../language/format.js';
import { texts, useLanguage, useTexts } from '../language/texts.js';
import type { Column, Filter } from '../lists/columns.js';
import { ServerList } from '../lists/server-list.js';
import { usePermissions } from '../server/views.js';
import type { ItemOf } from '../server/ask.js';
import { Figure, Instant, Period } from '../show/signs.js';
import { useUnitNames } from '../show/unit-names.js';
import { EvidenceFile } from '../acts/evidence-input.js';
import { useWord } from '../show/facts.js';
import { useMemo } from 'react';
import { useCards } from './cards.js';
import { periodsOf } from './periods-of.js';
import './reporting.css';
import { StatusSign } from './sheet/sheet-signs.js';
import { useMeasure } from '../show/facts.js';
import { mark } from '../show/punctuation.js';

const registerTexts = texts('reporting-register', { title: ['填报台账', 'Register of reports'], hint: ['每个单位每项指标每期一行；点一行打开填报表。', 'One line for each unit, indicator and period; a line opens its sheet.'], empty: ['没有符合条件的填报。', 'No report fits.'] });

type Line = ItemOf<'GET /reports'>;

/** The register of all reports one may see. */
export default function RegisterPage() {
  const t = useTexts(registerTexts);
  const { say } = useLanguage();
  const { plan, year } = usePlanYear();
  const { unitsOf } = usePermissions();
  const cards = useCards(plan);
  const columns = useColumns(cards);
  const filters = useMemo<readonly Filter[]>(() => [
    { field: 'unit', title: { zh: '单位', en: 'Unit' }, kind: 'unit', units: unitsOf('GET /reports'), pinned: true },
    { field: 'indicator', title: { zh: '指标', en: 'Indicator' }, kind: 'choice', options: [...cards.values()].map(({ code, name }) => ({ value: code, label: name })), pinned: true },
    { field: 'period', title: { zh: '报告期', en: 'Period' }, kind: 'choice', options: periodsOf(year).map((value) => ({ value, label: { zh: periodText(value, 'zh'), en: periodText(value, 'en') } })), pinned: true },
    { field: 'status', title: { zh: '状态', en: 'State' }, kind: 'choice', options: Object.entries(reportStatusWords).map(([value, label]) => ({ value, label })), pinned: true },
  ], [cards, year, say]);
  return (
    <>
      <div className="page-head"><h1>{t('title')}</h1><span className="hint">{t('hint')}</span></div>
      <ServerList
        route="GET /reports" query={{ plan, year }} enabled={plan !== ''} name="reports" title={{ zh: '填报台账', en: 'Register of reports' }} columns={columns} filters={filters}
        rowKey={({ indicator, unit, period }: Line) => `${indicator}/${unit}/${period}`} open={({ period, unit }: Line) => `/reporting/${period}/${unit}`}
        subject={({ plan: of, indicator, unit, period }: Line) => ({ kind: 'report', key: `${of}.${indicator}.${unit}.${period}` })} empty={t('empty')}
      />
    </>
  );
}

function useColumns(cards: ReturnType<typeof useCards>): readonly Column<Line>[] {
  const { language, say } = useLanguage();
  const measure = useMeasure();
  const name = useUnitNames();
  const word = useWord();
  return useMemo<readonly Column<Line>[]>(() => {
    const indicator = (code: string): string => (cards.get(code) ? say(cards.get(code)!.name) : code);
    const at = (instant: string | null): string => (instant ? instantText(instant, language) : '');
    return [
      { key: 'unit', title: { zh: '填报单位', en: 'Unit' }, text: (row) => name(row.unit), width: 150, frozen: 'left', always: true },
      { key: 'indicator', title: { zh: '指标', en: 'Indicator' }, text: (row) => indicator(row.indicator), width: 230, frozen: 'left', always: true },
      { key: 'period', title: { zh: '报告期', en: 'Period' }, text: (row) => periodText(row.period, language), cell: (row) => <Period period={row.period} />, width: 130 },
      { key: 'value', title: { zh: '值', en: 'Value' }, text: (row) => row.value, cell: (row) => <Figure value={row.value} />, align: 'right', width: 100 },
      { key: 'measurementUnit', title: { zh: '计量单位', en: 'Measured in' }, text: (row) => measure(cards.get(row.indicator)?.measurementUnit), width: 90 },
      { key: 'status', title: { zh: '状态', en: 'State' }, text: (row) => word(reportStatusWords, row.status), cell: (row) => <StatusSign status={row.status} />, width: 120 },
      { key: 'note', title: { zh: '情况说明', en: 'Note' }, text: (row) => row.note, width: 200 },
      { key: 'warnings', title: { zh: '校核提示', en: 'Checks' }, text: (row) => row.warnings.map((code) => word(softCheckWords, code)).join(mark.semicolon) || null, width: 180, hidden: true },
      { key: 'evidence', title: { zh: '佐证', en: 'Evidence' }, text: (row) => row.evidence.map((file) => file.name).join(mark.semicolon) || null, cell: (row) => (row.evidence.length === 0 ? '—' : row.evidence.map((file) => <EvidenceFile key={file.sha256} sha256={file.sha256} name={file.name} />)), width: 240 },
      { key: 'reportedAt', title: { zh: '填报时间', en: 'Reported' }, text: (row) => at(row.reportedAt), cell: (row) => <Instant at={row.reportedAt} />, width: 165 },
      { key: 'reportedBy', title: { zh: '填报人', en: 'Reported by' }, text: (row) => row.reportedBy, width: 190 },
      { key: 'verifiedAt', title: { zh: '核定时间', en: 'Verified' }, text: (row) => at(row.verifiedAt), cell: (row) => <Instant at={row.verifiedAt} />, width: 165 },
      { key: 'verifiedBy', title: { zh: '核定人', en: 'Verified by' }, text: (row) => row.verifiedBy, width: 230 },
      { key: 'returnReason', title: { zh: '退回原因', en: 'Return reason' }, text: (row) => row.returnReason, width: 180, hidden: true },
      { key: 'resubmitBy', title: { zh: '重报期限', en: 'Report anew by' }, text: (row) => row.resubmitBy, width: 110, hidden: true },
      { key: 'expectedOn', title: { zh: '预计发布', en: 'Expected on' }, text: (row) => row.expectedOn, width: 110, hidden: true },
      { key: 'corrections', title: { zh: '更正次数', en: 'Corrections' }, text: (row) => row.corrections, align: 'right', width: 80, hidden: true },
    ];
  }, [cards, language, name]);
}
