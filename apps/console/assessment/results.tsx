import { To } from '../frame/address.js';
import { Answer, Nothing } from '../frame/page-states.js';
import { useLanguage, useTexts, type Bilingual } from '../language/texts.js';
import type { Column } from '../lists/columns.js';
import { LocalList } from '../lists/local-list.js';
import { ScoreInfo } from '../scores/score-info.js';
import type { ReplyOf } from '../server/ask.js';
import { usePermissions, useView } from '../server/views.js';
import { Figure, Position } from '../show/signs.js';
import { useUnitNames } from '../show/unit-names.js';
import { mark } from '../show/punctuation.js';
import { standingWords } from '../../words/assessment-words.js';
import { Reproduction } from './reproduction.js';
import { resultTexts } from './results-texts.js';
import { RoundFrame } from './round-frame.js';
import { useSchemeNames } from './scheme.js';
import type { Round } from './steps.js';

type Table = ReplyOf<'GET /rounds/:round/results'>;
type Line = Table['groups'][number]['lines'][number];

/** What the results rest on, in a line. */
export function Basis({ table }: { readonly table: Table }) {
  const t = useTexts(resultTexts);
  const { run, published, pending, scheme, engineVersion, frozenAt, hash, recordedAt, groups } = table;
  const { title } = useSchemeNames(scheme.id);
  const partly = groups.some(({ of, lines }) => lines.length < of);
  return (
    <p className="assessment-basis">
      <strong>{t('run', { run })} · {t(published ? 'published' : 'provisional')}</strong>{partly && !published && ` · ${t('own')}`}{pending !== null && ` · ${t('pending', { run: pending })}`}
      <br />
      {t('scheme', { ...scheme, title })} · {t('engine', { engine: engineVersion ?? '—' })}{frozenAt !== null && <> · {t('frozen')} <Position at={frozenAt} /></>}{recordedAt !== null && <> · {t('recorded')} <Position at={recordedAt} /></>}{hash && <> · <span className="assessment-hash" title={hash}>{t('hash', { hash: hash.slice(0, 16) })}</span></>}
    </p>
  );
}

function useColumns(round: Round, corrected: boolean): readonly Column<Line>[] {
  const t = useTexts(resultTexts);
  const { say } = useLanguage();
  const { may } = usePermissions();
  const unitName = useUnitNames();
  const names = useSchemeNames(round.scheme.id);
  const to = (unit: string, page: string) => `/rounds/${round.round}/units/${unit}${page}`;
  const points = (key: 'bonus' | 'deduction', title: Bilingual): Column<Line> => ({ key, title, width: 72, align: 'right', cell: (line) => (Number(line[key]) === 0 ? <span className="assessment-zero">0</span> : <Figure value={line[key]} />), text: (line) => line[key] });
  const beside = ({ grade, gradeByScore, vetoed }: Line) => (vetoed ? <span className="late"> ■ {t('vetoed')}{mark.open}{t('byScore', { grade: gradeByScore ?? '—' })}{mark.close}</span> : grade !== gradeByScore ? <small> {t('byScore', { grade: gradeByScore ?? '—' })}{mark.comma}{t('quota')}</small> : null);
  return [
    { key: 'rank', title: { zh: '名次', en: 'Rank' }, width: 64, align: 'right', frozen: 'left', always: true, cell: ({ rank }) => rank ?? '—', text: ({ rank }) => rank },
    { key: 'unit', title: { zh: '单位', en: 'Unit' }, width: 160, frozen: 'left', always: true, cell: ({ unit }) => <To href={to(unit, '/sheet')}>{unitName(unit)}</To>, text: ({ unit }) => unitName(unit) },
    {
      key: 'published', title: { zh: '得分', en: 'Score' }, width: 110, align: 'right', text: ({ published }) => published,
      cell: ({ unit, published, run }) => <><Figure value={published} /> <ScoreInfo source={{ kind: 'round', round: round.round, unit, run }} unitName={unitName(unit)} /></>,
    },
    { key: 'grade', title: { zh: '等次', en: 'Grade' }, width: 220, cell: (line) => <>{names.grade(line.grade)}{beside(line)}</>, text: ({ grade, vetoed }) => `${names.grade(grade)}${vetoed ? ` ${t('vetoed')}` : ''}` },
    { key: 'gradeByScore', title: { zh: '按分等次', en: 'Grade by score' }, width: 96, hidden: true, text: ({ gradeByScore }) => gradeByScore },
    { key: 'raw', title: { zh: '取整前', en: 'Before rounding' }, width: 130, align: 'right', cell: ({ raw }) => <span title={raw ?? undefined}><Figure value={raw && shortened(raw)} /></span>, text: ({ raw }) => raw },
    points('bonus', { zh: '加分', en: 'Bonus' }),
    points('deduction', { zh: '扣分', en: 'Deduction' }),
    { key: 'standing', title: { zh: '效力', en: 'Standing' }, width: 90, cell: ({ standing }) => say(standingWords[standing]!), text: ({ standing }) => say(standingWords[standing]!) },
    { key: 'corrected', title: { zh: '更正前', en: 'Before correction' }, width: 220, hidden: !corrected, cell: ({ corrected }) => (corrected ? <del>{t('before', { score: corrected.published ?? '—', grade: corrected.grade ?? '—', rank: corrected.rank ?? '—' })}</del> : <span className="missing">—</span>), text: ({ corrected }) => corrected?.published },
    { key: 'sheet', title: { zh: '得分表指纹', en: 'Sheet fingerprint' }, width: 150, hidden: true, cell: ({ sheet }) => <span className="assessment-hash" title={sheet}>{sheet.slice(0, 16)}</span>, text: ({ sheet }) => sheet },
    { key: 'papers', acts: true, title: { zh: '详情', en: 'More' }, width: 80, cell: ({ unit }) => (may('GET /rounds/:round/results/:unit/profile', unit) ? <To href={to(unit, '')}>{t('profile')}</To> : <span className="missing">—</span>), text: () => '' },
  ];
}

/** A long decimal shown to six places; the whole of it stands in the title and in exports. */
const shortened = (raw: string): string => raw.replace(/^(-?\d+\.\d{6})\d+$/, '$1…');

function Results({ round }: { readonly round: Round }) {
  const t = useTexts(resultTexts);
  const names = useSchemeNames(round.scheme.id);
  const { may } = usePermissions();
  const view = useView('GET /rounds/:round/results', { path: { round: round.round } });
  const columns = useColumns(round, (view.data?.groups ?? []).some(({ lines }) => lines.some((line) => line.corrected !== null)));
  return (
    <Answer view={view}>
      {(table) => {
        const shown = table.groups.filter(({ lines }) => lines.length > 0);
        if (table.run === 0) return <Nothing>{t('none')}</Nothing>;
        return (
          <>
            <section className="card"><Basis table={table} /><p className="no-print"><To href={`/rounds/${round.round}/results/paper`}>{t('paper')}</To></p></section>
            {shown.length === 0 && <Nothing>{t('nobody')}</Nothing>}
            {shown.map(({ group, of, lines }) => (
              <section key={group} aria-labelledby={`group-${group}`}>
                <h2 id={`group-${group}`}>{t('group', { group: names.group(group), shown: lines.length, of })}</h2>
                <LocalList name={`round-results-${group}`} title={{ zh: `考核结果-${names.group(group)}`, en: `Results ${names.group(group)}` }} columns={columns} rows={lines} rowKey={({ unit }) => unit} subject={({ unit }) => ({ kind: 'result', key: `${round.round}.${unit}` })} />
              </section>
            ))}
            {may('GET /rounds/:round/reproduction') && <Reproduction round={round} />}
          </>
        );
      }}
    </Answer>
  );
}

/** The result table by group: rank, score, grade, veto beside the raw score; and its proof by replay. */
export default function ResultsPage({ round }: { readonly round: string }) {
  return <RoundFrame round={round} tab="results">{(shown) => <Results round={shown} />}</RoundFrame>;
}
