import { Button, InputNumber, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import { useAddress } from '../frame/address.js';
import { Answer, Nothing } from '../frame/page-states.js';
import { texts, useLanguage, useTexts, type Bilingual } from '../language/texts.js';
import type { Column } from '../lists/columns.js';
import { LocalList } from '../lists/local-list.js';
import type { ItemOf, ReplyOf } from '../server/ask.js';
import { useView } from '../server/views.js';
import { Figure } from '../show/signs.js';
import { useUnitNames } from '../show/unit-names.js';
import { mark } from '../show/punctuation.js';
import { gradeReasonWords, moveKindWords } from '../../words/assessment-words.js';
import { FromTo, RankMove } from './changes-table.js';
import { RoundFrame } from './round-frame.js';
import { useSchemeNames } from './scheme.js';
import type { Round } from './steps.js';

type Row = ItemOf<'GET /rounds/:round/comparison'>;

const compareTexts = texts('assessment-comparison', {
  title: ['与什么比较', 'Compare with what'],
  kind: ['比较对象', 'Compare with'],
  runs: ['本轮的另一次计分', 'another calculation of this round'],
  earlier: ['往年的一轮考核', 'an earlier round'],
  scheme: ['同一数据，换一版评分细则', 'the same data under another scheme'],
  from: ['前一次', 'Before'],
  to: ['后一次', 'After'],
  run: ['第 {run} 次计分', 'calculation {run}'],
  round: ['考核', 'Round'],
  schemeId: ['评分细则', 'Scheme'],
  version: ['版本', 'Version'],
  compare: ['比较', 'Compare'],
  choose: ['请先选择与哪一轮或哪一版比较。', 'Choose a round or a version to compare with.'],
  one: ['本轮只有一次计分，可与往年或另一版细则比较。', 'This round has one calculation; compare it with an earlier round or another scheme.'],
  none: ['尚未计分，没有可比较的结果。', 'Not calculated yet: there is nothing to compare.'],
  sides: ['{from} → {to}', '{from} → {to}'],
  side: ['{round}第 {run} 次计分（{scheme} 第 {version} 版）', '{round} calculation {run} ({scheme}, version {version})'],
  this: ['本轮', 'this round,'],
  noReason: ['没有变动。', 'Nothing moved.'],
  item: ['项目', 'Item'],
  kindOf: ['类别', 'Kind'],
  before: ['前', 'Before'],
  after: ['后', 'After'],
  delta: ['变化', 'Change'],
  overtook: ['超过 {count} 个单位：{units}', 'passed {count} units: {units}'],
  overtaken: ['被 {count} 个单位超过：{units}', 'passed by {count} units: {units}'],
  gradeReasons: ['等次变动原因', 'Why the grade changed'],
});

const signed = (text: string | null): string => (text === null ? '—' : Number(text) > 0 ? `+${text}` : text);

/** What moved a unit, item by item, and whom it passed. */
function Reasons({ row }: { readonly row: Row }) {
  const t = useTexts(compareTexts);
  const { say } = useLanguage();
  const name = useUnitNames();
  const passing = (key: 'overtook' | 'overtaken', { count, units }: Row['overtook']) => count > 0 && <li>{t(key, { count, units: units.map(name).join(mark.and) || '—' })}</li>;
  const grades = row.gradeReasons as unknown as readonly { readonly kind: string; readonly rule?: string; readonly matter?: string; readonly grade?: string; readonly side: 'from' | 'to' }[];
  if (row.reasons.length === 0 && grades.length === 0 && row.overtook.count === 0 && row.overtakenBy.count === 0) return <>{t('noReason')}</>;
  return (
    <>
      {row.reasons.length > 0 && (
        <table className="plain-table">
          <thead><tr><th scope="col">{t('kindOf')}</th><th scope="col">{t('item')}</th><th scope="col" className="right">{t('before')}</th><th scope="col" className="right">{t('after')}</th><th scope="col" className="right">{t('delta')}</th></tr></thead>
          <tbody>{row.reasons.map(({ kind, code, title, from, to, delta }) => <tr key={`${kind}${code}`}><td>{say(moveKindWords[kind] ?? { zh: kind, en: kind })}</td><th scope="row">{say(title)}</th><td className="right"><Figure value={from} /></td><td className="right"><Figure value={to} /></td><td className="right">{signed(delta)}</td></tr>)}</tbody>
        </table>
      )}
      <ul className="assessment-list">
        {grades.map(({ kind, rule, matter, grade, side }, n) => <li key={n}>{t('gradeReasons')}{mark.open}{t(side === 'from' ? 'before' : 'after')}{mark.close}{mark.colon}{say(gradeReasonWords[kind] ?? { zh: kind, en: kind })} {[rule, matter, grade].filter(Boolean).join(' ')}</li>)}
        {passing('overtook', row.overtook)}
        {passing('overtaken', row.overtakenBy)}
      </ul>
    </>
  );
}

/** Schemes by their titles; by their codes while these are not known. */
function useSchemeTitles(): (scheme: string) => string {
  const { say } = useLanguage();
  const schemes = useView('GET /schemes', { query: { limit: 100 } });
  return (code) => {
    const found = schemes.data?.items.find(({ scheme }) => scheme === code);
    const title = (found?.published ?? found?.draft)?.['title'] as Bilingual | undefined;
    return title ? say(title) : code;
  };
}

function Compared({ round, query }: { readonly round: Round; readonly query: Readonly<Record<string, string | number | undefined>> }) {
  const t = useTexts(compareTexts);
  const { say } = useLanguage();
  const name = useUnitNames();
  const names = useSchemeNames(round.scheme.id);
  const view = useView('GET /rounds/:round/comparison', { path: { round: round.round }, query: { ...query, limit: 500 } });
  const rounds = useView('GET /rounds', { query: { plan: round.plan, limit: 100 } });
  const schemeTitle = useSchemeTitles();
  const titleOf = (code: string) => { const other = rounds.data?.items.find((one) => one.round === code); return code === round.round ? t('this') : other ? say(other.title) : code; };
  const order = round.groups.flatMap(({ units }) => units);
  const sideText = ({ round: code, run, scheme }: ReplyOf<'GET /rounds/:round/comparison'>['from']) => t('side', { round: titleOf(code), run, scheme: schemeTitle(scheme.id), version: scheme.version });
  const columns: readonly Column<Row>[] = [
    { key: 'unit', title: { zh: '单位', en: 'Unit' }, width: 160, frozen: 'left', always: true, text: ({ unit }) => name(unit) },
    { key: 'score', title: { zh: '得分', en: 'Score' }, width: 150, align: 'right', cell: ({ score }) => <FromTo {...score} />, text: ({ score }) => score.to },
    { key: 'delta', title: { zh: '变化', en: 'Change' }, width: 90, align: 'right', cell: ({ delta }) => signed(delta), text: ({ delta }) => delta },
    { key: 'grade', title: { zh: '等次', en: 'Grade' }, width: 170, cell: ({ grade }) => <FromTo from={names.grade(grade.from)} to={names.grade(grade.to)} />, text: ({ grade }) => grade.to },
    { key: 'rank', title: { zh: '名次', en: 'Rank' }, width: 150, align: 'right', cell: ({ rank }) => <><FromTo {...rank} /> <RankMove {...rank} /></>, text: ({ rank }) => rank.to },
    { key: 'reasons', title: { zh: '主要原因', en: 'Moved most by' }, width: 360, cell: ({ reasons }) => (reasons.length === 0 ? <span className="missing">—</span> : reasons.slice(0, 3).map(({ title, delta }) => `${say(title)} ${signed(delta)}`).join(mark.semicolon)), text: ({ reasons }) => reasons.map(({ title, delta }) => `${say(title)} ${signed(delta)}`).join(mark.semicolon) },
  ];
  return (
    <Answer view={view}>
      {({ from, to, items }) => (
        <>
          <p>{t('sides', { from: sideText(from), to: sideText(to) })}</p>
          <LocalList name="round-comparison" title={{ zh: '考核结果比较', en: 'Comparison of results' }} columns={columns} rows={[...items].sort((a, b) => order.indexOf(a.unit) - order.indexOf(b.unit))} rowKey={({ unit }) => unit} below={(row) => <Reasons row={row} />} />
        </>
      )}
    </Answer>
  );
}

type Kind = 'runs' | 'earlier' | 'scheme';

/** The choice of what to compare with; it is part of the address. */
function Choice({ round, kind, choose }: { readonly round: Round; readonly kind: Kind; readonly choose: (kind: Kind) => void }) {
  const t = useTexts(compareTexts);
  const { say } = useLanguage();
  const { params, put } = useAddress();
  const rounds = useView('GET /rounds', { query: { plan: round.plan, limit: 100 } });
  const schemes = useView('GET /schemes', { query: { limit: 100 } });
  const schemeTitle = useSchemeTitles();
  const [version, setVersion] = useState(Number(params.get('version') ?? '1'));
  const runs = round.runs.map(({ run }) => ({ value: String(run), label: t('run', { run }) }));
  const field = (label: string, id: string, input: ReactNode) => <div><label htmlFor={id}>{label}</label>{input}</div>;
  return (
    <div className="assessment-choice">
      {field(t('kind'), 'compare-kind', <Select id="compare-kind" value={kind} onChange={choose} options={(['runs', 'earlier', 'scheme'] as const).map((value) => ({ value, label: t(value) }))} />)}
      {kind === 'runs' && field(t('from'), 'compare-from', <Select id="compare-from" value={params.get('from') ?? runs[0]?.value} onChange={(from) => put({ from })} options={runs} />)}
      {kind === 'runs' && field(t('to'), 'compare-to', <Select id="compare-to" value={params.get('to') ?? runs.at(-1)?.value} onChange={(to) => put({ to })} options={runs} />)}
      {kind === 'earlier' && field(t('round'), 'compare-round', <Select id="compare-round" value={params.get('earlier')} onChange={(earlier) => put({ earlier })} options={(rounds.data?.items ?? []).filter((one) => one.round !== round.round && one.run > 0).map((one) => ({ value: one.round, label: say(one.title) }))} />)}
      {kind === 'scheme' && field(t('schemeId'), 'compare-scheme', <Select id="compare-scheme" value={params.get('scheme')} onChange={(scheme) => put({ scheme, version: String(version) })} options={(schemes.data?.items ?? []).map(({ scheme }) => ({ value: scheme, label: schemeTitle(scheme) }))} />)}
      {kind === 'scheme' && field(t('version'), 'compare-version', <InputNumber id="compare-version" min={1} value={version} onChange={(next) => setVersion(next ?? 1)} />)}
      {kind === 'scheme' && <Button onClick={() => put({ version: String(version) })}>{t('compare')}</Button>}
    </div>
  );
}

function Comparison({ round }: { readonly round: Round }) {
  const t = useTexts(compareTexts);
  const { params, put } = useAddress();
  const first: Kind = params.has('earlier') ? 'earlier' : params.has('scheme') ? 'scheme' : 'runs';
  const [kind, setKind] = useState<Kind>(first);
  const choose = (next: Kind) => {
    setKind(next);
    put({ from: undefined, to: undefined, earlier: undefined, scheme: undefined, version: undefined });
  };
  const value = (key: string) => params.get(key) ?? undefined;
  const query = kind === 'runs' ? { from: value('from') ?? round.runs[0]?.run, to: value('to') ?? round.run } : kind === 'earlier' ? { earlier: value('earlier') } : { scheme: value('scheme'), version: value('version') };
  const ready = kind === 'runs' ? round.runs.length > 1 : kind === 'earlier' ? query.earlier !== undefined : query.scheme !== undefined;
  if (round.run === 0) return <Nothing>{t('none')}</Nothing>;
  return (
    <>
      <section className="card no-print" aria-label={t('title')}><Choice round={round} kind={kind} choose={choose} /></section>
      {ready ? <Compared round={round} query={query} /> : <Nothing>{t(kind === 'runs' ? 'one' : 'choose')}</Nothing>}
    </>
  );
}

/** Results beside those of another calculation, round or scheme: who moved, and why. */
export default function ComparisonPage({ round }: { readonly round: string }) {
  return <RoundFrame round={round} tab="comparison">{(shown) => <Comparison round={shown} />}</RoundFrame>;
}
