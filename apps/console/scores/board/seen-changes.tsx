import { useLanguage, useTexts } from '../../language/texts.js';
import { useView } from '../../server/views.js';
import { Position } from '../../show/signs.js';
import { useUnitNames } from '../../show/unit-names.js';
import { mark } from '../../show/punctuation.js';
import { difference, signed } from '../decimals.js';
import { scoreTexts } from '../scores-texts.js';
import { useTrend, type BoardAddress, type SeenChange } from './board-data.js';

const clock = new Intl.DateTimeFormat('zh-CN', { timeZone: 'Asia/Shanghai', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });

/** What moved the score: the event at which it did, in a sentence, with who did it. */
function Cause({ path, unit, upTo }: { readonly path: BoardAddress; readonly unit: string; readonly upTo: number }) {
  const { say } = useLanguage();
  const trend = useTrend(path, unit);
  const position = trend.data?.points.filter((point) => point.position <= upTo).slice(-1)[0]?.position;
  const { data } = useView('GET /history/events/:position', { path: { position: String(position ?? 0) } }, { enabled: position !== undefined });
  if (position === undefined) return null;
  return <span className="scores-cause">{data && <>{say(data.change.sentence)} </>}<Position at={position} /></span>;
}

const rankText = ({ before, after }: SeenChange): string => `${before.rank ?? '—'} → ${after.rank ?? '—'}`;

/** The units whose scores moved, then in one line those that only changed rank by it. */
function Lines({ path, changes }: { readonly path: BoardAddress; readonly changes: readonly SeenChange[] }) {
  const t = useTexts(scoreTexts);
  const unit = useUnitNames();
  const moved = changes.filter(({ before, after }) => before.raw !== after.raw);
  const passed = changes.filter(({ before, after }) => before.raw === after.raw);
  const scoreText = ({ before, after }: SeenChange): string => (before.published !== null && after.published !== null ? t('changeScore', { before: before.published, after: after.published, shift: signed(difference(after.published, before.published)) }) : '');
  return (
    <li>
      <time dateTime={changes[0]!.at.toISOString()}>{clock.format(changes[0]!.at)}</time>{' '}
      {moved.map((change) => (
        <span key={change.key}>
          {t('change', { unit: unit(change.unit), scores: scoreText(change), ranks: change.before.rank === change.after.rank ? '' : t('changeRank', { ranks: rankText(change) }) })}
          <Cause path={path} unit={change.unit} upTo={change.position} />
        </span>
      ))}
      {passed.length > 0 && <div className="scores-note">{t('changePassed', { units: passed.map((change) => `${unit(change.unit)} ${rankText(change)}`).join(mark.and) })}</div>}
    </li>
  );
}

/** What others changed while one looks, newest first; told to readers of the screen as it comes. */
export function SeenChanges({ path, changes }: { readonly path: BoardAddress; readonly changes: readonly SeenChange[] }) {
  const t = useTexts(scoreTexts);
  const moments = [...new Set(changes.map(({ position }) => position))];
  return (
    <section aria-live="polite" aria-label={t('live')} className={changes.length > 0 ? 'scores-live' : undefined}>
      {changes.length > 0 && (
        <>
          <h2>{t('live')}</h2>
          <ul>{moments.map((position) => <Lines key={position} path={path} changes={changes.filter((change) => change.position === position)} />)}</ul>
        </>
      )}
    </section>
  );
}
