import { cityDate, type DateText, type JsonObject } from '#engine/kernel';
import type { EventStore } from '#engine/event-store';
import { roundStream } from '#domain/assessment';
import { publishedRound, type PublishedRound } from '../published-round.state.js';
import type { FoundForDossier } from './prepare-dossier.js';
import { roundsBefore, type PublishedRoundRow } from './published-rounds.projection.js';
import type { ResultSheets } from './result-sheets.js';
import { contentOfSheet } from './sheet-content.js';

/** Years before the assessed one that a dossier looks at: two for the trend, more where rules ask for more years running. */
export const yearsBefore = 4;

export interface FindingParts {
  readonly log: Pick<EventStore, 'readStream' | 'readAll'>;
  readonly sheets: ResultSheets;
  /** Every round of the register. */
  readonly rounds: readonly PublishedRoundRow[];
}

/** Find out for a decision what it cannot be told from streams; it checks all of it. */
export async function foundFor(round: string, unit: string, { log, sheets, rounds }: FindingParts): Promise<FoundForDossier> {
  const events = await log.readStream(roundStream(round));
  const known = events.reduce<PublishedRound>((state, event) => publishedRound.evolve(state, event as never), publishedRound.initial);
  if (known.status !== 'published' || known.publishedRun === undefined) return { sheet: null, earlier: [], targetDates: {} };
  const { plan, year, units } = known;
  const row = { round, plan, year, units } as PublishedRoundRow;
  const sheet = (await sheets.sheetOf(round, unit, known.publishedRun)) ?? null;
  return { sheet, earlier: roundsBefore([...rounds], row, unit, yearsBefore), targetDates: sheet === null ? {} : await datesOf(log, sheet) };
}

/** Days on which the targets of a sheet were set: the date the fact is about, or that of its recording. */
async function datesOf(log: Pick<EventStore, 'readAll'>, sheet: JsonObject): Promise<Record<string, DateText>> {
  const dates: Record<string, DateText> = {};
  for (const position of new Set(contentOfSheet(sheet)?.targetPositions ?? [])) {
    const { events } = await log.readAll({ after: position - 1, limit: 1, upTo: position });
    const [event] = events;
    if (event) dates[position] = /^\d{4}-\d{2}-\d{2}$/.test(event.meta.validAt ?? '') ? event.meta.validAt! : cityDate(event.recordedAt);
  }
  return dates;
}
