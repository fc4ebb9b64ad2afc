import { useQueries } from '@tanstack/react-query';
import { useMomentText } from '../frame/moment.js';
import { To, useMoment } from '../frame/address.js';
import { useLanguage, useTexts } from '../language/texts.js';
import { ask } from '../server/ask.js';
import { useBoardAt, type Board, type BoardAddress } from '../scores/board/board-data.js';
import { useCompared } from '../scores/board/compare.js';
import { rounded, signed } from '../scores/decimals.js';
import type { ScoreSheet } from '../scores/sheet.js';
import { cockpitTexts } from './cockpit-texts.js';
import { moversOf, movesOf, type Mover } from './moves.js';
import { ShortUnit } from './short-unit.js';
import { useWall } from './wall.js';

const shown = 4;
const shownOnWall = 3;
const movesShown = 2;

/** A unit's sheet now and at the moment compared with. */
function useTwoSheets(path: BoardAddress, unit: string, moment: string, version: string) {
  return useQueries({
    queries: [moment, undefined].map((asKnownAt) => ({
      queryKey: ['cockpit.sheet', path, unit, asKnownAt ?? version],
      staleTime: Infinity,
      queryFn: async ({ signal }: { signal: AbortSignal }) => (await ask('GET /scores/:plan/:year/:group/:unit', { path: { ...path, unit }, query: asKnownAt ? { asKnownAt } : {} }, { signal })).sheet as unknown as ScoreSheet,
    })),
    combine: ([before, after]) => (before?.data && after?.data ? ([before.data, after.data] as const) : undefined),
  });
}

function Line({ path, mover, moment }: { readonly path: BoardAddress; readonly mover: Mover; readonly moment: string }) {
  const t = useTexts(cockpitTexts);
  const { say } = useLanguage();
  const { unit, before, after, gained } = mover;
  const sheets = useTwoSheets(path, unit, moment, String(after.published));
  const moves = sheets ? movesOf(...sheets).slice(0, movesShown) : undefined;
  return (
    <li>
      <p className="cockpit-mover">
        <strong><ShortUnit code={unit} /></strong>
        <strong className={gained.startsWith('-') ? 'cockpit-down' : 'cockpit-up'}><span aria-hidden="true">{gained.startsWith('-') ? '↓' : '↑'}</span> {signed(gained)}</strong>
        <span>{t('moverScore', { before: before.published ?? '—', after: after.published ?? '—' })}</span>
        {before.rank !== after.rank && <span>{t('moverRank', { before: before.rank ?? '—', after: after.rank ?? '—' })}</span>}
      </p>
      <ul>
        {moves === undefined && <li>{t('reading')}</li>}
        {moves?.map(({ code, title, gained: points, because }) => (
          <li key={code}><To href={`/cockpit/units/${unit}/indicators/${code}`}>{say(title)}</To> <span className="figure">{signed(rounded(points, 2))}</span>{because !== 'rate' && <small> {t(because === 'measured' ? 'newlyMeasured' : 'rescaled')}</small>}</li>
        ))}
      </ul>
    </li>
  );
}

/** Units that moved most since a moment, and the indicators that moved them. */
export function Movers({ path, board }: { readonly path: BoardAddress; readonly board: Board | undefined }) {
  const t = useTexts(cockpitTexts);
  const { at } = useMoment();
  const compared = useCompared();
  const moment = useMomentText()(compared);
  const { wall } = useWall();
  const { data: then } = useBoardAt(path, compared);
  if (at !== undefined || then === null) return null;
  const movers = board && then ? moversOf(then.lines, board.lines) : undefined;
  return (
    <section className="card cockpit-movers" aria-labelledby="cockpit-movers">
      <h2 id="cockpit-movers">{t('movers')}</h2>
      <p className="cockpit-hint">{t('moversHint', { moment })}</p>
      {movers?.length === 0 && <p className="cockpit-hint">{t('noMovers', { moment })}</p>}
      <ol>{movers?.slice(0, wall ? shownOnWall : shown).map((mover) => <Line key={mover.unit} path={path} mover={mover} moment={compared} />)}</ol>
    </section>
  );
}
