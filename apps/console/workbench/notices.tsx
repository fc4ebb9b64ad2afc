import { App, Button } from 'antd';
import { useState } from 'react';
import { To, useAddress } from '../frame/address.js';
import { Answer, Nothing, Told } from '../frame/page-states.js';
import { texts, useLanguage, useTexts } from '../language/texts.js';
import { act, type ItemOf } from '../server/ask.js';
import { toldOf } from '../server/problems.js';
import { queryClient, usePermissions, useView } from '../server/views.js';
import { Instant } from '../show/signs.js';
import { consoleAddress } from './console-address.js';
import { noteRead } from './newest-notices.js';
import './workbench.css';

const noticesTexts = texts('workbench-notices', {
  title: ['通知', 'Notices'],
  all: ['全部', 'All'],
  unread: ['未读', 'Unread'],
  urgent: ['紧急', 'Urgent'],
  filter: ['筛选', 'Filter'],
  counts: ['本页 {total} 条；未读共 {unread} 条，其中紧急 {urgent} 条', '{total} here; {unread} unread in all, {urgent} of them urgent'],
  readOne: ['标为已读', 'Mark as read'],
  readOneOf: ['标为已读：{title}', 'Mark as read: {title}'],
  readAll: ['全部标为已读', 'Mark all as read'],
  readDone: ['已标为已读 {read} 条', '{read} marked as read'],
  read: ['已读', 'Read'],
  unreadMark: ['未读', 'Unread'],
  receipts: ['谁已读', 'Who has read it'],
  receiptsOf: ['谁已读：{title}', 'Who has read it: {title}'],
  noReceipts: ['尚无人阅读。', 'Nobody has read it yet.'],
  none: ['没有符合条件的通知。', 'No notices fit.'],
  more: ['再显示一些', 'Show more'],
});

type Notice = ItemOf<'GET /notices'>;

const reread = () => queryClient.invalidateQueries({ predicate: ({ queryKey: [route] }) => String(route).startsWith('GET /notices') });

function Receipts({ id }: { readonly id: string }) {
  const t = useTexts(noticesTexts);
  const view = useView('GET /notices/:id/receipts', { path: { id } }, { now: true });
  return (
    <div className="notice-receipts">
      <Answer view={view}>{({ receipts }) => (receipts.length === 0 ? <p>{t('noReceipts')}</p> : <ul>{receipts.map(({ user, readAt }) => <li key={user}>{user} · <Instant at={readAt} /></li>)}</ul>)}</Answer>
    </div>
  );
}

function NoticeLine({ notice }: { readonly notice: Notice }) {
  const t = useTexts(noticesTexts);
  const { say } = useLanguage();
  const { may } = usePermissions();
  const [open, setOpen] = useState(false);
  const { id, title, text, link, at, readAt, urgency } = notice;
  return (
    <article className={readAt === null ? 'notice notice-unread' : 'notice'}>
      <h2>
        {urgency === 'urgent' && <strong className="workbench-urgent">{t('urgent')}</strong>}
        <To href={consoleAddress(link)} onClick={() => void noteRead(id)}>{say(title)}</To>
        <span className="sr-only"> {t(readAt === null ? 'unreadMark' : 'read')}</span>
      </h2>
      <span className="notice-when"><Instant at={at} position={notice.position} /></span>
      <p>{say(text)}</p>
      <span className="notice-acts">
        {may('GET /notices/:id/receipts') && <Button size="small" type="link" aria-expanded={open} aria-label={t('receiptsOf', { title: say(title) })} onClick={() => setOpen(!open)}>{t('receipts')}</Button>}
        {readAt === null ? <Button size="small" aria-label={t('readOneOf', { title: say(title) })} onClick={() => void noteRead(id)}>{t('readOne')}</Button> : <span className="notice-when">{t('read')} <Instant at={readAt} /></span>}
      </span>
      {open && <Receipts id={id} />}
    </article>
  );
}

const step = 50;

/** Everything the city told the person: read, unread, urgent; each opens the place to act. */
export default function Notices() {
  const t = useTexts(noticesTexts);
  const { say } = useLanguage();
  const { params } = useAddress();
  const { notification } = App.useApp();
  const [limit, setLimit] = useState(step);
  const unread = params.get('unread') === 'true';
  const urgent = params.get('urgency') === 'urgent';
  const view = useView('GET /notices', { query: { limit, ...(unread ? { unread: 'true' as const } : {}), ...(urgent ? { urgency: 'urgent' as const } : {}) } }, { now: true, keep: true });
  const readAll = async () => {
    try {
      const { read } = await act('POST /notices/read', { body: { upTo: view.data?.position ?? 0 } });
      notification.success({ title: t('readDone', { read }), role: 'status' });
    } catch (error) {
      const { text } = toldOf(error);
      notification.error({ title: say(text.title), description: say(text.remedy) });
    }
    await reread();
  };
  const choices = [
    { key: 'all', href: '/notices', on: !unread && !urgent },
    { key: 'unread', href: '/notices?unread=true', on: unread && !urgent },
    { key: 'urgent', href: '/notices?urgency=urgent', on: urgent },
  ] as const;
  return (
    <>
      <header className="page-head"><h1>{t('title')}</h1>{view.data && <span className="hint">{t('counts', { total: view.data.total ?? view.data.items.length, unread: view.data.counts.unread, urgent: view.data.counts.urgent })}</span>}</header>
      <div className="notice-head">
        <nav className="notice-filters" aria-label={t('filter')}>{choices.map(({ key, href, on }) => <To key={key} href={href} aria-current={on ? 'page' : undefined}>{t(key)}</To>)}</nav>
        <span className="bar-space" />
        <Button onClick={() => void readAll()} disabled={(view.data?.counts.unread ?? 0) === 0}>{t('readAll')}</Button>
      </div>
      {view.problem && view.data && <Told problem={view.problem} again={view.again} className="spaced" />}
      <Answer view={view}>
        {({ items, next }) => (
          <>
            {items.length === 0 && <Nothing>{t('none')}</Nothing>}
            {items.map((notice) => <NoticeLine key={notice.id} notice={notice} />)}
            {next && limit < 500 && <p><Button onClick={() => setLimit(Math.min(500, limit + step))}>{t('more')}</Button></p>}
          </>
        )}
      </Answer>
    </>
  );
}
