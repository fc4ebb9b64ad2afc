import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { derivedId, newId, zhihengNamespace, type DomainEvent, type JsonObject } from '#engine/kernel';
import { MemoryEventStore } from '#engine/event-store/memory';
import { Views } from '#engine/http';
import { ProjectionRunner } from '#engine/projections';
import { MemoryReadStore } from '#engine/read-store/memory';
import { TestClock } from '#engine/testing';
import { planEvents } from '#domain/plan';
import { periodEvents, reportEvents } from '#domain/reporting';
import { findingEvents, interviewEvents } from '#domain/supervision';
import { factsAt } from '../explain-score/score-at.js';
import { schemeEvents } from '../scheme.events.js';
import { cardOf, closed, content, corrected, opened, plan, plannedCity, published, reported, schemeOfContent, targetOf, verified } from '../scoring-examples.js';
import { calculate, sheetHash } from '../sheet/calculate.js';
import { factEventTypes, FactsReplay } from './facts-replay.js';
import { liveBoard } from './live-board.projection.js';
import { spanBetween } from './span.js';
import { escalatedAsOverdue, findingClosed, interviewCalled, interviewHeld, issued, lifted, listed, reassigned, withDeductions } from './supervision-examples.js';

const scheme = schemeOfContent(withDeductions(content));
const course = fc.array(fc.oneof(
  ...[reported, verified].map((event) => fc.tuple(fc.constantFrom('tech-incubators', 'patents'), fc.constantFrom('xuanwu', 'qinhuai'), fc.constantFrom('2024-Q4', '2025-Q1', '2025-Q2'), fc.integer({ min: 0, max: 60 })).map(([i, u, p, v]): DomainEvent => event(i, u, p, String(v)))),
  fc.constantFrom('tech-incubators', 'patents').map((i): DomainEvent => corrected(i, 'xuanwu', '2025-Q1', '1', '17')),
  fc.constantFrom<DomainEvent>(opened('2025-Q1'), closed('2025-Q1'), targetOf('tech-incubators', 'xuanwu', 2024, '9'), cardOf('patents', ['xuanwu']), published(), reassigned('f-1', 'xuanwu', 'qinhuai'), escalatedAsOverdue('f-1'), findingClosed('f-2'), lifted('f-1', 'overdue'), listed('f-2'), interviewHeld('i-1')),
), { maxLength: 25 });

describe('facts replayed from the log', () => {
  test('give the bytes that the boards’ rows give, at any position and for any span', async () => {
    await fc.assert(fc.asyncProperty(course, fc.nat(), async (events, back) => {
      const clock = new TestClock();
      const log = new MemoryEventStore({ clock });
      const all = [...plannedCity, issued('f-1', { severity: 'serious' }), issued('f-2', { plan: null }), interviewCalled('i-1', ['f-1']), ...events];
      const meta = { actor: 'spec', correlation: zhihengNamespace, causation: zhihengNamespace };
      const { position: head } = await log.append([{ stream: 'spec', expected: 'any', events: all.map(({ type, data }, n) => ({ id: derivedId(zhihengNamespace, `${n}`), type, schema: 1, data: data as JsonObject, meta })) }]);
      const rows = new MemoryReadStore();
      const runner = new ProjectionRunner({ projections: [liveBoard], log, store: rows, clock, catalogues: [planEvents, reportEvents, periodEvents, schemeEvents, findingEvents, interviewEvents], owner: newId() });
      await runner.start();
      await runner.whenProcessed([liveBoard.name], head, 10_000);
      const at = head - (back % (events.length + 1));
      const fromRows = (await factsAt(new Views(log, rows, runner), plan, { asKnownAt: String(at) })).facts;
      const replay = new FactsReplay();
      const { events: page } = await log.readAll({ after: 0, limit: 1_000, upTo: at, types: factEventTypes });
      for (const event of page) replay.take(event);
      for (const when of [2025, spanBetween('2024-07-01', '2025-06-30')]) {
        const sheets = [fromRows, replay.of(plan)].map((facts) => {
          const result = calculate(scheme, 'districts', facts.groupInput(['xuanwu', 'qinhuai'], ['tech-incubators', 'patents'], when, at));
          return result.units.map(({ unit }) => sheetHash(result.sheet(unit)));
        });
        expect(sheets[1]).toEqual(sheets[0]);
      }
      await runner.stop();
      await log.close();
    }), { numRuns: 40 });
  });

  test('pass over events that leave nothing to score', () => {
    const replay = new FactsReplay();
    replay.take({ id: 'x', stream: 's', revision: 0, position: 1, type: 'identity.UserRegistered', schema: 1, data: {}, meta: { actor: 'a', correlation: 'x', causation: 'x' }, recordedAt: '2025-01-01T00:00:00.000Z' });
    expect(replay.of(plan).cards.size).toBe(0);
  });
});
