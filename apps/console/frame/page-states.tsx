import { Alert, Button, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { texts, useLanguage, useTexts } from '../language/texts.js';
import type { Problem } from '../server/problems.js';
import type { Viewed } from '../server/views.js';
import { To } from './address.js';
import { frameTexts } from './frame-texts.js';

const stateTexts = texts('page-states', {
  behind: ['已记入日志，视图正在更新，马上显示。', 'Recorded; the view is catching up and will show it in a moment.'],
  stale: ['连不上服务器，显示的是 {at} 读到的数据。', 'The server cannot be reached; what is shown was read at {at}.'],
  again: ['重试', 'Try again'],
  empty: ['没有符合条件的内容。', 'Nothing fits.'],
  trace: ['编号 {trace}', 'number {trace}'],
  loading: ['正在读取……', 'Reading…'],
});

function PlainPage({ title, hint }: { readonly title: string; readonly hint: string }) {
  const t = useTexts(frameTexts);
  return (
    <section className="plain-page">
      <h1>{title}</h1>
      <p>{hint}</p>
      <To href="/">{t('home')}</To>
    </section>
  );
}

export function NoPage() {
  const t = useTexts(frameTexts);
  return <PlainPage title={t('noPage')} hint={t('noPageHint')} />;
}

export function NotYours() {
  const t = useTexts(frameTexts);
  return <PlainPage title={t('notYours')} hint={t('notYoursHint')} />;
}

/** What went wrong and what to do, in the server's words. */
export function Told({ problem, again, className }: { readonly problem: Problem; readonly again?: () => void; readonly className?: string }) {
  const t = useTexts(stateTexts);
  const { say } = useLanguage();
  return (
    <Alert
      type="error"
      showIcon
      className={className}
      title={say(problem.text.title)}
      description={
        <>
          <div>{say(problem.text.remedy)}</div>
          {(problem.errors ?? []).map(({ field, message }) => <div key={field}>{say(message)} <code>{field}</code></div>)}
          <small><code>{problem.code}</code>{problem.traceId && ` · ${t('trace', { trace: problem.traceId.slice(0, 12) })}`}</small>
        </>
      }
      action={again && <Button size="small" onClick={again}>{t('again')}</Button>}
    />
  );
}

/** Whether a view lags or is old, in a line above it; nothing when it is fresh. */
export function Freshness({ view }: { readonly view: Pick<Viewed<unknown>, 'behind' | 'stale' | 'updatedAt' | 'again'> }) {
  const t = useTexts(stateTexts);
  if (view.behind) return <Alert banner type="info" title={t('behind')} role="status" />;
  if (view.stale) return <Alert banner type="warning" title={t('stale', { at: new Date(view.updatedAt).toLocaleTimeString('zh-CN', { timeZone: 'Asia/Shanghai', hour12: false }) })} action={<Button size="small" onClick={view.again}>{t('again')}</Button>} />;
  return null;
}

/** Nothing to show, with a reason. */
export function Nothing({ children }: { readonly children?: ReactNode }) {
  const t = useTexts(stateTexts);
  return <p className="nothing">{children ?? t('empty')}</p>;
}

/** An answer of the server in all its states: on its way, failed, old, lagging, there. */
export function Answer<T>({ view, children }: { readonly view: Viewed<T>; readonly children: (data: T) => ReactNode }) {
  const t = useTexts(stateTexts);
  if (view.data === undefined) {
    if (view.problem) return <Told problem={view.problem} again={view.again} />;
    return <div role="status" aria-label={t('loading')}><Freshness view={view} /><Skeleton active paragraph={{ rows: 6 }} /></div>;
  }
  return (
    <>
      <Freshness view={view} />
      {children(view.data)}
    </>
  );
}
