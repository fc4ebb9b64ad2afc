import type { Database } from '#engine/event-store/sqlite';
import { damage, type Damage } from '../damage.js';

const most = 20;

/** Look at every page, hold indexes against tables, follow the revisions of every stream and the times of the log. */
export function integrityDamages(database: Database): readonly Damage[] {
  try {
    return [...pageDamages(database), ...revisionGaps(database), ...timesBackwards(database)];
  } catch (error) {
    return [damage('index-damaged', { reason: error instanceof Error ? error.message : String(error) })];
  }
}

function pageDamages(database: Database): readonly Damage[] {
  const rows = database.prepare(`PRAGMA integrity_check(${most})`).all() as { integrity_check: string }[];
  return rows.filter(({ integrity_check }) => integrity_check !== 'ok').map(({ integrity_check }) => damage('index-damaged', { reason: integrity_check }));
}

// In the order of the index over streams: nothing is sorted and nothing kept.
function revisionGaps(database: Database): readonly Damage[] {
  const gaps = database.prepare(
    `SELECT stream, position FROM (
       SELECT stream, position, revision, lag(revision) OVER one AS before, lag(position) OVER one AS place FROM event WINDOW one AS (PARTITION BY stream ORDER BY revision)
     ) WHERE coalesce(before, -1) + 1 <> revision OR place >= position LIMIT ${most}`,
  );
  return (gaps.all() as { stream: string; position: number }[]).map(({ stream, position }) => damage('stream-revision-gap', { stream }, position));
}

function timesBackwards(database: Database): readonly Damage[] {
  const found = database.prepare(`SELECT position FROM (SELECT position, recorded_at AS at, lag(recorded_at) OVER (ORDER BY position) AS before FROM event) WHERE at < before LIMIT ${most}`);
  return (found.all() as { position: number }[]).map(({ position }) => damage('time-backwards', {}, position));
}
