import type { Bilingual, Instant, JsonObject, RecordedEvent } from '#engine/kernel';
import { reportEvents } from '../report.events.js';

/** One act on a report, as the log has it. */
export interface HistoryEntry {
  readonly position: number;
  readonly revision: number;
  readonly id: string;
  readonly type: string;
  readonly title: Bilingual;
  readonly recordedAt: Instant;
  /** User id. */
  readonly actor: string;
  /** Unit the person acted for; null for the system. */
  readonly actorUnit: string | null;
  readonly reason: string | null;
  readonly authority: string | null;
  /** What the act said: value, from and to, evidence, note. */
  readonly details: JsonObject;
}

/** The acts of one period among the events of a report's stream, up to a position, oldest first. */
export function historyOf(events: readonly RecordedEvent[], period: string, upTo = Infinity): HistoryEntry[] {
  return events.filter((event) => event.data['period'] === period && event.position <= upTo).map(entryOf);
}

function entryOf({ position, revision, id, type, recordedAt, meta, data }: RecordedEvent): HistoryEntry {
  const { plan: _plan, indicator: _indicator, unit: _unit, period: _period, reason, authority, ...details } = data;
  const title = Object.hasOwn(reportEvents, type) ? reportEvents[type as keyof typeof reportEvents].title : { zh: type, en: type };
  return {
    position, revision, id, type, title, recordedAt, actor: meta.actor, actorUnit: meta.unit ?? null,
    reason: textOr(reason, meta.reason), authority: textOr(authority, meta.authority), details,
  };
}

const textOr = (own: unknown, ofRequest: string | undefined): string | null => (typeof own === 'string' ? own : (ofRequest ?? null));
