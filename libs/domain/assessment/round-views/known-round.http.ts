import { endOfCityDay, isDate, isInstant, type Clock, type Instant } from '#engine/kernel';
import type { EventStore } from '#engine/event-store';
import { notFound, type Views, type ViewMoment } from '#engine/http';
import { leavesOf } from '#domain/scoring';
import { schemeFrom } from '../round-facts.http.js';
import type { OpenRound } from '../round.state.js';
import { stateOf, type RoundRow } from './round-row.js';
import { roundUnits, type RoundUnitRow } from './round-units.projection.js';
import { rounds } from './rounds.projection.js';

/** What views of rounds need of the log. */
export type ReadLog = Pick<EventStore, 'readStream' | 'readAll' | 'head'>;

/** A round as known at a moment, with the moment itself. */
export interface RoundView {
  readonly row: RoundRow;
  readonly known: OpenRound;
  /** The instant that the answer is for. */
  readonly now: Instant;
  readonly position: number;
  /** The same moment for what is read next, so that all of an answer is of one position. */
  readonly moment: ViewMoment;
}

/**
 * A round for a view.
 * @throws HttpProblem 404 where it was not there at the moment
 */
export async function roundView(views: Views, log: ReadLog, clock: Clock, round: string, moment: ViewMoment): Promise<RoundView> {
  const { found, position } = await views.one<RoundRow>(rounds.name, rounds.table.name, round, moment);
  if (!found) throw notFound({ round });
  return { row: found.row, known: stateOf(found.row), now: await instantOf(log, clock, moment.asKnownAt), position, moment: { asKnownAt: String(position) } };
}

/** Every unit of a round, as known at the moment of the round. */
export async function unitsOf(views: Views, { row: { round }, moment }: RoundView): Promise<readonly RoundUnitRow[]> {
  const { rows } = await views.all<RoundUnitRow>(roundUnits.name, roundUnits.table.name, { ...moment, where: [{ field: 'round', is: 'eq', value: round }] });
  return rows.map((stored) => stored.row);
}

/** Leaves of each group of a round that raters mark. */
export async function raterLeaves(log: ReadLog, { scheme: { id, version, hash } }: OpenRound): Promise<(group: string) => readonly string[]> {
  const { published } = await schemeFrom(log, id);
  const scheme = published.find((one) => one.version === version && one.hash === hash)?.scheme;
  const leaves = new Map(scheme?.groups.map((group) => [group.code, leavesOf(group.tree).flatMap(({ code, method }) => (method.type === 'raters' ? [code] : []))]));
  return (group) => leaves.get(group) ?? [];
}

/** The instant that a view answers for: now, or when what was known at the moment asked for was known. */
export async function instantOf(log: ReadLog, clock: Clock, asKnownAt: string | undefined): Promise<Instant> {
  const now = clock.now();
  if (asKnownAt === undefined) return now;
  if (isDate(asKnownAt)) return earlier(endOfCityDay(asKnownAt), now);
  if (isInstant(asKnownAt)) return earlier(new Date(asKnownAt).toISOString(), now);
  const [event] = (await log.readAll({ after: Math.max(0, Number(asKnownAt) - 1), limit: 1 })).events;
  return event?.recordedAt ?? now;
}

const earlier = (a: Instant, b: Instant): Instant => (a < b ? a : b);
