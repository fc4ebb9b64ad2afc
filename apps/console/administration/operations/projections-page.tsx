import { Progress } from 'antd';
import { useEffect } from 'react';
import { ActButton } from '../../acts/act-button.js';
import { Freshness, Told } from '../../frame/page-states.js';
import { decimalText } from '../../language/format.js';
import { texts, useLanguage, useTexts } from '../../language/texts.js';
import type { Column } from '../../lists/columns.js';
import { LocalList } from '../../lists/local-list.js';
import { useView } from '../../server/views.js';
import { optionsOf, useWord } from '../../show/facts.js';
import { Position } from '../../show/signs.js';
import { processWords, projectionStateWords, projectionWords, followerStateWords, topicWords } from '../../../words/system-words.js';
import { DutyNote } from '../duty-note.js';
import { ParkedList, useParked } from './parked-list.js';
import { dropForm, rebuildForm, retryForm, skipForm } from './projection-acts.js';
import { StateSign } from './state-sign.js';
import { needsLooking, shareOf, type Standing } from './standings.js';
import { mark } from '../../show/punctuation.js';
import '../administration.css';

const pageTexts = texts('admin-projections', {
  title: ['投影与定时', 'Projections and timers'],
  hint: ['视图由日志生成；可随时重建，不改变任何事实。', 'Views are made of the log; they can be made anew at any time, and no fact changes.'],
  fine: ['全部 {count} 项正常，没有挂起的事项。', 'All {count} work, and nothing is parked.'],
  look: ['{count} 项需要处理', '{count} to look at'],
  halted: ['停在', 'halted at'],
  rebuilding: ['第 {generation} 代：{position} / {target}', 'generation {generation}: {position} of {target}'],
  differs: ['新旧有 {count} 处差异，未切换：{keys}', '{count} differences, not switched: {keys}'],
  seconds: ['{seconds} 秒', '{seconds} s'],
  processes: ['自动办理与定时', 'What acts by itself'],
  topics: ['对外消息', 'Outgoing messages'],
  timers: ['待 {pending}，到期 {due}，失败 {failed}，已触发 {fired}', '{pending} set, {due} due, {failed} failed, {fired} fired'],
  sent: ['启动以来已发 {count} 条', '{count} sent since the start'],
  parked: ['挂起 {count}', '{count} parked'],
});

const pollMs = 3_000;
const nameOf = ({ name, process, topic }: Standing): string => name ?? process ?? topic ?? '';

function Remark({ row }: { readonly row: Standing }) {
  const t = useTexts(pageTexts);
  const { halted, rebuild, fault, timers, parkedStreams = 0, sent } = row;
  return (
    <>
      {halted && <div className="admin-state-bad">{t('halted')} <Position at={halted.position} /> {halted.type}{mark.colon}{halted.reason}</div>}
      {rebuild && <div><Progress size="small" percent={shareOf(rebuild)} aria-label={t('rebuilding', { generation: rebuild.generation, position: rebuild.position, target: rebuild.target })} /> {t('rebuilding', { generation: rebuild.generation, position: decimalText(rebuild.position), target: decimalText(rebuild.target) })}</div>}
      {rebuild?.halted && <div className="admin-state-bad">{t('halted')} <Position at={rebuild.halted.position} />{mark.colon}{rebuild.halted.reason}</div>}
      {rebuild?.comparison?.equal === false && <div className="admin-state-bad">{t('differs', { count: rebuild.comparison.differences.length, keys: rebuild.comparison.differences.map(({ table, key }) => `${table} ${key}`).join(mark.and) })}</div>}
      {fault && <div className="admin-state-bad">{fault.reason}</div>}
      {parkedStreams > 0 && <div className="admin-state-bad">{t('parked', { count: parkedStreams })}</div>}
      {timers && <div>{t('timers', { ...timers })}</div>}
      {sent !== undefined && <div>{t('sent', { count: decimalText(sent) })}</div>}
    </>
  );
}

function Acts({ row, title }: { readonly row: Standing; readonly title: string }) {
  const name = row.name ?? '';
  return (
    <span className="admin-row-acts">
      {row.halted && <><ActButton size="small" type="primary" form={retryForm(row, title)} /><ActButton size="small" danger form={skipForm(row, title)} /></>}
      {row.rebuild ? <ActButton size="small" form={dropForm(name, title)} /> : <ActButton size="small" form={rebuildForm(name, title)} />}
    </span>
  );
}

function useColumns(): { readonly usual: readonly Column<Standing>[]; readonly acts: Column<Standing>; readonly word: (row: Standing) => string } {
  const t = useTexts(pageTexts);
  const said = useWord();
  const word = (row: Standing) => said({ ...projectionWords, ...processWords, ...topicWords }, nameOf(row));
  return {
    word,
    usual: [
      { key: 'name', title: { zh: '名称', en: 'Name' }, width: 215, frozen: 'left', always: true, text: (row) => `${word(row)} ${nameOf(row)}`, cell: (row) => <><strong>{word(row)}</strong><div className="hint"><code>{nameOf(row)}</code></div></> },
      { key: 'state', title: { zh: '状态', en: 'State' }, width: 110, text: ({ state }) => said(followerStateWords, state), cell: ({ state }) => <StateSign state={state} /> },
      { key: 'position', title: { zh: '位置', en: 'Position' }, width: 90, align: 'right', text: ({ position }) => position, cell: ({ position }) => <span className="figure">{decimalText(position)}</span> },
      { key: 'lag', title: { zh: '滞后（条）', en: 'Lag (events)' }, width: 100, align: 'right', text: ({ lag }) => lag },
      { key: 'lagMs', title: { zh: '滞后时间', en: 'Lag in time' }, width: 100, align: 'right', text: ({ lagMs }) => (lagMs / 1000).toFixed(1), cell: ({ lagMs }) => t('seconds', { seconds: (lagMs / 1000).toFixed(1) }) },
      { key: 'remark', title: { zh: '备注', en: 'Remarks' }, width: 210, text: ({ halted, fault }) => halted?.reason ?? fault?.reason, cell: (row) => <Remark row={row} /> },
    ],
    acts: { key: 'act', acts: true, title: { zh: '办理', en: 'Act' }, width: 150, text: () => null, cell: (row) => <Acts row={row} title={word(row)} /> },
  };
}

/** Position, lag and state of every projection, and what can be done about it; processes and topics beside. */
export default function ProjectionsPage() {
  const t = useTexts(pageTexts);
  const { say } = useLanguage();
  const view = useView('GET /projections', {}, { now: true, keep: true });
  const parked = useParked();
  const { usual, acts } = useColumns();
  useEffect(() => {
    const timer = setInterval(() => document.visibilityState === 'visible' && (view.again(), parked.again()), pollMs);
    return () => clearInterval(timer);
  }, [view.again, parked.again]);
  const projections = view.data?.projections as unknown as readonly Standing[] | undefined;
  const all = [...(projections ?? []), ...((view.data?.reactions ?? []) as unknown as readonly Standing[]), ...((view.data?.relay ?? []) as unknown as readonly Standing[])];
  const looking = all.filter(needsLooking).length;
  const generation: Column<Standing> = { key: 'generation', title: { zh: '代', en: 'Generation' }, width: 60, align: 'right', text: (row) => row.generation };
  const list = (key: 'processes' | 'topics', rows: readonly Standing[] | undefined) => {
    const [zh, en] = pageTexts.table[key];
    return <section className="admin-section"><h2>{t(key)}</h2><LocalList name={`admin-${key}`} title={{ zh, en }} columns={usual} rows={rows} rowKey={nameOf} /></section>;
  };
  return (
    <>
      <div className="page-head"><h1>{t('title')}</h1><span className="hint">{t('hint')}</span>{projections && <strong role="status" className={looking > 0 ? 'admin-state-bad' : 'admin-state-good'}>{looking > 0 ? t('look', { count: looking }) : t('fine', { count: all.length })}</strong>}</div>
      <DutyNote />
      <Freshness view={view} />
      {view.problem && <Told problem={view.problem} again={view.again} className="spaced" />}
      <ParkedList view={parked} />
      <LocalList name="admin-projections" title={{ zh: '投影', en: 'Projections' }} columns={[...usual.slice(0, 5), generation, ...usual.slice(5), acts]} rows={projections} fits={(row, field, value) => (field === 'state' ? row.state === value : `${nameOf(row)} ${say(projectionWords[nameOf(row)] ?? { zh: '', en: '' })}`.includes(value))} filters={[{ field: 'name', title: { zh: '名称', en: 'Name' }, kind: 'text', pinned: true }, { field: 'state', title: { zh: '状态', en: 'State' }, kind: 'choice', pinned: true, options: optionsOf(projectionStateWords) }]} rowKey={nameOf} subject={({ name = '' }) => ({ kind: 'projection', key: name })} />
      {list('processes', view.data?.reactions as unknown as readonly Standing[] | undefined)}
      {list('topics', view.data?.relay as unknown as readonly Standing[] | undefined)}
    </>
  );
}
