import { describe, test } from '@jest/globals';
import fc from 'fast-check';
import { given, person } from '#engine/testing';
import { appointed, closed, document, left, merged, personAdded, personErased, registered, renamed } from '../units-examples.js';
import { appointLeader, type AppointLeader } from './appoint-leader.js';
import { endAppointment } from './end-appointment.js';

const unit = 'financial-regulation';
const organisation = person('org-zhao', { unit: 'organisation-dept', roles: { organisation: 'all' } });
const known = { toldFrom: { person: [personAdded()] } };
const appointing = (changes: Partial<AppointLeader> = {}): AppointLeader => ({
  unit, appointment: 'director-1', person: 'p-1', post: { zh: '局长', en: 'Director' }, rank: 'main', line: 'both', portfolio: { measures: [], units: [] }, from: '2024-01-10', ...changes,
});

describe('appointing a leader', () => {
  test('the organisation department records post, line, portfolio and first day', () => {
    given(registered()).as(organisation).when(appointLeader, appointing(), known).then(appointed());
    const portfolio = { measures: [21, 24], units: ['finance'] };
    given(registered()).when(appointLeader, appointing({ rank: 'deputy', portfolio }), { ...known, authority: document }).then(appointed({ rank: 'deputy', portfolio, document }));
  });

  test('a term that is over is recorded with its end', () => {
    given(registered()).when(appointLeader, appointing({ from: '2021-01-01', until: '2023-12-31' }), known).then(appointed({ from: '2021-01-01' }), left('2023-12-31'));
  });

  test('two main leaders of the same line do not overlap', () => {
    const next = appointing({ appointment: 'director-2', person: 'p-2', from: '2024-09-30' });
    given(registered(), appointed()).when(appointLeader, next, known).thenRefused('units.main-leader-in-post', { appointment: 'director-1', post: '局长', from: '2024-01-10', until: '' });
    given(registered(), appointed(), left('2024-09-30')).when(appointLeader, next, known).thenRefused('units.main-leader-in-post');
    given(registered(), appointed(), left('2024-09-29')).when(appointLeader, next, known).then(appointed({ appointment: 'director-2', person: 'p-2', from: '2024-09-30' }));
    given(registered(), appointed()).when(appointLeader, { ...next, line: 'party' }, known).thenRefused('units.main-leader-in-post');
  });

  test('a district has a main leader of the Party side and one of the government side', () => {
    const secretary = appointed({ line: 'party', post: { zh: '区委书记', en: 'Secretary' } });
    const head = { appointment: 'head-1', person: 'p-2', line: 'administrative' as const, post: { zh: '区长', en: 'Head of government' } };
    given(registered(), secretary).when(appointLeader, appointing(head), known).then(appointed(head));
  });

  test('deputies may overlap, the same person in the same post may not', () => {
    const deputy = { rank: 'deputy' as const, post: { zh: '副局长', en: 'Deputy' } };
    given(registered(), appointed(), appointed({ ...deputy, appointment: 'deputy-1', person: 'p-3' })).when(appointLeader, appointing({ ...deputy, appointment: 'deputy-2', person: 'p-2' }), known)
      .then(appointed({ ...deputy, appointment: 'deputy-2', person: 'p-2' }));
    given(registered(), appointed(deputy)).when(appointLeader, appointing({ ...deputy, appointment: 'deputy-2' }), known).thenRefused('units.already-in-post');
  });

  test.each([
    ['an unknown unit', [], appointing(), known, 'units.unknown-unit'],
    ['an unknown person', [registered()], appointing(), {}, 'units.unknown-person'],
    ['an erased person', [registered()], appointing(), { toldFrom: { person: [personAdded(), personErased()] } }, 'units.unknown-person'],
    ['an id with a dot', [registered()], appointing({ appointment: 'a.b' }), known, 'units.bad-code'],
    ['an id that is used', [registered(), appointed(), left()], appointing({ from: '2025-01-01' }), known, 'units.appointment-exists'],
    ['a collective', [registered({ kind: 'collective' })], appointing(), known, 'units.collective-has-no-leaders'],
    ['a first day after the end of the unit', [registered(), closed('2024-01-10')], appointing(), known, 'units.unit-gone'],
    ['a last day before the first', [registered()], appointing({ until: '2024-01-09' }), known, 'units.left-before-taken'],
    ['a portfolio of a main leader', [registered()], appointing({ portfolio: { measures: [1], units: [] } }), known, 'units.main-leader-has-no-portfolio'],
  ] as const)('%s is refused', (_, past, command, options, code) => {
    given(...past).when(appointLeader, command, options).thenRefused(code);
  });

  test('an id that is a word of the language is an id like any other', () => {
    given(registered()).when(appointLeader, appointing({ appointment: 'constructor' }), known).then(appointed({ appointment: 'constructor' }));
  });

  test('a term before a later merger is still recorded', () => {
    given(registered(), renamed(), merged()).when(appointLeader, appointing({ from: '2022-01-01', until: '2022-12-31' }), known).then(appointed({ from: '2022-01-01' }), left('2022-12-31'));
  });

  test('a reporter does not appoint', () => {
    given(registered()).as(person('reporter', { unit, roles: { reporter: [unit] } })).when(appointLeader, appointing(), known).thenForbidden();
  });

  test('whatever terms are recorded, main leaders of one line never share a day', () => {
    const february = Array.from({ length: 28 }, (_, at) => `2024-02-${String(at + 1).padStart(2, '0')}`);
    const day = fc.constantFrom(...february);
    const term = fc.record({ from: day, length: fc.option(day, { nil: undefined }), line: fc.constantFrom('party' as const, 'administrative' as const, 'both' as const) });
    fc.assert(fc.property(fc.array(term, { maxLength: 12 }), (terms) => {
      const log = [registered()];
      const held: { days: Set<string>; line: string }[] = [];
      for (const [at, { from, length: until, line }] of terms.entries()) {
        const command = appointing({ appointment: `a-${at}`, person: `p-${at}`, from, line, ...(until === undefined ? {} : { until }) });
        const outcome = given(...log).when(appointLeader, command, known);
        const days = new Set(february.filter((d) => d >= from && (until === undefined || d <= until)));
        if (days.size === 0) outcome.thenRefused('units.left-before-taken');
        else if (held.some((other) => (line === 'both' || other.line === 'both' || line === other.line) && [...days].some((d) => other.days.has(d)))) outcome.thenRefused('units.main-leader-in-post');
        else {
          log.push(...outcome.events());
          held.push({ days, line });
        }
      }
    }), { numRuns: 60 });
  });
});

describe('ending an appointment', () => {
  const ending = { unit, appointment: 'director-1', until: '2024-09-30' };

  test('the last day is recorded', () => {
    given(registered(), appointed()).as(organisation).when(endAppointment, ending).then(left());
    given(registered(), appointed()).when(endAppointment, ending, { authority: document }).then(left('2024-09-30', { document }));
  });

  test('the same again changes nothing, another day is refused', () => {
    given(registered(), appointed(), left()).when(endAppointment, ending).thenNothing();
    given(registered(), appointed(), left()).when(endAppointment, { ...ending, until: '2024-10-01' }).thenRefused('units.appointment-ended', { appointment: 'director-1', until: '2024-09-30' });
  });

  test('an unknown unit or appointment and a day before the first are refused', () => {
    given().when(endAppointment, ending).thenRefused('units.unknown-unit');
    given(registered()).when(endAppointment, ending).thenRefused('units.unknown-appointment');
    given(registered()).when(endAppointment, { ...ending, appointment: 'constructor' }).thenRefused('units.unknown-appointment');
    given(registered(), appointed()).when(endAppointment, { ...ending, until: '2024-01-09' }).thenRefused('units.left-before-taken');
    given(registered(), appointed()).as(person('leader', { roles: { leadership: 'all' } })).when(endAppointment, ending).thenForbidden();
  });
});
