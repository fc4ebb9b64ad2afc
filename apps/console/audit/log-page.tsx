import { Button, Switch } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useAddress } from '../frame/address.js';
import { Freshness, Told } from '../frame/page-states.js';
import { cityTime, decimalText } from '../language/format.js';
import { texts, useTexts } from '../language/texts.js';
import type { Column } from '../lists/columns.js';
import { LocalList } from '../lists/local-list.js';
import { fetched, type ItemOf } from '../server/ask.js';
import { serverEvents } from '../server/live.js';
import { useView } from '../server/views.js';
import { Instant, Position } from '../show/signs.js';
import './audit.css';

const logTexts = texts('audit-log', {
  title: ['事件日志', 'Event log'],
  hint: ['日志里的事件，原样；每条都可打开说明和证明。', 'The events of the log as they are; each opens with its explanation and proof.'],
  older: ['更早', 'Older'],
  newer: ['较新', 'Newer'],
  newest: ['最新', 'Newest'],
  live: ['实时跟随', 'Follow live'],
  following: ['新事件随时出现在最上面', 'new events appear at the top'],
  head: ['日志共 {head} 条，显示位置 {from} 至 {to}', '{head} events in the log; positions {from} to {to} are shown'],
  empty: ['没有符合条件的事件。', 'No event fits.'],
});

type LogEvent = ItemOf<'GET /events'>;

const shownAtOnce = 100;
const mostFollowed = 300;

/** Events recorded since one began to follow, newest first; stops with the page. */
function useFollowed(after: number | undefined, type: string | undefined): readonly LogEvent[] {
  const [events, setEvents] = useState<readonly LogEvent[]>([]);
  useEffect(() => {
    setEvents([]);
    if (after === undefined) return;
    const ending = new AbortController();
    const follow = async () => {
      const query = new URLSearchParams({ after: String(after), ...(type ? { type } : {}) });
      const response = await fetched(`/api/events-live?${query.toString()}`, { signal: ending.signal, headers: { accept: 'text/event-stream' } });
      for await (const { data } of serverEvents(response.body!)) {
        const event = data as LogEvent;
        if (typeof event.position === 'number') setEvents((before) => [event, ...before.filter(({ position }) => position !== event.position)].slice(0, mostFollowed));
      }
    };
    void follow().catch(() => undefined);
    return () => ending.abort();
  }, [after, type]);
  return events;
}

const columns: readonly Column<LogEvent>[] = [
  { key: 'position', title: { zh: '位置', en: 'Position' }, width: 80, align: 'right', frozen: 'left', always: true, text: ({ position }) => position, cell: ({ position }) => <Position at={position} /> },
  { key: 'at', title: { zh: '记入时间', en: 'Recorded at' }, width: 150, text: ({ recordedAt }) => { const { date, time, seconds } = cityTime(recordedAt); return `${date} ${time}:${seconds}`; }, cell: ({ recordedAt, position }) => <Instant at={recordedAt} position={position} /> },
  { key: 'type', title: { zh: '类型', en: 'Type' }, width: 210, text: ({ type, schema }) => `${type} v${schema}` },
  { key: 'stream', title: { zh: '流 @ 修订号', en: 'Stream @ revision' }, width: 250, text: ({ stream, revision }) => `${stream} @ ${revision}`, cell: ({ stream, revision }) => <span className="audit-hash">{stream} @ {revision}</span> },
  { key: 'actor', title: { zh: '办理人', en: 'Who' }, width: 140, text: ({ meta }) => String(meta['actor'] ?? '') },
  { key: 'reason', title: { zh: '理由', en: 'Reason' }, width: 160, hidden: true, text: ({ meta }) => meta['reason'] as string | undefined },
  { key: 'data', title: { zh: '内容', en: 'Data' }, width: 250, text: ({ data }) => JSON.stringify(data), cell: ({ data }) => <code className="audit-data">{JSON.stringify(data)}</code> },
];

/** The raw log for those who may: by position, type and stream, and as it grows. */
export default function LogPage() {
  const t = useTexts(logTexts);
  const { params, put } = useAddress();
  const ledger = useView('GET /ledger', {}, { now: true });
  const [type, stream, given] = [params.get('type') ?? undefined, params.get('stream') ?? undefined, params.get('after') ?? undefined];
  const head = ledger.data?.size ?? 0;
  // A filtered log is read from its beginning: where its newest lie is not known.
  const after = given === undefined ? (type || stream ? 0 : Math.max(0, head - shownAtOnce)) : Number(given);
  const view = useView('GET /events', { query: { after, limit: shownAtOnce, ...(type ? { type } : {}), ...(stream ? { stream } : {}) } }, { now: true, keep: true, enabled: ledger.data !== undefined });
  const following = params.get('live') === 'yes';
  const started = useRef<number | undefined>(undefined);
  started.current = following ? (started.current ?? view.data?.head) : undefined;
  const followed = useFollowed(started.current, type);
  const known = new Set(followed.map(({ position }) => position));
  const rows = view.data && [...followed, ...[...view.data.items].reverse().filter(({ position }) => !known.has(position))];
  const [first, last] = [view.data?.items[0]?.position, view.data?.items.at(-1)?.position];
  return (
    <>
      <div className="page-head"><h1>{t('title')}</h1><span className="hint">{t('hint')}</span></div>
      <Freshness view={view} />
      {view.problem && <Told problem={view.problem} again={view.again} className="spaced" />}
      <div className="audit-choices">
        <Button size="small" disabled={after === 0} onClick={() => put({ after: String(Math.max(0, after - shownAtOnce)), live: undefined })}>{t('older')}</Button>
        <Button size="small" disabled={last === undefined || last >= head || (view.data?.items.length ?? 0) < shownAtOnce} onClick={() => put({ after: String(last ?? after) })}>{t('newer')}</Button>
        <Button size="small" onClick={() => put({ after: undefined })}>{t('newest')}</Button>
        <label htmlFor="audit-live">{t('live')}</label><Switch id="audit-live" size="small" checked={following} aria-label={t('live')} onChange={(on) => put({ live: on ? 'yes' : undefined })} />
        {following && <span role="status">{t('following')}</span>}
        {first !== undefined && <span className="hint">{t('head', { head: decimalText(head), from: decimalText(first), to: decimalText(last ?? first) })}</span>}
      </div>
      <LocalList
        name="audit-log"
        title={{ zh: '事件日志', en: 'Event log' }}
        columns={columns}
        rows={rows}
        fits={() => true}
        filters={[{ field: 'type', title: { zh: '类型开头为', en: 'Type begins with' }, kind: 'text', pinned: true }, { field: 'stream', title: { zh: '流', en: 'Stream' }, kind: 'text', pinned: true }]}
        rowKey={({ position }) => String(position)}
        open={({ position }) => `/audit/events/${position}`}
        empty={t('empty')}
      />
    </>
  );
}
