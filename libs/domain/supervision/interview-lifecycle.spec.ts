import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addDays, cityDate, type Recorded } from '#engine/kernel';
import { person } from '#engine/testing';
import { calendarEvents, calendarStream, nationalCalendar } from '#domain/calendar';
import { unitEvents, unitStream } from '#domain/units';
import { callInterview } from './call-interview/call-interview.js';
import { cancelInterview } from './call-interview/cancel-interview.js';
import { moveInterview } from './call-interview/move-interview.js';
import { calendarYears, draftedFinding, evidence, finding, issuedFinding, people as city, registeredUnit } from './finding-examples.js';
import { findingEvents, findingStream } from './finding.events.js';
import { concludeInterview } from './hold-interview/conclude-interview.js';
import { followUpInterview } from './hold-interview/follow-up-interview.js';
import { holdInterview } from './hold-interview/hold-interview.js';
import { call, interview, record } from './interview-examples.js';
import { interviewEvents, interviewStream, type InterviewEvent } from './interview.events.js';
import { interview as interviewFold, type InterviewState } from './interview.state.js';
import { interviews } from './interviews/interviews.projection.js';
import { escapes, played, stories, type StoryStep } from './story-examples.js';

const { inspector, reporter, bureau } = city;
const people = [inspector, reporter, bureau, city.ownInspector, person('all-roles', { unit: 'xuanwu', roles: { reporter: 'all', inspector: 'all', bureau: 'all' } }), person('nobody')];
const reason = fc.constantFrom('原因', '另一原因');
const day = fc.integer({ min: 4, max: 12 }).map((date) => `2025-03-${String(date).padStart(2, '0')}`);
const acts = [
  fc.record({ level: fc.constantFrom('inspector', 'bureau'), day }).map(({ level, day }) => [callInterview, { ...call, level, at: `${day}T02:00:00.000Z` }] as const),
  fc.record({ day, reason, urgent: fc.boolean() }).map(({ day, ...more }) => [moveInterview, { interview, at: `${day}T02:00:00.000Z`, place: '302 室', authority: '宁府〔2025〕7号', ...more }] as const),
  reason.map((why) => [cancelInterview, { interview, reason: why }] as const),
  day.map((held) => [holdInterview, { ...record, heldAt: `${held}T02:05:00.000Z`, followUpReportDueOn: addDays(held, 8) }] as const),
  reason.map((text) => [followUpInterview, { interview, report: text, evidence }] as const),
  reason.map((opinion) => [concludeInterview, { interview, opinion }] as const),
];
const held: readonly StoryStep[] = [{ by: inspector, send: [callInterview, call] }, { days: 4 }, { by: inspector, send: [holdInterview, record] }];
const concluding: StoryStep = { by: inspector, send: [concludeInterview, { interview, opinion: '原因' }] };
const story = stories(acts, people, [
  [...held, { by: reporter, send: [followUpInterview, { interview, report: '原因', evidence }] }, concluding],
  [...held, { days: 12 }, concluding],
  [...held.slice(0, 1), { by: bureau, send: [moveInterview, { interview, at: '2025-03-10T02:00:00.000Z', place: '302 室', reason: '原因' }] }, { by: inspector, send: [cancelInterview, { interview, reason: '原因' }] }],
]);
const catalogue = { ...interviewEvents, ...unitEvents, ...calendarEvents, ...findingEvents };
const furnished = {
  [unitStream('xuanwu')]: [registeredUnit('xuanwu')], [calendarStream(nationalCalendar)]: calendarYears, [findingStream(finding)]: [draftedFinding(), issuedFinding()],
};
const facts = async (steps: readonly StoryStep[]) =>
  (await played(steps, { stream: interviewStream(interview), from: '2025-03-03T01:00:00.000Z', catalogue, furnished })) as readonly Recorded<InterviewEvent>[];
const stateAfter = (events: readonly Recorded<InterviewEvent>[]): InterviewState => events.reduce<InterviewState>((state, event) => interviewFold.evolve(state, event), interviewFold.initial);

const allowed = {
  none: ['InterviewCalled'], called: ['InterviewMoved', 'InterviewCancelled', 'InterviewHeld'], held: ['InterviewFollowedUp', 'InterviewConcluded'],
  'followed-up': ['InterviewFollowedUp', 'InterviewConcluded'], concluded: [], cancelled: [],
};

describe('the life of an interview, whatever people try in whatever order', () => {
  test('no order of commands escapes its steps or its notice, nobody interviews the own unit, and the register tells the same', async () => {
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(story, async (steps) => {
        const events = await facts(steps);
        expect(escapes(events, allowed, (past) => stateAfter(past as typeof events).status)).toEqual([]);
        for (const [n, event] of events.entries()) {
          seen.add(event.type);
          expect(event.meta.unit === 'xuanwu').toBe(event.type === 'supervision.InterviewFollowedUp');
          if (event.type === 'supervision.InterviewCalled') expect(cityDate(event.data.at) >= addDays(cityDate(event.recordedAt), 3)).toBe(true);
          const before = stateAfter(events.slice(0, n));
          if (before.status === 'none') continue;
          if (event.type === 'supervision.InterviewHeld') expect(event.data.urgent !== undefined || cityDate(event.data.heldAt) >= cityDate(before.at)).toBe(true);
          if (event.type === 'supervision.InterviewConcluded' && before.status === 'held') expect(cityDate(event.recordedAt) > before.held!.followUpReportDueOn).toBe(true);
        }
        const state = stateAfter(events);
        const row = events.reduce<ReturnType<typeof interviews.fold>>((before, event) => interviews.fold(before, event, interview), undefined);
        expect(row?.status ?? 'none').toBe(state.status);
        if (state.status === 'none') return;
        expect([row!.at, row!.place, row!.followUpDueOn]).toEqual([state.at, state.place, state.held?.followUpReportDueOn ?? null]);
        expect(row!.followUps).toHaveLength(events.filter(({ type }) => type === 'supervision.InterviewFollowedUp').length);
      }),
      { numRuns: 100, seed: 20_250_306 },
    );
    expect(Object.keys(interviewEvents).filter((type) => !seen.has(type))).toEqual([]);
  });
});
