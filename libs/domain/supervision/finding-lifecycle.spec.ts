import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isRefusal, type Instant, type Recorded } from '#engine/kernel';
import { effectsAfter, effectsOf, findingEffects } from './effects.js';
import { findingEvents, type FindingEvent } from './finding.events.js';
import { factsOf, story, tell, told, world } from './finding-story-examples.js';
import { modelAfter, nameOf, noFinding, problemOf, summaryOf, summaryOfModel, type FindingModel } from './finding-model-examples.js';
import { finding, isIssued, isOverdue, type FindingState } from './finding.state.js';

type Facts = readonly Recorded<FindingEvent>[];

/** Stories that are told once and looked at from several sides; the same ones each time. */
let stories: readonly Facts[] = [];

beforeAll(async () => {
  const many: Facts[] = [];
  // The one of the other seed contests an effect before the finding goes to another unit.
  const reassignedWhileContested = fc.sample(story, { numRuns: 20, seed: 23_040_726 })[19]!;
  for (const steps of [...fc.sample(story, { numRuns: 100, seed: 2025 }), reassignedWhileContested]) many.push(await told(steps));
  stories = many;
}, 60_000);

const always = (holds: (facts: Facts) => void): void => stories.forEach(holds);

const stateAfter = (facts: Facts): FindingState => facts.reduce(finding.evolve, finding.initial);
const moment = (at: Instant, ms: number): Instant => new Date(Date.parse(at) + ms).toISOString();

describe('the life of a finding, whatever people try in whatever order', () => {
  test('stories go everywhere: each kind of fact comes about', () => {
    const seen = new Set<string>(stories.flatMap((facts) => facts.map(({ type }) => type)));
    expect(Object.keys(findingEvents).filter((type) => !seen.has(type))).toEqual([]);
  });

  test('each fact follows on the ones before it, and the state that decisions see is the model’s', async () => {
    const holds = (facts: Facts): void => {
      let [model, state]: [FindingModel, FindingState] = [noFinding, finding.initial];
      for (const event of facts) {
        expect(problemOf(model, event)).toBeUndefined();
        [model, state] = [modelAfter(model, event), finding.evolve(state, event)];
        expect(summaryOf(state)).toEqual(summaryOfModel(model));
      }
    };
    always(holds);
    await fc.assert(fc.asyncProperty(story, async (steps) => holds(await told(steps))), { numRuns: 30 });
  });

  test('a finding is closed only on a report, and comes back only by being reopened', () => {
    always((facts) => {
      facts.forEach((event, index) => {
        const [before, after] = [stateAfter(facts.slice(0, index)).status, stateAfter(facts.slice(0, index + 1)).status];
        if (after === 'closed' && before !== 'closed') expect([before, nameOf(event)]).toEqual(['reported', 'FindingClosed']);
        if (before === 'closed' && after !== 'closed') expect([after, nameOf(event)]).toEqual(['rectifying', 'FindingReopened']);
        if (['withdrawn', 'discarded'].includes(before)) expect(after).toBe(before);
      });
    });
  });

  test('number and first due time never change, and the due time changes only by a fact that says so', () => {
    always((facts) => {
      const first = facts.find((event) => event.type === 'supervision.FindingIssued');
      let before: FindingState = finding.initial;
      for (const event of facts) {
        const state = finding.evolve(before, event);
        if (first && isIssued(state)) {
          expect([state.number, state.originalDueAt]).toEqual([first.data.number, first.data.deadline.dueAt]);
          const said = 'deadline' in event.data ? event.data.deadline : isIssued(before) ? before.deadline : undefined;
          expect(state.deadline).toEqual(said);
        }
        before = state;
      }
    });
  });

  test('each level is raised at most once for a due time', () => {
    always((facts) => {
      const raised = facts.flatMap((event) => (event.type === 'supervision.FindingEscalated' ? [`${event.data.level} ${event.data.dueAt}`] : []));
      expect(new Set(raised).size).toBe(raised.length);
    });
  });

  test('overdue follows from facts and a moment alone', () => {
    always((facts) => {
      for (let n = 0; n <= facts.length; n += 1) {
        const state = stateAfter(facts.slice(0, n));
        const again = JSON.parse(JSON.stringify(state)) as FindingState;
        const model = facts.slice(0, n).reduce(modelAfter, noFinding);
        const waits = ['issued', 'acknowledged', 'rectifying', 'returned'].includes(model.status) && !model.suspended;
        const due = model.dueAt || '2025-03-31T15:59:59.999Z';
        for (const at of [moment(due, -1), due, moment(due, 1), moment(due, 86_400_000)]) {
          expect(isOverdue(state, at)).toBe(waits && model.dueAt !== '' && at > model.dueAt);
          expect(isOverdue(again, at)).toBe(isOverdue(state, at));
        }
      }
    });
  });

  test('what it does to the score is the same event by event and in one go, and nothing once it is withdrawn', () => {
    always((facts) => {
      let row = effectsOf([]);
      for (const [index, event] of facts.entries()) {
        row = effectsAfter(row, event);
        const state = stateAfter(facts.slice(0, index + 1));
        const kinds = row?.effects.map(({ kind }) => kind) ?? [];
        if (state.status === 'withdrawn' || !isIssued(state)) expect(kinds).toEqual([]);
        if (state.status === 'closed') expect(kinds).not.toContain('unclosed');
        if (isIssued(state)) expect([row!.number, row!.unit]).toEqual([state.number, state.content.unit]);
        expect(row?.lifted.every(({ kind }) => isIssued(state) && (state.status === 'withdrawn' || state.liftedEffects.includes(kind))) ?? true).toBe(true);
      }
      expect(effectsOf(facts)).toEqual(row);
      expect(facts.reduce(findingEffects.evolve, findingEffects.initial).of).toEqual(row);
    });
  });

  test('replay is live: an engine that folds the log anew for each command records the same', async () => {
    const plain = (facts: Facts) => facts.map(({ id, type, data, meta, recordedAt }) => ({ id, type, data, meta, recordedAt }));
    await fc.assert(fc.asyncProperty(story, async (steps) => expect(plain(await told(steps, { cachedStates: 0 }))).toEqual(plain(await told(steps)))), { numRuns: 8 });
  });

  test('a command sent twice changes nothing the second time', async () => {
    await fc.assert(
      fc.asyncProperty(story, async (steps) => {
        const place = await world();
        for (const [number, step] of steps.entries()) {
          place.clock.advance({ days: step.days, minutes: 1 });
          const send = await tell(place, step, number);
          const first = await send();
          const facts = await factsOf(place);
          const second = await send();
          expect(await factsOf(place)).toEqual(facts);
          if (!isRefusal(first) && first.changed) expect(second).toMatchObject({ revision: first.revision, repeated: true });
        }
      }),
      { numRuns: 15 },
    );
  });
});
