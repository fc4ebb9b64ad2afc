import { personEvents, unitEvents } from './units.events.js';
import { unitRefusals } from './units.refusals.js';
import { appointLeader } from './appoint-leader/appoint-leader.js';
import { endAppointment } from './appoint-leader/end-appointment.js';
import { appointments } from './appointments/appointments.projection.js';
import { closeUnit } from './change-unit/close-unit.js';
import { mergeUnits } from './change-unit/merge-units.js';
import { renameUnit } from './change-unit/rename-unit.js';
import { addPerson, correctPerson, erasePerson } from './people/keep-person.js';
import { registerUnit } from './register-unit/register-unit.js';
import { unitRegister } from './unit-register/unit-register.projection.js';

/** What the applications wire and the reference lists: facts, refusals, use cases, views. */
export const unitsParts = {
  events: [unitEvents, personEvents],
  refusals: [unitRefusals],
  commands: [registerUnit, renameUnit, mergeUnits, closeUnit, appointLeader, endAppointment, addPerson, correctPerson, erasePerson],
  projections: [unitRegister, appointments],
  processes: [],
  topics: [],
} as const;
