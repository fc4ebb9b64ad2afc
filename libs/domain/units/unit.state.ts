import type { Bilingual, DateText, Fold } from '#engine/kernel';
import type { LeadershipLine, UnitEvent } from './units.events.js';

/** A name and the first day it holds. */
export interface DatedName {
  readonly name: Bilingual;
  readonly fullName?: string;
  readonly from: DateText;
}

/** Someone's time in a post of the unit, both days included; without an end while it lasts. */
export interface Appointment {
  readonly person: string;
  readonly post: Bilingual;
  readonly rank: 'main' | 'deputy';
  readonly line: LeadershipLine;
  readonly from: DateText;
  readonly until?: DateText;
}

type Registration = Extract<UnitEvent, { type: 'units.UnitRegistered' }>['data'];

/** A unit: never registered, or registered with its names, the end decided for it, and its leaders. */
export type UnitState =
  | { readonly status: 'unknown' }
  | {
      readonly status: 'active' | 'merged' | 'closed';
      readonly registration: Registration;
      /** In the order of their first days. */
      readonly names: readonly DatedName[];
      /** The first day it is no more. */
      readonly goneFrom?: DateText;
      readonly appointments: Readonly<Record<string, Appointment>>;
    };

export type KnownUnit = Exclude<UnitState, { status: 'unknown' }>;

/** Folds the facts of a unit's stream. */
export const unit: Fold<UnitState, UnitEvent> = {
  name: 'units.unit',
  initial: { status: 'unknown' },
  evolve: (state, event) => {
    if (event.type === 'units.UnitRegistered') {
      const { name, fullName, from } = event.data;
      return { status: 'active', registration: event.data, names: [dated(name, fullName, from)], appointments: {} };
    }
    if (state.status === 'unknown') return state;
    switch (event.type) {
      case 'units.UnitRenamed': {
        const { name, fullName, from } = event.data;
        return { ...state, names: [...state.names, dated(name, fullName, from)] };
      }
      case 'units.UnitMerged':
        return { ...state, status: 'merged', goneFrom: event.data.from };
      case 'units.UnitClosed':
        return { ...state, status: 'closed', goneFrom: event.data.from };
      case 'units.LeaderAppointed': {
        const { appointment, person, post, rank, line, from } = event.data;
        return { ...state, appointments: { ...state.appointments, [appointment]: { person, post, rank, line, from } } };
      }
      case 'units.LeaderLeft': {
        const left = appointmentIn(state, event.data.appointment);
        return left ? { ...state, appointments: { ...state.appointments, [event.data.appointment]: { ...left, until: event.data.until } } } : state;
      }
    }
  },
};

const dated = (name: Bilingual, fullName: string | undefined, from: DateText): DatedName => ({ name, from, ...(fullName === undefined ? {} : { fullName }) });

/** An appointment by its id. Own fields only: `constructor` is an id like any other. */
export const appointmentIn = (state: KnownUnit, id: string): Appointment | undefined =>
  Object.hasOwn(state.appointments, id) ? state.appointments[id] : undefined;

/** Whether two stretches of days, ends included, share a day. */
export const overlap = (a: { readonly from: DateText; readonly until?: DateText }, b: { readonly from: DateText; readonly until?: DateText }): boolean =>
  (b.until === undefined || a.from <= b.until) && (a.until === undefined || b.from <= a.until);

/** Codes make up stream names, whose parts are divided by dots: a code has none. */
export const isCode = (text: string): boolean => /^[a-z0-9](?:[a-z0-9-]{0,78}[a-z0-9])?$/.test(text);
