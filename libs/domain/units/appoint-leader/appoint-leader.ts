import { command, refuse, told, type Bilingual, type Refusal } from '#engine/kernel';
import { personStream, unitStream, type LeadershipLine, type UnitEvent } from '../units.events.js';
import { appointmentIn, isCode, overlap, unit, type Appointment, type KnownUnit } from '../unit.state.js';
import { person } from '../people/person.state.js';
import { mayAppoint } from '../units.policies.js';

/** Record that someone takes a post in a unit's leading group. */
export interface AppointLeader {
  readonly unit: string;
  /** Id of the appointment, unique in the unit. */
  readonly appointment: string;
  /** Reference into the registry of persons. */
  readonly person: string;
  readonly post: Bilingual;
  readonly rank: 'main' | 'deputy';
  readonly line: LeadershipLine;
  /** 分管领域 of a deputy: measures and units. A main leader answers for the whole unit and has none. */
  readonly portfolio: { readonly measures: readonly number[]; readonly units: readonly string[] };
  readonly from: string;
  /** Last day, for a term that is over when it is recorded. */
  readonly until?: string;
}

export const appointLeader = command({
  name: 'units.AppointLeader',
  policy: mayAppoint,
  stream: (c: AppointLeader) => unitStream(c.unit),
  state: unit,
  told: (c) => ({ person: told(personStream(c.person), person) }),
  decide: (state, c, { told, authority }) => {
    if (state.status === 'unknown') return refuse('units.unknown-unit', { code: c.unit }, 'params.code');
    if (told.person !== 'kept') return refuse('units.unknown-person', { person: c.person }, 'body.person');
    const no = appointmentProblem(state, c) ?? overlapProblem(state, c);
    return no ?? appointed(c, authority);
  },
});

function appointmentProblem(state: KnownUnit, { unit, appointment, rank, portfolio, from, until }: AppointLeader): Refusal | undefined {
  if (!isCode(appointment)) return refuse('units.bad-code', { code: appointment }, 'body.appointment');
  if (appointmentIn(state, appointment)) return refuse('units.appointment-exists', { appointment }, 'body.appointment');
  if (state.registration.kind === 'collective') return refuse('units.collective-has-no-leaders', { code: unit }, 'params.code');
  if (state.goneFrom !== undefined && from >= state.goneFrom) return refuse('units.unit-gone', { code: unit, from: state.goneFrom }, 'body.from');
  if (until !== undefined && until < from) return refuse('units.left-before-taken', { appointment, from, until }, 'body.until');
  if (rank === 'main' && portfolio.measures.length + portfolio.units.length > 0) return refuse('units.main-leader-has-no-portfolio', {}, 'body.portfolio');
  return undefined;
}

/** A leading group has one main leader of the Party side and one of the administrative side at a time; often one person is both. */
function overlapProblem(state: KnownUnit, c: AppointLeader): Refusal | undefined {
  const wanted = { from: c.from, ...(c.until === undefined ? {} : { until: c.until }) };
  for (const [id, other] of Object.entries(state.appointments)) {
    if (!overlap(other, wanted)) continue;
    if (c.rank === 'main' && other.rank === 'main' && sameLine(c.line, other)) {
      return refuse('units.main-leader-in-post', { appointment: id, post: other.post.zh, from: other.from, until: other.until ?? '' }, 'body.from');
    }
    if (other.person === c.person && other.post.zh === c.post.zh) return refuse('units.already-in-post', { appointment: id, from: other.from }, 'body.person');
  }
  return undefined;
}

const sameLine = (line: LeadershipLine, other: Appointment): boolean => line === 'both' || other.line === 'both' || line === other.line;

function appointed({ portfolio, until, ...c }: AppointLeader, document: string | undefined): UnitEvent[] {
  const { unit, appointment, person, post, rank, line, from } = c;
  const named = document === undefined ? {} : { document };
  const taken: UnitEvent = {
    type: 'units.LeaderAppointed', validAt: from,
    data: { unit, appointment, person, post, rank, line, from, portfolio: { measures: [...portfolio.measures], units: [...portfolio.units] }, ...named },
  };
  if (until === undefined) return [taken];
  return [taken, { type: 'units.LeaderLeft', validAt: until, data: { unit, appointment, person, until, ...named } }];
}
