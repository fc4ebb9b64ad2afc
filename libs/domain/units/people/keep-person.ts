import { command, refuse } from '#engine/kernel';
import { personStream, type PersonEvent, type PersonField } from '../units.events.js';
import { isCode } from '../unit.state.js';
import { mayAppoint } from '../units.policies.js';
import { person } from './person.state.js';

// The log records that personal data was added, corrected or erased, by whom and which fields; never the data.

/** Start keeping personal data under a reference. */
export interface AddPerson {
  readonly person: string;
}

export const addPerson = command({
  name: 'units.AddPerson',
  policy: mayAppoint,
  stream: (c: AddPerson) => personStream(c.person),
  state: person,
  decide: (state, c) => {
    if (!isCode(c.person)) return refuse('units.bad-code', { code: c.person }, 'body.person');
    if (state !== 'unknown') return refuse('units.person-exists', { person: c.person }, 'body.person');
    const added: PersonEvent = { type: 'units.PersonAdded', data: { person: c.person } };
    return [added];
  },
});

/** Change kept data; `fields` are those given anew. */
export interface CorrectPerson {
  readonly person: string;
  readonly fields: readonly PersonField[];
}

export const correctPerson = command({
  name: 'units.CorrectPerson',
  policy: mayAppoint,
  stream: (c: CorrectPerson) => personStream(c.person),
  state: person,
  decide: (state, c) => {
    if (state !== 'kept') return refuse('units.unknown-person', { person: c.person }, 'params.person');
    if (c.fields.length === 0) return [];
    const corrected: PersonEvent = { type: 'units.PersonCorrected', data: { person: c.person, fields: [...c.fields] } };
    return [corrected];
  },
});

/** Erase kept data for ever, with the reason; facts that name the reference stay. */
export interface ErasePerson {
  readonly person: string;
}

export const erasePerson = command({
  name: 'units.ErasePerson',
  policy: mayAppoint,
  stream: (c: ErasePerson) => personStream(c.person),
  state: person,
  decide: (state, c, { reason }) => {
    if (state === 'unknown') return refuse('units.unknown-person', { person: c.person }, 'params.person');
    if (state === 'erased') return [];
    if (reason === undefined) return refuse('units.reason-required', {}, 'header.x-reason');
    const erased: PersonEvent = { type: 'units.PersonErased', data: { person: c.person, reason } };
    return [erased];
  },
});
