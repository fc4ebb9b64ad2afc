import { matterKindWords, matterStatusWords, timelinessWords, urgencyWords, waitingWords } from '../../../words/supervision-words.js';
import { ActButton } from '../../acts/act-button.js';
import { To, useAddress } from '../../frame/address.js';
import { cityTime } from '../../language/format.js';
import { useTexts } from '../../language/texts.js';
import type { Column, Filter } from '../../lists/columns.js';
import { ServerList } from '../../lists/server-list.js';
import type { ItemOf } from '../../server/ask.js';
import { usePermissions } from '../../server/views.js';
import { optionsOf, useWord } from '../../show/facts.js';
import { Instant, Missing, Unit } from '../../show/signs.js';
import { useUnitNames } from '../../show/unit-names.js';
import { mark } from '../../show/punctuation.js';
import { useNewCode } from '../campaigns/new-code.js';
import { useReportForm } from './matter-forms.js';
import { MatterStatus, Timeliness } from './matter-status.js';
import { matterTexts } from './matter-texts.js';

type Matter = ItemOf<'GET /matters'>;

const filters: readonly Filter[] = [
  { field: 'waitingFor', title: { zh: '目前等待', en: 'Waits for' }, kind: 'choice', options: optionsOf(waitingWords), pinned: true },
  { field: 'status', title: { zh: '状态', en: 'Status' }, kind: 'choice', options: optionsOf(matterStatusWords), pinned: true },
  { field: 'kind', title: { zh: '文种', en: 'Kind' }, kind: 'choice', options: optionsOf(matterKindWords), pinned: true },
  { field: 'unit', title: { zh: '报送单位', en: 'From' }, kind: 'unit', pinned: true },
  { field: 'order', title: { zh: '排序', en: 'Order' }, kind: 'choice', options: [{ value: 'newest', label: { zh: '最新报送在前', en: 'newest first' } }, { value: 'waiting-longest', label: { zh: '等待最久在前', en: 'longest waiting first' } }], pinned: true },
  { field: 'urgency', title: { zh: '紧急程度', en: 'Urgency' }, kind: 'choice', options: optionsOf(urgencyWords) },
  { field: 'phone', title: { zh: '电话报告', en: 'By phone' }, kind: 'choice', options: optionsOf(timelinessWords) },
  { field: 'written', title: { zh: '书面报告', en: 'In writing' }, kind: 'choice', options: optionsOf(timelinessWords).filter(({ value }) => value !== 'not-phoned') },
];

function useColumns(): readonly Column<Matter>[] {
  const word = useWord();
  const name = useUnitNames();
  const day = (at: string | null): string | null => (at ? cityTime(at).date : null);
  return [
    { key: 'title', title: { zh: '标题', en: 'Title' }, text: ({ title }) => title, cell: ({ matter, title }) => <To href={`/supervision/matters/${matter}`}>{title}</To>, width: 250, frozen: 'left', always: true },
    { key: 'kind', title: { zh: '文种', en: 'Kind' }, text: ({ kind }) => word(matterKindWords, kind), width: 70 },
    { key: 'unit', title: { zh: '报送单位', en: 'From' }, text: ({ unit }) => name(unit), cell: ({ unit }) => <Unit code={unit} />, width: 140 },
    { key: 'urgency', title: { zh: '紧急程度', en: 'Urgency' }, text: ({ urgency }) => word(urgencyWords, urgency), width: 90 },
    { key: 'firstReportedAt', title: { zh: '报送', en: 'Sent in' }, text: ({ firstReportedAt }) => day(firstReportedAt), cell: ({ firstReportedAt }) => <Instant at={firstReportedAt} />, width: 150 },
    { key: 'status', title: { zh: '状态', en: 'Status' }, text: ({ status }) => word(matterStatusWords, status), cell: ({ status }) => <MatterStatus status={status} />, width: 150 },
    { key: 'waitingFor', title: { zh: '目前等待', en: 'Waits for' }, text: ({ waitingFor }) => (waitingFor ? word(waitingWords, waitingFor) : null), cell: ({ waitingFor }) => (waitingFor ? word(waitingWords, waitingFor) : <Missing />), width: 120 },
    { key: 'waitingSince', title: { zh: '等待自', en: 'Since' }, text: ({ waitingSince }) => day(waitingSince), cell: ({ waitingSince }) => <Instant at={waitingSince} dayOnly />, width: 112 },
    { key: 'phone', title: { zh: '电话报告', en: 'By phone' }, text: ({ phone }) => (phone ? word(timelinessWords, phone) : null), cell: ({ phone }) => <Timeliness timeliness={phone} />, width: 130 },
    { key: 'written', title: { zh: '书面报告', en: 'In writing' }, text: ({ written }) => (written ? word(timelinessWords, written) : null), cell: ({ written }) => <Timeliness timeliness={written} />, width: 130 },
    { key: 'documents', title: { zh: '文号', en: 'Document number' }, text: ({ documents }) => documents.join(mark.and), width: 220 },
  ];
}

/** The register of major matters; here one is sent in. */
export default function MattersPage() {
  const t = useTexts(matterTexts);
  const { go } = useAddress();
  const { may } = usePermissions();
  const { code, used } = useNewCode('m');
  const form = useReportForm(code, undefined, (matter) => (used(), go(`/supervision/matters/${matter}`)));
  return (
    <>
      <div className="page-head"><h1>{t('list')}</h1><span className="hint">{t('listHint')}</span><span className="bar-space" />{may('POST /matters') && <ActButton form={form} type="primary" />}</div>
      <ServerList route="GET /matters" name="matters" title={{ zh: '重大事项', en: 'Major matters' }} columns={useColumns()} filters={filters} rowKey={({ matter }) => matter} open={({ matter }) => `/supervision/matters/${matter}`} subject={({ matter }) => ({ kind: 'matter', key: matter })} empty={t('none')} />
    </>
  );
}
