import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isRefusal, type Actor, type Recorded } from '#engine/kernel';
import { CommandEngine } from '#engine/commands';
import { MemoryEventStore } from '#engine/event-store/memory';
import { person, recordedLog, TestClock } from '#engine/testing';
import { hostileJson } from '#engine/testing/generators';
import { planEvents, planStream } from '#domain/plan';
import { unitEvents, unitStream } from '#domain/units';
import { correctReport } from './correct-report/correct-report.js';
import { deferRelease } from './defer-release/defer-release.js';
import { declareNotApplicable } from './not-applicable/declare-not-applicable.js';
import { approveNotApplicable, refuseNotApplicable } from './not-applicable/settle-not-applicable.js';
import { periodEvents, periodStream } from './period.events.js';
import { reportIndicator } from './report-indicator/report-indicator.js';
import { reportRegister, registerKey, type RegisterRow } from './report-register/report-register.projection.js';
import { reportEvents, type ReportEvent } from './report.events.js';
import { streamOf } from './report-key.js';
import { report, type PeriodReport } from './report.state.js';
import { about, adoptedPlan, definedCard, openedPeriod, plan, registeredUnit } from './reporting-examples.js';
import { returnReport } from './return-report/return-report.js';
import { verifyReport } from './verify-report/verify-report.js';
import { callerOf } from './reporting-city-examples.js';

const people: readonly Actor[] = [
  person('reporter-wang', { unit: 'xuanwu', roles: { reporter: ['xuanwu'] } }), person('verifier-chen', { unit: 'science-tech', roles: { verifier: 'all' } }),
  person('bureau-zhao', { unit: 'market-regulation', roles: { bureau: 'all' } }), person('all-roles', { unit: 'xuanwu', roles: { reporter: 'all', verifier: 'all', bureau: 'all' } }), person('nobody'),
];
const value = fc.constantFrom('12', '12', '12', '13');
const words = fc.constantFrom(undefined, '原因', '原因', '原因');
const day = fc.constantFrom(undefined, '2025-04-30', '2025-04-30', '2025-04-01');
const act = fc.oneof(
  fc.record({ value, note: words }).map((more) => [reportIndicator, { ...about, ...present(more), evidence: [], source: 'form' }] as const),
  value.map((seen) => [verifyReport, { ...about, value: seen }] as const),
  fc.record({ value, reason: words, resubmitBy: day }).map((more) => [returnReport, { ...about, ...present(more) }] as const),
  fc.record({ from: value, to: value, reason: words, authority: words }).map((more) => [correctReport, { ...about, ...present(more), reasonCode: 'input-error', evidence: [] }] as const),
  words.map((reason) => [declareNotApplicable, { ...about, ...present({ reason }) }] as const),
  fc.constant([approveNotApplicable, about] as const),
  fc.record({ reason: words, resubmitBy: day }).map((more) => [refuseNotApplicable, { ...about, ...present(more) }] as const),
  fc.record({ reason: words, expectedOn: fc.constantFrom('2025-05-20', '2025-04-01') }).map((more) => [deferRelease, { ...about, ...present(more) }] as const),
);
// Mostly the one whose act it is, so that stories get somewhere; often enough somebody else.
const step = act.chain(([definition, command]) => {
  const own = people.find(({ grants }) => grants.length === 1 && definition.policy.scope({ id: '', grants }).length > 0)!;
  return fc.tuple(fc.constant([definition, command] as const), fc.oneof({ weight: 4, arbitrary: fc.constant(own) }, { weight: 2, arbitrary: fc.constantFrom(...people) }));
});
const story = fc.array(step, { minLength: 8, maxLength: 25 });

function present<T extends object>(fields: T): Partial<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, one]) => one !== undefined)) as Partial<T>;
}

async function furnished(): Promise<{ log: MemoryEventStore; engine: CommandEngine }> {
  const clock = new TestClock('2025-04-10T02:00:00.000Z');
  const log = new MemoryEventStore({ clock });
  const streams = [[planStream(plan), adoptedPlan(), definedCard()], [unitStream('xuanwu'), registeredUnit()], [periodStream(plan, about.period), openedPeriod()]] as const;
  for (const [stream, ...events] of streams) {
    const full = recordedLog(events, stream);
    await log.append([{ stream, expected: 'no-stream', events: full.map(({ id, type, schema, data, meta }) => ({ id, type, schema, data, meta })) }]);
  }
  return { log, engine: new CommandEngine(log, { ...planEvents, ...unitEvents, ...periodEvents, ...reportEvents }, clock) };
}

async function told(steps: readonly (readonly [readonly [any, object], Actor])[]): Promise<readonly Recorded<ReportEvent>[]> {
  const { log, engine } = await furnished();
  for (const [[definition, command], actor] of steps) await engine.execute(definition, command, callerOf(actor).envelope);
  return (await log.readStream(streamOf(about))) as unknown as readonly Recorded<ReportEvent>[];
}

const stateAfter = (events: readonly Recorded<ReportEvent>[]): PeriodReport | undefined => events.reduce(report.evolve, report.initial).periods[about.period];
const rowAfter = (events: readonly Recorded<ReportEvent>[]): RegisterRow | undefined =>
  events.reduce<RegisterRow | undefined>((row, event) => reportRegister.fold(row, event, registerKey(about)), undefined);

describe('the life of a report, whatever people try in whatever order', () => {
  test('a verified value is only ever changed by a correction with reason and authority', async () => {
    await fc.assert(
      fc.asyncProperty(story, async (steps) => {
        const events = await told(steps);
        for (let n = 1; n < events.length; n += 1) {
          const before = stateAfter(events.slice(0, n));
          if (before?.status !== 'verified') continue;
          const next = events[n]!;
          expect(next).toMatchObject({ type: 'reporting.ReportCorrected', data: { from: before.value, reason: '原因', authority: '原因' } });
        }
      }),
      { numRuns: 150 },
    );
  });

  test('nobody verifies, returns, corrects or settles for the own unit or the own entry', async () => {
    const judged = new Set(['reporting.ReportVerified', 'reporting.ReportReturned', 'reporting.ReportCorrected', 'reporting.NotApplicableApproved', 'reporting.NotApplicableRefused']);
    let seen = 0;
    await fc.assert(
      fc.asyncProperty(story, async (steps) => {
        const events = await told(steps);
        for (const [index, { type, meta }] of events.entries()) {
          if (!judged.has(type)) continue;
          seen += 1;
          const before = stateAfter(events.slice(0, index))!;
          const enteredBy = 'reportedBy' in before ? before.reportedBy : 'declaredBy' in before ? before.declaredBy : undefined;
          expect([meta.unit === about.unit, meta.actor === enteredBy]).toEqual([false, false]);
        }
      }),
      { numRuns: 150 },
    );
    expect(seen).toBeGreaterThan(50);
  });

  test('the register and the state that decisions see tell the same', async () => {
    await fc.assert(
      fc.asyncProperty(story, async (steps) => {
        const events = await told(steps);
        for (let n = 1; n <= events.length; n += 1) {
          const [state, row] = [stateAfter(events.slice(0, n))!, rowAfter(events.slice(0, n))!];
          expect(row.status).toBe(state.status);
          expect(row.value ?? '').toBe('value' in state ? state.value : '');
          expect(row.evidence).toEqual('evidence' in state ? state.evidence : []);
          expect(row.returnReason).toBe(state.status === 'returned' ? state.returnReason : null);
          expect(row.resubmitBy).toBe(state.status === 'returned' ? (state.resubmitBy ?? null) : null);
          expect(row.expectedOn).toBe(state.status === 'not-released' ? state.expectedOn : null);
          if ('reportedBy' in state) expect([row.reportedBy, row.value === null || row.reportedAt === state.reportedAt]).toEqual([state.reportedBy, true]);
          if (state.status === 'verified') expect([row.corrections, row.verifiedBy]).toEqual([state.corrections, state.verifiedBy]);
          else expect(row.corrections).toBe(0);
        }
      }),
      { numRuns: 150 },
    );
  });

  test('a command sent twice changes nothing the second time', async () => {
    await fc.assert(
      fc.asyncProperty(story, async (steps) => {
        const { log, engine } = await furnished();
        for (const [[definition, command], actor] of steps) {
          const { envelope } = callerOf(actor, { retryable: true });
          const first = await engine.execute(definition as any, command, envelope);
          const head = await log.head();
          const second = await engine.execute(definition as any, command, envelope);
          expect(await log.head()).toBe(head);
          if (!isRefusal(first) && first.changed) expect(second).toMatchObject({ position: first.position, repeated: true });
        }
      }),
      { numRuns: 50 },
    );
  });

  test('hostile periods, units and indicators reach no report', async () => {
    const text = hostileJson.filter((one): one is string => typeof one === 'string' && one.length < 200);
    const { log, engine } = await furnished();
    const head = await log.head();
    await fc.assert(
      fc.asyncProperty(text, fc.constantFrom('unit', 'indicator', 'plan'), fc.constantFrom(...people), async (odd, field, actor) => {
        const command = { ...about, [field]: odd, value: '12', evidence: [], source: 'form' as const };
        expect(isRefusal(await engine.execute(reportIndicator, command, callerOf(actor).envelope))).toBe(true);
        expect(await log.head()).toBe(head);
      }),
      { numRuns: 100 },
    );
  });
});
