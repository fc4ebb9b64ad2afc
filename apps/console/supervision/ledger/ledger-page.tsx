import '../findings.css';
import './ledger.css';
import { To, useAddress } from '../../frame/address.js';
import { useTexts } from '../../language/texts.js';
import { ServerList } from '../../lists/server-list.js';
import { usePermissions } from '../../server/views.js';
import { useLedgerColumns } from './ledger-columns.js';
import { useLedgerFilters } from './ledger-filters.js';
import { ledgerTexts } from './ledger-texts.js';

/** Filters that people set every day, each one click. */
const quick = { quickAll: {}, quickOpen: { stage: 'open' }, quickOverdue: { overdue: 'true' }, quickToCheck: { status: 'reported' }, quickRed: { stage: 'open', light: 'red' }, quickListed: { listed: 'true' }, quickClosed: { stage: 'closed' } } as const;
type Quick = Readonly<Partial<Record<'stage' | 'overdue' | 'status' | 'light' | 'listed', string>>>;
const quickFields = ['stage', 'overdue', 'status', 'light', 'listed'] as const;

/** The ledger 台账: every issued finding that the person may see, one row each; the server filters, sorts and pages. */
export default function LedgerPage() {
  const t = useTexts(ledgerTexts);
  const { may } = usePermissions();
  const columns = useLedgerColumns();
  const filters = useLedgerFilters();
  return (
    <div className="ledger-sheet">
      <div className="page-head">
        <h1>{t('title')}</h1>
        <QuickFilters />
        <span className="bar-space" />
        {may('POST /findings') && <To href="/supervision/drafts/new">{t('newFinding')}</To>}
      </div>
      <ServerList
        route="GET /findings"
        name="supervision-ledger"
        title={{ zh: '督查台账', en: 'Ledger of findings' }}
        columns={columns}
        filters={filters}
        rowKey={({ finding }) => finding}
        open={({ finding }) => `/supervision/findings/${finding}`}
        subject={({ finding }) => ({ kind: 'finding', key: finding })}
        firstSort={{ by: 'issued', reverse: false }}
        rowClass={({ overdue }) => (overdue ? 'ledger-late' : '')}
        empty={t('empty')}
        numbered
      />
    </div>
  );
}

function QuickFilters() {
  const t = useTexts(ledgerTexts);
  const { params, put } = useAddress();
  const isSet = (wanted: Quick) => quickFields.every((field) => (params.get(field) ?? undefined) === wanted[field]);
  return (
    <div className="ledger-quick" role="group" aria-label={t('quick')}>
      {Object.entries(quick).map(([key, wanted]) => (
        <button key={key} type="button" aria-pressed={isSet(wanted)} onClick={() => put({ ...Object.fromEntries(quickFields.map((field) => [field, (wanted as Quick)[field]])), cursor: undefined, page: undefined })}>{t(key as keyof typeof quick)}</button>
      ))}
    </div>
  );
}
