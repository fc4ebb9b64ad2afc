import { cityTime } from '../../language/format.js';
import { texts, useTexts } from '../../language/texts.js';
import type { Column } from '../../lists/columns.js';
import { LocalList } from '../../lists/local-list.js';
import type { ItemOf } from '../../server/ask.js';
import { useView } from '../../server/views.js';
import { Instant, Missing, Position } from '../../show/signs.js';

const sealTexts = texts('access-seals', {
  title: ['封存与到期清除', 'Seals and removals'],
  kept: ['条目至少保存 {days} 天。', 'Entries are kept for {days} days at least.'],
  sealed: ['封存', 'sealed'],
  trimmed: ['到期清除', 'removed'],
  empty: ['尚未封存。', 'Not sealed yet.'],
});

type Seal = ItemOf<'GET /access-log/seals'>;

/** Seals of the access log into the event log, and removals under retention. */
export function Seals() {
  const t = useTexts(sealTexts);
  const { data } = useView('GET /access-log/seals', { query: { limit: 200 } }, { now: true });
  const columns: readonly Column<Seal>[] = [
    { key: 'at', title: { zh: '时间', en: 'When' }, width: 150, text: ({ recordedAt }) => `${cityTime(recordedAt).date} ${cityTime(recordedAt).time}`, cell: ({ recordedAt, position }) => <Instant at={recordedAt} position={position} /> },
    { key: 'kind', title: { zh: '办理', en: 'Act' }, width: 100, text: ({ kind }) => t(kind) },
    { key: 'seq', title: { zh: '至条目', en: 'Up to entry' }, width: 100, align: 'right', text: ({ seq }) => seq },
    { key: 'entries', title: { zh: '新条目', en: 'New entries' }, width: 90, align: 'right', text: ({ entries }) => entries, cell: ({ entries }) => entries ?? <Missing /> },
    { key: 'by', title: { zh: '办理人', en: 'Who' }, width: 150, text: ({ by }) => by },
    { key: 'reason', title: { zh: '理由', en: 'Reason' }, width: 200, text: ({ reason }) => reason, cell: ({ reason }) => reason ?? <Missing /> },
    { key: 'hash', title: { zh: '链头哈希', en: 'Hash of the head' }, width: 280, text: ({ hash }) => hash, cell: ({ hash }) => <code className="audit-hash">{hash}</code> },
    { key: 'position', title: { zh: '位置', en: 'Position' }, width: 80, align: 'right', text: ({ position }) => position, cell: ({ position }) => <Position at={position} /> },
  ];
  return (
    <section className="audit-after-list">
      <h2>{t('title')}</h2>
      {data && <p className="hint">{t('kept', { days: data.keptDays })}</p>}
      <LocalList name="access-seals" title={{ zh: '访问日志封存', en: 'Seals of the access log' }} columns={columns} rows={data?.items} rowKey={({ position }) => String(position)} empty={t('empty')} />
    </section>
  );
}
