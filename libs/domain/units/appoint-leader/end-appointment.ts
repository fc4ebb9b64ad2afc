import { command, refuse } from '#engine/kernel';
import { unitStream, type UnitEvent } from '../units.events.js';
import { appointmentIn, unit } from '../unit.state.js';
import { mayAppoint } from '../units.policies.js';

/** Record that someone leaves a post. */
export interface EndAppointment {
  readonly unit: string;
  readonly appointment: string;
  /** Last day in the post. */
  readonly until: string;
}

export const endAppointment = command({
  name: 'units.EndAppointment',
  policy: mayAppoint,
  stream: (c: EndAppointment) => unitStream(c.unit),
  state: unit,
  decide: (state, { unit: code, appointment, until }, { authority }) => {
    if (state.status === 'unknown') return refuse('units.unknown-unit', { code }, 'params.code');
    const before = appointmentIn(state, appointment);
    if (!before) return refuse('units.unknown-appointment', { unit: code, appointment }, 'params.appointment');
    if (before.until === until) return [];
    if (before.until !== undefined) return refuse('units.appointment-ended', { appointment, until: before.until }, 'params.appointment');
    if (until < before.from) return refuse('units.left-before-taken', { appointment, from: before.from, until }, 'body.until');
    const left: UnitEvent = {
      type: 'units.LeaderLeft', validAt: until,
      data: { unit: code, appointment, person: before.person, until, ...(authority === undefined ? {} : { document: authority }) },
    };
    return [left];
  },
});
