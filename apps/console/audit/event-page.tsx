import { Button } from 'antd';
import { useState } from 'react';
import { To } from '../frame/address.js';
import { Answer, Nothing } from '../frame/page-states.js';
import { texts, useLanguage, useTexts } from '../language/texts.js';
import type { ReplyOf } from '../server/ask.js';
import { usePermissions, useView } from '../server/views.js';
import { Fact, Facts } from '../show/facts.js';
import { Instant, Missing, Position } from '../show/signs.js';
import { ChangeLine, type Change } from '../trace/change-line.js';
import { TraceButton } from '../trace/trace-button.js';
import { usePageSubject } from '../trace/trace.js';
import { EventProofPart, type EventReply } from './proof/event-proof.js';
import { mark } from '../show/punctuation.js';
import './audit.css';

const eventTexts = texts('audit-event', {
  title: ['第 {position} 条记录', 'Record {position}'],
  before: ['上一条', 'Previous'],
  after: ['下一条', 'Next'],
  told: ['发生了什么', 'What happened'],
  facts: ['谁、以何身份、凭何依据', 'Who, as what, under what authority'],
  who: ['办理人', 'Person'],
  role: ['角色', 'Role'],
  unit: ['所在单位', 'Unit of the person'],
  about: ['所涉单位', 'Unit it is about'],
  period: ['期间', 'Period'],
  reason: ['理由', 'Reason'],
  authority: ['依据文号', 'Document'],
  at: ['记入时间', 'Recorded at'],
  valid: ['事实日期', 'Holds from'],
  thing: ['事项', 'Thing'],
  history: ['该事项的全部变更', 'Every change of it'],
  stream: ['所在流及修订号', 'Stream and revision'],
  id: ['事件编号', 'Event id'],
  tree: ['来龙去脉', 'Causes and effects'],
  causes: ['因何而起', 'What it followed from'],
  set: ['同一次办理引起的全部记录', 'Everything the same act set off'],
  self: ['本条', 'this one'],
  alone: ['没有其他记录由此引起。', 'Nothing else followed from it.'],
  more: ['其余见变更历史。', 'The rest is in the change history.'],
  all: ['显示全部 {count} 条', 'Show all {count}'],
  stored: ['存储原样', 'As it is stored'],
  current: ['现行程序读取的形式（升级后）', 'As it is read today (upcast)'],
  withheld: ['您无权查看其中的：{fields}', 'Withheld from you: {fields}'],
});

function WhoAndWhy({ change }: { readonly change: Change }) {
  const t = useTexts(eventTexts);
  const { say } = useLanguage();
  const text = (value: string | null) => value ?? <Missing />;
  return (
    <section className="card">
      <h2>{t('facts')}</h2>
      <Facts>
        <Fact label={t('who')}>{say(change.actor.name)}{say(change.actor.name) !== change.actor.code && !change.actor.code.startsWith('system:') && <> <code>{change.actor.code}</code></>}</Fact>
        <Fact label={t('role')}>{change.role ? say(change.role.name) : <Missing />}</Fact>
        <Fact label={t('unit')}>{change.actorUnit ? say(change.actorUnit.name) : <Missing />}</Fact>
        <Fact label={t('reason')}>{text(change.reason)}</Fact>
        <Fact label={t('authority')}>{text(change.authority)}</Fact>
        <Fact label={t('at')}><Instant at={change.recordedAt} position={change.position} /></Fact>
        {change.validAt && <Fact label={t('valid')}>{change.validAt}</Fact>}
        {change.unit && <Fact label={t('about')}>{say(change.unit.name)}</Fact>}
        {change.period && <Fact label={t('period')}>{change.period}</Fact>}
        <Fact label={t('thing')}>{say(change.subject.title)} <code>{change.subject.key}</code> <TraceButton subject={change.subject} /><To href={`/audit/history?kind=${encodeURIComponent(change.subject.kind)}&key=${encodeURIComponent(change.subject.key)}`}>{t('history')}</To></Fact>
        <Fact label={t('stream')}><code>{change.stream}</code> @ {change.revision}</Fact>
        <Fact label={t('id')}><code>{change.id}</code></Fact>
      </Facts>
    </section>
  );
}

type Tree = ReplyOf<'GET /history/events/:position/tree'>;

function TreeLine({ change, self, depth }: { readonly change: Change; readonly self: boolean; readonly depth: number }) {
  const t = useTexts(eventTexts);
  const { say } = useLanguage();
  return (
    <li style={{ marginInlineStart: Math.min(depth, 6) * 20 }} aria-current={self || undefined} className={self ? 'audit-self' : undefined}>
      <Position at={change.position} /> {say(change.sentence)} {self && <strong>{mark.open}{t('self')}{mark.close}</strong>}
    </li>
  );
}

const mostLines = 12;

/** The lines around one of them; all when they are few or asked for. */
function around(items: Tree['items'], position: number, whole: boolean): Tree['items'] {
  if (whole || items.length <= mostLines) return items;
  const at = items.findIndex(({ change }) => change.position === position);
  const from = Math.max(0, Math.min(at - mostLines / 2, items.length - mostLines));
  return items.slice(from, from + mostLines);
}

function CausesAndEffects({ position }: { readonly position: number }) {
  const t = useTexts(eventTexts);
  const view = useView('GET /history/events/:position/tree', { path: { position: String(position) }, query: { limit: 100 } });
  const [whole, setWhole] = useState(false);
  const lines = ({ items, path, next }: Tree) => (
    <>
      {path.length > 1 && <><h3>{t('causes')}</h3><ol className="audit-tree">{path.map((change, depth) => <TreeLine key={change.position} change={change} self={change.position === position} depth={depth} />)}</ol></>}
      <h3>{t('set')}</h3>
      {items.length <= 1 ? <Nothing>{t('alone')}</Nothing> : <ol className="audit-tree">{around(items, position, whole).map(({ change, depth }) => <TreeLine key={change.position} change={change} self={change.position === position} depth={depth} />)}</ol>}
      {!whole && items.length > mostLines && <Button size="small" onClick={() => setWhole(true)}>{t('all', { count: items.length })}</Button>}
      {next && <p className="hint">{t('more')}</p>}
    </>
  );
  return <section className="card"><h2>{t('tree')}</h2><Answer view={view}>{lines}</Answer></section>;
}

function StoredForm({ event: { stored, current, withheld } }: { readonly event: EventReply }) {
  const t = useTexts(eventTexts);
  return (
    <section className="card audit-folds">
      {withheld.length > 0 && <p>{t('withheld', { fields: withheld.join(mark.and) })}</p>}
      <details><summary>{t('stored')}</summary><pre className="audit-pre">{JSON.stringify(stored, null, 2)}</pre></details>
      {current && <details><summary>{t('current')}</summary><pre className="audit-pre">{JSON.stringify(current, null, 2)}</pre></details>}
    </section>
  );
}

/** One record of the log: told, explained, proven in the browser, with what it came from and what it caused. */
export default function EventPage({ position }: { readonly position: string }) {
  const t = useTexts(eventTexts);
  const { may } = usePermissions();
  const { say } = useLanguage();
  const view = useView('GET /history/events/:position', { path: { position } });
  const subject = view.data?.change.subject;
  usePageSubject(subject && { kind: subject.kind, key: subject.key });
  const at = Number(position);
  return (
    <>
      <div className="page-head">
        <h1>{t('title', { position })}{view.data && <small className="audit-head-note"> {say(view.data.change.title)}</small>}</h1>
        <span className="bar-space" />
        {may('GET /events') && <>{at > 1 && <To href={`/audit/events/${at - 1}`}>← {t('before')}</To>}<To href={`/audit/events/${at + 1}`}>{t('after')} →</To></>}
      </div>
      <Answer view={view}>
        {(event) => (
          <div className="audit-event">
            <section className="card"><h2>{t('told')}</h2><ChangeLine change={event.change} /></section>
            <WhoAndWhy change={event.change} />
            <EventProofPart event={event} />
            <CausesAndEffects position={event.stored.position} />
            <StoredForm event={event} />
          </div>
        )}
      </Answer>
    </>
  );
}
