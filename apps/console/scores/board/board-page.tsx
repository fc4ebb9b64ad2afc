import { useEffect, useRef } from 'react';
import { To, useAddress, useMoment } from '../../frame/address.js';
import { quickMoments, useMomentText } from '../../frame/moment.js';
import { Answer } from '../../frame/page-states.js';
import { useOwnUnits } from '../../frame/person.js';
import { usePlanYear } from '../../frame/plan-year.js';
import { useLanguage, useTexts, type Bilingual } from '../../language/texts.js';
import { usePermissions } from '../../server/views.js';
import { Position } from '../../show/signs.js';
import { usePageSubject } from '../../trace/trace.js';
import { TraceButton } from '../../trace/trace-button.js';
import '../scores.css';
import { scoreTexts } from '../scores-texts.js';
import { groupsOf, useBoard, useBoardAt, useBoardStream, useGroups, useSchemeOf, useSeenChanges, useSheets, type Board, type BoardAddress } from './board-data.js';
import { BoardList, useGradeText } from './board-list.js';
import { CompareChoice, useCompared } from './compare.js';
import { ContributionChart } from './contribution-chart.js';
import { RankHistory } from './rank-history.js';
import { SeenChanges } from './seen-changes.js';
import { UnitPanel } from './unit-panel.js';

/** The bar's year is a choice made after the page was opened; the page's own year is in its path and wins at first. */
function useYearChosen(group: string, year: string): void {
  const { params, go, put } = useAddress();
  const chosen = params.get('year') ?? undefined;
  const opened = useRef(true);
  useEffect(() => {
    if (chosen === undefined || chosen === year) return;
    if (opened.current) put({ year }, { replace: true });
    else go(`/scores/${group}/${chosen}`);
  }, [chosen]);
  useEffect(() => {
    opened.current = false;
  }, []);
}

function GroupLinks({ plan, group, year }: BoardAddress) {
  const t = useTexts(scoreTexts);
  const { say } = useLanguage();
  const { groups, shapes } = useGroups(plan, year);
  const own = useOwnUnits();
  const seen = (code: string): boolean => own === 'all' || own.some((unit) => (shapes.get(code)?.units ?? []).includes(unit));
  const codes = (groups.data?.groups.map((one) => one.group) ?? []).filter((code) => code === group || seen(code));
  if (codes.length < 2) return null;
  return (
    <nav aria-label={t('groups')} className="scores-tabs">
      {codes.map((code) => <To key={code} href={`/scores/${code}/${year}`} {...(code === group ? { 'aria-current': 'page' as const } : {})}>{shapes.has(code) ? say(shapes.get(code)!.title) : code}</To>)}
    </nav>
  );
}

function Head({ path, title }: { readonly path: BoardAddress; readonly title: string }) {
  const t = useTexts(scoreTexts);
  const { may } = usePermissions();
  return (
    <div className="page-head">
      <h1>{t('titleFull', { year: path.year, group: title })}</h1>
      <GroupLinks {...path} />
      <span className="bar-space" />
      <CompareChoice />
      {may('POST /what-if') && <To href={`/scores/what-if?group=${path.group}&year=${path.year}`}>{t('whatIf')}</To>}
      {may('POST /robustness') && <To href={`/scores/robustness?group=${path.group}&year=${path.year}`}>{t('robustness')}</To>}
    </div>
  );
}

/** Under which scheme, how far known, and how much of it is provisional. */
function Basis({ board, scheme }: { readonly board: Board; readonly scheme: ReturnType<typeof useSchemeOf> }) {
  const t = useTexts(scoreTexts);
  const { say, language } = useLanguage();
  const momentText = useMomentText();
  const compared = useCompared();
  const then = useBoardAt(board.plan ? { plan: board.plan, year: String(board.year), group: board.group } : { plan: '', year: '', group: '' }, compared);
  const name = scheme?.published ? say(scheme.published['title'] as Bilingual) : undefined;
  const document = scheme?.versions.find(({ version }) => version === board.schemeVersion)?.document;
  const provisional = board.lines.filter((line) => line.provisional).length;
  const partly = board.lines.length < board.of;
  // An English name of a moment begins small within a line.
  const moment = language === 'en' && (quickMoments as readonly string[]).includes(compared) ? momentText(compared).toLowerCase() : momentText(compared);
  return (
    <div className="scores-basis">
      <p>
        {name !== undefined && <><To href={`/schemes/${board.scheme}`}>{t('basis', { scheme: name, version: board.schemeVersion, document: document ? t('document', { document }) : '' })}</To><TraceButton subject={{ kind: 'scheme', key: board.scheme }} /> · </>}
        {!partly && <>{t('units', { count: board.of })} · </>}{t('asAt')} <Position at={board.position} />
      </p>
      {partly && <p>{t('ownOnly', { of: board.of, shown: board.lines.length })}</p>}
      {provisional > 0 && <p className="scores-provisional">◷ {provisional === board.lines.length ? t('provisionalAll') : t('provisionalCount', { count: provisional })}</p>}
      <p>{t(then.data === null ? 'noBoardThen' : (then.data?.position ?? 0) > board.position ? 'laterThen' : 'comparedWith', { moment })}</p>
    </div>
  );
}

function Body({ board, path }: { readonly board: Board; readonly path: BoardAddress }) {
  const { params, put } = useAddress();
  const own = useOwnUnits();
  const scheme = useSchemeOf(board);
  const bands = groupsOf(scheme?.published).find(({ code }) => code === path.group)?.bands ?? [];
  const grades = new Map(bands.map(({ code, title }) => [code, title]));
  const grade = useGradeText(grades);
  const then = useBoardAt(path, useCompared()).data;
  // What is later than what one looks at is nothing to compare with.
  const before = then && then.position <= board.position ? then : undefined;
  const sheets = useSheets(path, board.lines);
  const changes = useSeenChanges(board);
  const home = own === 'all' ? undefined : board.lines.find(({ unit }) => own.includes(unit))?.unit;
  const shown = params.get('show') ?? home ?? board.lines[0]?.unit ?? '';
  const pick = (unit: string) => put({ show: unit }, { replace: true });
  return (
    <>
      <Basis board={board} scheme={scheme} />
      <SeenChanges path={path} changes={changes} />
      <BoardList board={board} path={path} before={before} sheets={sheets} grades={grades} />
      <div className="columns scores-below">
        <div>
          <section className="card"><ContributionChart lines={board.lines} sheets={sheets} onPick={pick} /></section>
          <RankHistory path={path} board={board} onPick={pick} />
        </div>
        <UnitPanel path={path} lines={board.lines} sheets={sheets} shown={shown} choose={pick} grade={grade} />
      </div>
    </>
  );
}

/** The live board of a group and year: who stands where, why, and what just changed. */
export default function BoardPage({ group, year }: { readonly group: string; readonly year: string }) {
  const { plan } = usePlanYear();
  const { say } = useLanguage();
  const { at } = useMoment();
  const path: BoardAddress = { plan, year, group };
  useYearChosen(group, year);
  const view = useBoard(path);
  useBoardStream(path, at === undefined && view.data !== undefined);
  const { shapes } = useGroups(plan, year);
  usePageSubject(view.data && { kind: 'scheme', key: view.data.scheme });
  const shape = shapes.get(group);
  return (
    <>
      <Head path={path} title={shape ? say(shape.title) : group} />
      <Answer view={view}>{(board) => <Body board={board} path={path} />}</Answer>
    </>
  );
}
