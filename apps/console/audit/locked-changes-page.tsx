import { useMemo } from 'react';
import { Answer } from '../frame/page-states.js';
import { cityTime } from '../language/format.js';
import { texts, useLanguage, useTexts } from '../language/texts.js';
import type { Column, Filter } from '../lists/columns.js';
import { ServerList } from '../lists/server-list.js';
import type { ItemOf } from '../server/ask.js';
import { useView } from '../server/views.js';
import { Instant, Missing, Position, Unit } from '../show/signs.js';
import { useActorName } from '../show/actor-names.js';
import { useUnitNames } from '../show/unit-names.js';
import { mark } from '../show/punctuation.js';
import './audit.css';

const lockedTexts = texts('audit-locked', {
  title: ['锁定后变更', 'Changes to locked data'],
  hint: ['已核定、已关闭、已冻结或已通报之后仍作的变更：锁定的是什么、自何时起、凭何依据变更。', 'What was changed although it was verified, closed, frozen or published: what was locked, since when, and by what authority it was changed.'],
  rules: ['判定规则（{count} 条）', 'The rules ({count})'],
  since: ['自 {at} 起锁定', 'locked since {at}'],
  always: ['（自始）', '(from the beginning)'],
  empty: ['没有锁定后的变更。', 'Nothing locked was changed.'],
  noAuthority: ['未注明依据', 'no document given'],
});

type LockedChange = ItemOf<'GET /history/locked-changes'>;

function Rules() {
  const t = useTexts(lockedTexts);
  const { say } = useLanguage();
  const view = useView('GET /history/locked-rules', {}, { now: true });
  return <Answer view={view}>{({ rules }) => <details className="card"><summary>{t('rules', { count: rules.length })}</summary><ul className="audit-rules">{rules.map(({ rule, title }) => <li key={rule}>{say(title)}</li>)}</ul></details>}</Answer>;
}

function Locks({ row }: { readonly row: LockedChange }) {
  const t = useTexts(lockedTexts);
  const { say } = useLanguage();
  return (
    <ul className="audit-differences audit-locks">
      {row.locks.map(({ rule, title, what, since }) => (
        <li key={rule}><strong>{say(title)}</strong>{mark.colon}{say(what)} <small>{since.at ? <>{mark.open}<Instant at={since.at} dayOnly />{since.position !== null && <> <Position at={since.position} /></>}{mark.close}</> : t('always')}</small></li>
      ))}
    </ul>
  );
}

function useColumns(): readonly Column<LockedChange>[] {
  const t = useTexts(lockedTexts);
  const { say } = useLanguage();
  const unitName = useUnitNames();
  const who = useActorName();
  return [
    { key: 'at', title: { zh: '变更时间', en: 'Changed at' }, width: 150, frozen: 'left', text: ({ recordedAt }) => `${cityTime(recordedAt).date} ${cityTime(recordedAt).time}`, cell: ({ recordedAt, position }) => <Instant at={recordedAt} position={position} /> },
    { key: 'locks', title: { zh: '锁定的是什么、自何时起', en: 'What was locked, and since when' }, width: 320, always: true, text: ({ locks }) => locks.map(({ title, what, since }) => `${say(title)}${mark.colon}${say(what)}${since.at ? `${mark.open}${cityTime(since.at).date}${mark.close}` : ''}`).join(mark.semicolon), cell: (row) => <Locks row={row} /> },
    { key: 'authority', title: { zh: '变更依据', en: 'By what authority' }, width: 140, text: ({ authority }) => authority, cell: ({ authority }) => authority ?? <span className="missing">{t('noAuthority')}</span> },
    { key: 'reason', title: { zh: '理由', en: 'Reason' }, width: 145, text: ({ reason }) => reason, cell: ({ reason }) => reason ?? <Missing /> },
    { key: 'actor', title: { zh: '办理人', en: 'Who' }, width: 115, text: ({ actor }) => who(actor) },
    { key: 'actorUnit', title: { zh: '办理单位', en: 'Unit of the person' }, width: 150, hidden: true, text: ({ actorUnit }) => actorUnit && unitName(actorUnit), cell: ({ actorUnit }) => <Unit code={actorUnit} /> },
    { key: 'unit', title: { zh: '所涉单位', en: 'About' }, width: 120, text: ({ unit }) => unit && unitName(unit), cell: ({ unit }) => <Unit code={unit} linked /> },
    { key: 'year', title: { zh: '年度', en: 'Year' }, width: 70, align: 'right', hidden: true, text: ({ year }) => year },
    { key: 'round', title: { zh: '考核轮次', en: 'Round' }, width: 130, hidden: true, text: ({ round }) => round },
    { key: 'position', title: { zh: '位置', en: 'Position' }, width: 70, align: 'right', text: ({ position }) => position, cell: ({ position }) => <Position at={position} /> },
  ];
}

function useFilters(): readonly Filter[] {
  const { data } = useView('GET /history/locked-rules', {}, { now: true });
  return useMemo(() => [
    { field: 'rule', title: { zh: '规则', en: 'Rule' }, kind: 'choice', pinned: true, options: (data?.rules ?? []).map(({ rule, title }) => ({ value: rule, label: title })) },
    { field: 'unit', title: { zh: '单位', en: 'Unit' }, kind: 'unit', pinned: true },
    { field: 'from', title: { zh: '自', en: 'From' }, kind: 'date', pinned: true },
    { field: 'to', title: { zh: '至', en: 'To' }, kind: 'date', pinned: true },
    { field: 'actor', title: { zh: '办理人', en: 'Person' }, kind: 'text' },
    { field: 'round', title: { zh: '考核轮次', en: 'Round' }, kind: 'text' },
    { field: 'reason', title: { zh: '理由含', en: 'Reason with' }, kind: 'text' },
    { field: 'authority', title: { zh: '依据含', en: 'Document with' }, kind: 'text' },
    { field: 'order', title: { zh: '顺序', en: 'Order' }, kind: 'choice', options: [{ value: 'newest', label: { zh: '最新在前', en: 'newest first' } }, { value: 'oldest', label: { zh: '最早在前', en: 'oldest first' } }] },
  ], [data]);
}

/** The auditor's standing view: what was changed though it was locked or published. */
export default function LockedChangesPage() {
  const t = useTexts(lockedTexts);
  const columns = useColumns();
  const filters = useFilters();
  return (
    <>
      <div className="page-head"><h1>{t('title')}</h1><span className="hint">{t('hint')}</span></div>
      <Rules />
      <ServerList route="GET /history/locked-changes" name="audit-locked" title={{ zh: '锁定后变更', en: 'Changes to locked data' }} columns={columns} filters={filters} rowKey={({ position }) => String(position)} open={({ position }) => `/audit/events/${position}`} subject={({ thing }) => thing} empty={t('empty')} />
    </>
  );
}
