import { ActButton } from '../../acts/act-button.js';
import { Answer } from '../../frame/page-states.js';
import { decimalText } from '../../language/format.js';
import { texts, useTexts } from '../../language/texts.js';
import { cityTime } from '../../language/format.js';
import type { Column } from '../../lists/columns.js';
import { ServerList } from '../../lists/server-list.js';
import type { ItemOf } from '../../server/ask.js';
import { useView } from '../../server/views.js';
import { Instant, Position } from '../../show/signs.js';
import { mark } from '../../show/punctuation.js';
import { usePageSubject } from '../../trace/trace.js';
import { ConsistencyCheck } from './consistency-check.js';
import { LedgerFacts, LedgerKeys } from './ledger-facts.js';
import '../audit.css';

const pageTexts = texts('audit-checkpoints', {
  title: ['账本检查点', 'Checkpoints of the ledger'],
  hint: ['检查点是账本在某一规模时签名的承诺：此后任何一条事件被改动都会与它矛盾。', 'A checkpoint is the ledger\'s signed promise at one size: any later change of an event contradicts it.'],
  now: ['账本现状', 'The ledger now'],
  effect: ['签名前重新读取全部日志核对；不改变任何数据。签发后即可证明到此为止的全部事件。', 'The whole log is read again before it is signed; no data changes. Everything up to here can then be proven.'],
  note: ['检查点原文（请保存或打印：它是日后核对的凭据）', 'The checkpoint as it is signed (keep or print it: it is what you check against later)'],
  witnesses: ['见证 {count} 方', '{count} witnesses'],
  unwitnessed: ['无见证', 'not witnessed'],
});

type Checkpoint = ItemOf<'GET /ledger/checkpoints'>;

function useColumns(): readonly Column<Checkpoint>[] {
  const t = useTexts(pageTexts);
  const witnesses = ({ signatures, origin }: Checkpoint) => signatures.filter(({ name }) => name !== origin);
  return [
    { key: 'size', title: { zh: '规模（事件数）', en: 'Size (events)' }, width: 130, align: 'right', frozen: 'left', text: ({ size }) => size, cell: ({ size }) => <Position at={size}>{decimalText(size)}</Position> },
    { key: 'time', title: { zh: '签名时间', en: 'Signed at' }, width: 160, text: ({ time }) => time && `${cityTime(time).date} ${cityTime(time).time}`, cell: ({ time }) => <Instant at={time} /> },
    { key: 'root', title: { zh: '根（SHA-256）', en: 'Root (SHA-256)' }, width: 360, text: ({ root }) => root, cell: ({ root }) => <code className="audit-hash">{root}</code> },
    { key: 'key', title: { zh: '签名密钥', en: 'Key' }, width: 110, text: ({ signatures, origin }) => signatures.find(({ name }) => name === origin)?.keyId, cell: ({ signatures, origin }) => <code>{signatures.find(({ name }) => name === origin)?.keyId}</code> },
    { key: 'witnesses', title: { zh: '见证', en: 'Witnesses' }, width: 160, text: (row) => witnesses(row).map(({ name }) => name).join(mark.and), cell: (row) => (witnesses(row).length > 0 ? <span title={witnesses(row).map(({ name }) => name).join(mark.and)}>{t('witnesses', { count: witnesses(row).length })}</span> : <span className="missing">{t('unwitnessed')}</span>) },
  ];
}

/** Checkpoints of the ledger, its keys, and whether one checkpoint only adds to another. */
export default function CheckpointsPage() {
  const t = useTexts(pageTexts);
  const ledger = useView('GET /ledger', {}, { now: true });
  const recent = useView('GET /ledger/checkpoints', { query: { order: 'newest', limit: 200 } }, { now: true });
  const columns = useColumns();
  usePageSubject({ kind: 'ledger', key: 'checkpoints' });
  return (
    <>
      <div className="page-head">
        <h1>{t('title')}</h1><span className="hint">{t('hint')}</span><span className="bar-space" />
        <ActButton quiet form={{ route: 'POST /ledger/checkpoints', title: { zh: '立即签发检查点', en: 'Sign a checkpoint now' }, effect: t('effect') }} />
      </div>
      <section className="card"><h2>{t('now')}</h2><Answer view={ledger}>{(now) => <LedgerFacts ledger={now} />}</Answer></section>
      <ServerList
        route="GET /ledger/checkpoints"
        name="audit-checkpoints"
        title={{ zh: '账本检查点', en: 'Checkpoints' }}
        query={{ order: 'newest' }}
        columns={columns}
        rowKey={({ size }) => String(size)}
        below={({ note }) => <><p>{t('note')}</p><pre className="audit-pre">{note}</pre></>}
      />
      <div className="audit-after-list">
        {recent.data && ledger.data && <ConsistencyCheck checkpoints={recent.data.items} keys={ledger.data.keys.map(({ key }) => key)} />}
        {ledger.data && <LedgerKeys ledger={ledger.data} />}
      </div>
    </>
  );
}
