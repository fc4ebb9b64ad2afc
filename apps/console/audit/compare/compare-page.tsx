import { Select } from 'antd';
import { useMemo } from 'react';
import { useAddress } from '../../frame/address.js';
import { useMomentText } from '../../frame/moment.js';
import { Answer, Nothing, Told } from '../../frame/page-states.js';
import { usePlanYear } from '../../frame/plan-year.js';
import { decimalText } from '../../language/format.js';
import { texts, useLanguage, useTexts, type Bilingual } from '../../language/texts.js';
import type { Filter } from '../../lists/columns.js';
import { ServerList } from '../../lists/server-list.js';
import { usePermissions, useView } from '../../server/views.js';
import { Position } from '../../show/signs.js';
import { changeMarks, changeTexts, useCompareColumns, type ComparableView } from './compare-columns.js';
import { MomentChoice } from './moment-choice.js';
import '../audit.css';

const compareTexts = texts('audit-compare', {
  title: ['两个时点的差异', 'Compare two moments'],
  hint: ['选定两个时点和一个视图：列出新增、减少、变更的行，原值划去，现值在旁。本页地址可转发。', 'Choose two moments and a view: rows added, removed and changed, old values struck through beside the new. The address can be shared.'],
  view: ['比较什么', 'What to compare'],
  from: ['起：较早的时点', 'From: the earlier moment'],
  to: ['止：较晚的时点', 'To: the later moment'],
  choose: ['请先选择较早的时点。', 'Choose the earlier moment first.'],
  chooseRound: ['请选择考核轮次。', 'Choose the round.'],
  between: ['{from} → {to}', '{from} → {to}'],
  now: ['现在', 'now'],
  nothing: ['两个时点之间没有差异。', 'Nothing differs between the two moments.'],
  positions: ['日志位置', 'Log positions'],
  round: ['考核轮次', 'Round'],
});

const filterTitles: Readonly<Record<string, Bilingual>> = {
  plan: { zh: '方案', en: 'Plan' }, indicator: { zh: '指标编码', en: 'Indicator' }, unit: { zh: '单位', en: 'Unit' }, year: { zh: '年度', en: 'Year' }, period: { zh: '期间', en: 'Period' },
  group: { zh: '组别编码', en: 'Group' }, round: { zh: '考核轮次', en: 'Round' }, status: { zh: '状态代码', en: 'State' }, code: { zh: '编码', en: 'Code' }, user: { zh: '账号', en: 'Account' },
};

/** Filters that a view takes; the plan is the page's. */
function filtersOf(view: ComparableView | undefined, rounds: readonly { readonly round: string; readonly title: Bilingual }[]): readonly Filter[] {
  return (view?.filters ?? []).filter((field) => field !== 'plan' && field !== 'year').map((field): Filter => {
    const title = filterTitles[field] ?? { zh: field, en: field };
    if (field === 'unit') return { field, title, kind: 'unit', pinned: true };
    if (field === 'round' && rounds.length > 0) return { field, title, kind: 'choice', pinned: true, options: rounds.map((one) => ({ value: one.round, label: one.title })) };
    return { field, title, kind: 'text', pinned: view?.required.includes(field) ?? false };
  });
}

function Totals({ query }: { readonly query: Readonly<Record<string, string | number | undefined>> & { readonly view: string; readonly from: string } }) {
  const t = useTexts(compareTexts);
  const words = useTexts(changeTexts);
  const view = useView('GET /history/comparison', { query: { ...query, limit: 1 } }, { now: true, keep: true });
  return (
    <Answer view={view}>
      {({ totals, from, to }) => (
        <p className="audit-totals" role="status">
          {(['added', 'removed', 'changed'] as const).map((kind) => <span key={kind}><span aria-hidden="true">{changeMarks[kind]}</span> {words(kind)} <strong>{decimalText(totals[kind])}</strong></span>)}
          <span>{t('positions')} <Position at={Math.max(1, from)}>{String(from)}</Position> → <Position at={to}>{String(to)}</Position></span>
        </p>
      )}
    </Answer>
  );
}

function Comparison({ view, from, to }: { readonly view: ComparableView; readonly from: string; readonly to: string | undefined }) {
  const t = useTexts(compareTexts);
  const { params } = useAddress();
  const { plan, year } = usePlanYear();
  const { may } = usePermissions();
  const text = useMomentText();
  const rounds = useView('GET /rounds', { query: { limit: 100 } }, { now: true, enabled: view.filters.includes('round') && may('GET /rounds') });
  const filters = useMemo(() => filtersOf(view, rounds.data?.items ?? []), [view, rounds.data]);
  const columns = useCompareColumns(view);
  // A year narrows only where it must be given, or where somebody chose one.
  const yearly = view.filters.includes('year') && (view.required.includes('year') || params.has('year'));
  const fixed = { view: view.view, from, to, ...(view.required.includes('plan') ? { plan } : {}), ...(yearly ? { year } : {}) };
  const missing = view.required.find((field) => field !== 'plan' && field !== 'year' && !params.get(field));
  const given = Object.fromEntries(filters.map(({ field }) => [field, params.get(field) ?? undefined]));
  return (
    <>
      {missing ? <Nothing>{t('chooseRound')}</Nothing> : <Totals query={{ ...fixed, ...given }} />}
      <ServerList
        key={view.view}
        route="GET /history/comparison"
        name="audit-compare"
        title={{ zh: `${view.title.zh}：两个时点的差异`, en: `${view.title.en}: what differs` }}
        query={fixed}
        enabled={!missing}
        columns={columns}
        filters={filters}
        rowKey={({ key }) => key}
        rowClass={({ change }) => `audit-${change}`}
        empty={missing ? t('chooseRound') : t('nothing')}
        actions={<span className="hint">{t('between', { from: text(from), to: to === undefined ? t('now') : text(to) })}</span>}
      />
    </>
  );
}

/** What differs in a view between two moments. */
export default function ComparePage() {
  const t = useTexts(compareTexts);
  const { say } = useLanguage();
  const { params, put } = useAddress();
  const views = useView('GET /history/comparable-views', {}, { now: true });
  const [from, to] = [params.get('from') ?? undefined, params.get('to') ?? undefined];
  const chosen = views.data?.views.find(({ view }) => view === (params.get('view') ?? 'findings')) ?? views.data?.views[0];
  const again = { cursor: undefined, page: undefined };
  return (
    <>
      <div className="page-head"><h1>{t('title')}</h1><span className="hint">{t('hint')}</span></div>
      {views.problem && <Told problem={views.problem} again={views.again} className="spaced" />}
      <div className="audit-choices">
        <label htmlFor="compare-view">{t('view')}</label>
        <Select id="compare-view" value={chosen?.view} popupMatchSelectWidth={false} options={(views.data?.views ?? []).map(({ view, title }) => ({ value: view, label: say(title) }))} onChange={(view: string) => put({ ...Object.fromEntries((chosen?.filters ?? []).filter((field) => field !== 'year').map((field) => [field, undefined])), ...again, cols: undefined, view })} />
      </div>
      <div className="audit-moments spaced">
        <MomentChoice title={t('from')} at={from} choose={(next) => put({ ...again, from: next })} />
        <MomentChoice title={t('to')} at={to} choose={(next) => put({ ...again, to: next })} nowAllowed />
      </div>
      {from === undefined ? <Nothing>{t('choose')}</Nothing> : chosen && <Comparison view={chosen} from={from} to={to} />}
    </>
  );
}
