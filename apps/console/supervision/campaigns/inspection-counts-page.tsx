import { To } from '../../frame/address.js';
import { dayText } from '../../language/format.js';
import { useLanguage, useTexts } from '../../language/texts.js';
import type { Column, Filter } from '../../lists/columns.js';
import { ServerList } from '../../lists/server-list.js';
import type { ItemOf } from '../../server/ask.js';
import { useView } from '../../server/views.js';
import { Light, Missing, Unit } from '../../show/signs.js';
import { useUnitNames } from '../../show/unit-names.js';
import { mark } from '../../show/punctuation.js';
import { campaignTexts } from './campaign-texts.js';
import './campaigns.css';

type Count = ItemOf<'GET /inspection-counts'>;

const filters: readonly Filter[] = [
  { field: 'year', title: { zh: '年度', en: 'Year' }, kind: 'text', pinned: true },
  { field: 'unit', title: { zh: '单位', en: 'Unit' }, kind: 'unit', pinned: true },
  { field: 'atMost', title: { zh: '每年不超过（次）', en: 'At most (times a year)' }, kind: 'text', pinned: true },
];

/** How often each unit was drawn and visited in a year; those above the limit are told. */
export default function InspectionCountsPage() {
  const t = useTexts(campaignTexts);
  const { say, language } = useLanguage();
  const name = useUnitNames();
  const { data: campaigns } = useView('GET /campaigns', { query: { limit: 200 } });
  const titleOf = (code: string): string => campaigns?.items.find(({ campaign }) => campaign === code)?.title ?? code;
  const columns: readonly Column<Count>[] = [
    { key: 'unit', title: { zh: '单位', en: 'Unit' }, text: ({ unit }) => name(unit), cell: ({ unit }) => <Unit code={unit} />, width: 130, frozen: 'left', always: true },
    { key: 'year', title: { zh: '年度', en: 'Year' }, text: ({ year }) => year, width: 70 },
    { key: 'timesDrawn', title: { zh: '抽中（次）', en: 'Drawn (times)' }, text: ({ timesDrawn }) => timesDrawn, width: 100, align: 'right' },
    { key: 'timesVisited', title: { zh: '核查（次）', en: 'Visited (times)' }, text: ({ timesVisited }) => timesVisited, width: 110, align: 'right' },
    { key: 'note', title: { zh: '提示', en: 'Note' }, text: ({ note }) => (note ? say(note) : null), cell: ({ note }) => (note ? <span className="campaigns-note"><Light colour="yellow" word={say(note)} /></span> : <Missing />), width: 300 },
    { key: 'drawnFor', title: { zh: '抽中的督查活动', en: 'Drawn in' }, text: ({ drawnFor }) => drawnFor.map(titleOf).join(mark.and), cell: ({ drawnFor }) => (drawnFor.length === 0 ? <Missing /> : drawnFor.map((one) => <div key={one}><To href={`/supervision/campaigns/${one}`}>{titleOf(one)}</To></div>)), width: 240 },
    { key: 'visits', title: { zh: '核查日期', en: 'Visited on' }, text: ({ visits }) => visits.map(({ date }) => date).join(mark.and), cell: ({ visits }) => (visits.length === 0 ? <Missing /> : visits.map(({ date }) => dayText(date, language)).join(mark.and)), width: 200 },
  ];
  return (
    <>
      <div className="page-head"><h1>{t('counts')}</h1><span className="hint">{t('countsHint')}</span></div>
      <ServerList route="GET /inspection-counts" name="inspection-counts" title={{ zh: '督查频次', en: 'How often inspected' }} columns={columns} filters={filters} rowKey={({ unit, year }) => `${unit}.${year}`} rowClass={({ note }) => (note ? 'campaigns-above' : '')} />
    </>
  );
}
