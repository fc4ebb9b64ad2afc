import type { Bilingual, Instant, RecordedEvent } from '#engine/kernel';
import { rows, type RowProjection } from '#engine/projections';
import type { Said } from '../change-history/said.js';

/** A moment that an event makes nameable. */
export interface NamedMoment {
  /** What it is about: the rest of the name after the kind. */
  readonly about: string;
  readonly title: Said;
  /** The position the name stands for, where it is not that of the event itself. */
  readonly position?: number;
  /** Who may know of it, as {@link MomentSight} tells audiences apart; everybody when absent. */
  readonly audience?: string;
}

/** A kind of moment, as the applications hand it in: data and pure functions. */
export interface MomentKindRule {
  /** First part of the name: `freeze`. */
  readonly kind: string;
  readonly title: Bilingual;
  /** Events after which the moment has a name; each further one for the same thing is numbered: `published:<round>~2`. */
  readonly named: Readonly<Record<string, (data: any, event: RecordedEvent) => NamedMoment>>;
  /** Events after which somebody else may know of it. */
  readonly handedOn?: Readonly<Record<string, (data: any, event: RecordedEvent) => { readonly about: string; readonly audience: string }>>;
}

/** One time that a name was given. */
export type Occurrence = { readonly name: string; readonly position: number; readonly recordedAt: Instant; readonly eventId: string };

/** A name with every time it was given; the first keeps the bare name for ever. */
export type MomentRow = {
  readonly name: string;
  readonly kind: string;
  readonly about: string;
  readonly title: Said;
  readonly audience: string;
  /** Position and time of the first occurrence. */
  readonly position: number;
  readonly recordedAt: Instant;
  readonly occurrences: readonly Occurrence[];
};

/** The audience of what everybody who comes in may know. */
export const everybody = '';

export const momentsTable = {
  name: 'history-moments',
  fields: { kind: 'text', about: 'text', audience: 'text', position: 'number' },
  indexes: [['position'], ['kind', 'position'], ['about', 'position']],
  temporal: true,
} as const;

export const momentsProjectionName = 'history-moments';

/** Named moments of the log. A name once given always stands for the same position. */
export function momentsProjection(rules: readonly MomentKindRule[]): RowProjection<MomentRow, RecordedEvent> {
  const types = new Set(rules.flatMap(({ named, handedOn = {} }) => [...Object.keys(named), ...Object.keys(handedOn)]));
  return rows<MomentRow, RecordedEvent>({
    name: momentsProjectionName,
    version: 3,
    events: [...types].sort(),
    table: momentsTable,
    keys: (event) => rules.flatMap((rule) => {
      const about = (rule.named[event.type]?.(event.data, event as never) ?? rule.handedOn?.[event.type]?.(event.data, event as never))?.about;
      return about === undefined ? [] : [`${rule.kind}:${about}`];
    }),
    fold: (row, event, key) => {
      const rule = rules.find(({ kind }) => key.startsWith(`${kind}:`))!;
      const moment = rule.named[event.type]?.(event.data, event as never);
      if (moment) return occurred(row, key, rule.kind, moment, event as never);
      const handed = rule.handedOn?.[event.type]?.(event.data, event as never);
      return row && handed ? { ...row, audience: handed.audience } : row;
    },
  });
}

function occurred(row: MomentRow | undefined, key: string, kind: string, moment: NamedMoment, event: RecordedEvent): MomentRow {
  const { about, title, position = event.position, audience = everybody } = moment;
  const count = (row?.occurrences.length ?? 0) + 1;
  const occurrence = { name: count === 1 ? key : `${key}~${count}`, position, recordedAt: event.recordedAt, eventId: event.id };
  if (row) return { ...row, audience, occurrences: [...row.occurrences, occurrence] };
  return { name: key, kind, about, title, audience, position, recordedAt: event.recordedAt, occurrences: [occurrence] };
}
