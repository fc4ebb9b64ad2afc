import { cityTime } from '../../language/format.js';
import { useWord, optionsOf } from '../../show/facts.js';
import { Instant, Missing } from '../../show/signs.js';
import type { Column, Filter } from '../../lists/columns.js';
import { ServerList } from '../../lists/server-list.js';
import type { ItemOf } from '../../server/ask.js';
import { accessDetailWords, accessKindWords } from '../../../words/system-words.js';

type Entry = ItemOf<'GET /access-log'>;

const filters: readonly Filter[] = [
  { field: 'kind', title: { zh: '类别', en: 'Kind' }, kind: 'choice', pinned: true, options: optionsOf(accessKindWords) },
  { field: 'user', title: { zh: '账号', en: 'Account' }, kind: 'text', pinned: true },
  { field: 'address', title: { zh: '来源地址', en: 'Address' }, kind: 'text' },
  { field: 'from', title: { zh: '自', en: 'From' }, kind: 'date', pinned: true },
  { field: 'to', title: { zh: '至', en: 'To' }, kind: 'date', pinned: true },
];

const stopped = new Set(['refused', 'sign-in-failed', 'sign-in-blocked', 'sign-in-refused', 'token-reused', 'password-change-failed']);

/** The access log, newest first. Reading and exporting it are entries too. */
export function AccessLogList() {
  const word = useWord();
  const columns: readonly Column<Entry>[] = [
    { key: 'seq', title: { zh: '条目', en: 'Entry' }, width: 70, align: 'right', frozen: 'left', text: ({ seq }) => seq },
    { key: 'at', title: { zh: '时间', en: 'When' }, width: 150, text: ({ at }) => { const { date, time, seconds } = cityTime(at); return `${date} ${time}:${seconds}`; }, cell: ({ at }) => <Instant at={at} /> },
    { key: 'kind', title: { zh: '类别', en: 'Kind' }, width: 125, text: ({ kind }) => word(accessKindWords, kind), cell: ({ kind }) => <span className={stopped.has(kind) ? 'late' : undefined}>{word(accessKindWords, kind)}</span> },
    { key: 'user', title: { zh: '账号', en: 'Account' }, width: 140, text: ({ user }) => user, cell: ({ user }) => user ?? <Missing /> },
    { key: 'address', title: { zh: '来源地址', en: 'Address' }, width: 115, text: ({ address }) => address },
    { key: 'what', title: { zh: '访问的内容', en: 'What was asked for' }, width: 280, text: ({ method, path }) => (path ? `${method ?? ''} ${path}`.trim() : undefined), cell: ({ method, path }) => (path ? <code className="audit-hash">{method} {path}</code> : <Missing />) },
    { key: 'query', title: { zh: '筛选条件', en: 'Filters' }, width: 180, hidden: true, text: ({ query }) => query },
    { key: 'status', title: { zh: '状态码', en: 'Status' }, width: 70, align: 'right', hidden: true, text: ({ status }) => status },
    { key: 'policy', title: { zh: '拒绝所依规则', en: 'Rule that refused' }, width: 140, text: ({ policy }) => policy },
    { key: 'detail', title: { zh: '说明', en: 'Detail' }, width: 110, text: ({ detail }) => detail && word(accessDetailWords, detail) },
    { key: 'hash', title: { zh: '链上哈希', en: 'Hash in the chain' }, width: 240, hidden: true, text: ({ hash }) => hash, cell: ({ hash }) => <code className="audit-hash">{hash}</code> },
  ];
  return <ServerList route="GET /access-log" name="access-log" title={{ zh: '访问日志', en: 'Access log' }} columns={columns} filters={filters} rowKey={({ seq }) => String(seq)} />;
}
