import '../findings.css';
import { useMemo, useState } from 'react';
import { dayKindWords, severityWords, sourceWords, urgencyWords } from '../../../words/supervision-words.js';
import { To, useAddress } from '../../frame/address.js';
import { cityTime } from '../../language/format.js';
import { texts, useTexts, type Bilingual } from '../../language/texts.js';
import type { Column, Filter } from '../../lists/columns.js';
import { ServerList } from '../../lists/server-list.js';
import type { ItemOf } from '../../server/ask.js';
import { usePermissions } from '../../server/views.js';
import { Instant, Units } from '../../show/signs.js';
import { useUnitNames } from '../../show/unit-names.js';
import { Actor, Severity, useWord } from '../finding-signs.js';
import { TimeAllowed } from '../finding/order-part.js';
import { BulkButton, BulkDialog } from './bulk-issue.js';

const draftTexts = texts('supervision-drafts', {
  title: ['问题拟稿', 'Drafts of findings'],
  hint: ['选中若干条可批量交办：先试算、看编号，再办理。', 'Choose several to issue them at once: first a trial with numbers, then for good.'],
  newFinding: ['新建问题', 'New finding'],
  empty: ['没有待交办的拟稿。', 'No draft waits to be issued.'],
  and: ['、', ', '],
  days: ['交办之日起 {days} 个{kind}', '{days} {kind} from the issue'],
});

type Draft = ItemOf<'GET /finding-drafts'>;
const title = (zh: string, en: string): Bilingual => ({ zh, en });

const filters: readonly Filter[] = [
  { field: 'status', title: title('状态', 'Status'), kind: 'choice', pinned: true, options: [{ value: 'draft', label: title('待交办', 'to be issued') }, { value: 'discarded', label: title('已作废', 'discarded') }] },
  { field: 'unit', title: title('责任单位', 'Unit in charge'), kind: 'unit', pinned: true },
];

/** Drafts of findings: write, change, discard, issue one or many. */
export default function DraftsPage() {
  const t = useTexts(draftTexts);
  const { may } = usePermissions();
  const columns = useColumns();
  const { params } = useAddress();
  // The oldest gets the lowest number.
  const [chosen, setChosen] = useState<readonly Draft[]>();
  const issuing = may('POST /findings/issue') && params.get('status') !== 'discarded';
  return (
    <>
      <div className="page-head">
        <h1>{t('title')}</h1>
        {issuing && <span className="hint">{t('hint')}</span>}
        <span className="bar-space" />
        {may('POST /findings') && <To href="/supervision/drafts/new" className="finding-button finding-button-next">{t('newFinding')}</To>}
      </div>
      <ServerList
        route="GET /finding-drafts"
        name="supervision-drafts"
        title={{ zh: '问题拟稿', en: 'Drafts of findings' }}
        columns={columns}
        filters={filters}
        rowKey={({ finding }) => finding}
        open={({ finding }) => `/supervision/findings/${finding}`}
        subject={({ finding }) => ({ kind: 'finding', key: finding })}
        {...(issuing ? { bulk: (rows: readonly Draft[]) => <BulkButton onOpen={() => setChosen([...rows].reverse())} /> } : {})}
        choosable={({ status }) => status === 'draft'}
        empty={t('empty')}
        numbered
      />
      {chosen && <BulkDialog drafts={chosen} onClose={() => setChosen(undefined)} />}
    </>
  );
}

function useColumns(): readonly Column<Draft>[] {
  const t = useTexts(draftTexts);
  const word = useWord();
  const unitName = useUnitNames();
  return useMemo((): readonly Column<Draft>[] => [
    { key: 'title', title: title('问题', 'Matter'), width: 260, frozen: 'left', always: true, text: ({ content }) => content.title, cell: ({ finding, content }) => <To href={`/supervision/findings/${finding}`}>{content.title}</To> },
    { key: 'unit', title: title('责任单位', 'Unit in charge'), width: 120, text: ({ unit }) => unitName(unit) },
    { key: 'supporting', title: title('配合单位', 'Supporting units'), width: 130, text: ({ content }) => content.supporting.map(unitName).join(t('and')), cell: ({ content }) => <Units codes={content.supporting} /> },
    { key: 'source', title: title('来源', 'Source'), width: 96, text: ({ content }) => word(sourceWords, content.source.kind) },
    { key: 'severity', title: title('严重程度', 'Severity'), width: 92, text: ({ content }) => word(severityWords, content.severity), cell: ({ content }) => <Severity severity={content.severity} /> },
    { key: 'urgency', title: title('紧急程度', 'Urgency'), width: 92, text: ({ content }) => word(urgencyWords, content.urgency) },
    { key: 'due', title: title('整改时限', 'Time allowed'), width: 150, text: ({ content: { due } }) => ('on' in due ? due.on : t('days', { days: due.days, kind: word(dayKindWords, due.kind) })), cell: ({ content }) => <TimeAllowed due={content.due} /> },
    { key: 'draftedBy', title: title('拟稿人', 'Drafted by'), width: 110, text: ({ draftedBy }) => draftedBy, cell: ({ draftedBy }) => <Actor actor={draftedBy} /> },
    { key: 'draftedAt', title: title('拟稿日', 'Drafted on'), width: 118, text: ({ draftedAt }) => cityTime(draftedAt).date, cell: ({ draftedAt }) => <Instant at={draftedAt} dayOnly /> },
    { key: 'discardReason', title: title('作废原因', 'Why discarded'), width: 200, hidden: true, text: ({ discardReason }) => discardReason },
  ], [t, word, unitName]);
}
