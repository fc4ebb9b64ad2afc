import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { derivedId, isRefusal, newId, zhihengNamespace, type DomainEvent, type JsonObject } from '#engine/kernel';
import { MemoryEventStore } from '#engine/event-store/memory';
import { MemoryReadStore } from '#engine/read-store/memory';
import { ProjectionRunner } from '#engine/projections';
import { TestClock } from '#engine/testing';
import { Views, type ViewMoment } from '#engine/http';
import { planEvents } from '#domain/plan';
import { periodEvents, reportEvents } from '#domain/reporting';
import { findingEvents, interviewEvents } from '#domain/supervision';
import { schemeEvents } from '../scheme.events.js';
import { cardOf, closed, content, corrected, plan, plannedCity, published, reported, targetOf, verified } from '../scoring-examples.js';
import { liveBoard } from '../live-board/live-board.projection.js';
import { authority, escalatedAsOverdue, findingClosed, interviewCalled, interviewHeld, issued, lifted, reassigned, rectified, withDeductions } from '../live-board/supervision-examples.js';
import { sheetHash } from '../sheet/calculate.js';
import { factsAt, schemeOf, scoreGroup } from './score-at.js';
import { sheetAt } from './sheet-at.js';

const units = ['xuanwu', 'qinhuai', 'jianye'];
const year = 2025;
const group = 'districts';

const leaf = (code: string, indicator: string, rest: JsonObject): JsonObject => ({ code, title: { zh: code, en: code }, indicator, points: '20', ...rest });

/** Every way in which other units can count: compared, divided by another indicator, winsorised, imputed, grown. */
const comparing = (quotas: JsonObject[] = []): JsonObject => {
  const [districts] = content['groups'] as JsonObject[];
  const children = [
    leaf('own', 'tech-incubators', { method: { type: 'completion-ratio', target: { from: 'target' } } }),
    leaf('min-max', 'patents', { method: { type: 'peer-min-max' } }),
    leaf('per-head', 'firms', { method: { type: 'rank' }, treat: [{ type: 'per', indicator: 'people', times: '10000' }, { type: 'winsorise-percentiles', low: '0.1', high: '0.9' }] }),
    leaf('grown', 'output', { method: { type: 'static-dynamic', dynamic: 'growth' }, missing: { notReleased: 'carry-last' } }),
    leaf('imputed', 'standards', { method: { type: 'goalposts', min: '0', max: '60' }, missing: { notReleased: 'impute-group-mean', notReported: 'impute-group-mean' } }),
  ];
  return { ...content, groups: [{ ...districts!, units, quotas, tree: { code: 'total', title: { zh: '总分', en: 'Total' }, points: '100', aggregate: 'sum-of-points', children } }] };
};

const indicators = ['tech-incubators', 'patents', 'firms', 'people', 'output', 'standards'];
const city: DomainEvent[] = [
  ...plannedCity, ...indicators.map((code) => cardOf(code, units)), cardOf('people', ['xuanwu']), targetOf('people', 'city', year, '9'),
  ...units.map((unit) => targetOf('tech-incubators', unit, year, '30')),
  issued('f-1', { severity: 'serious' }), issued('f-2', { unit: 'jianye', plan: null }), interviewCalled('i-1', ['f-1']),
];

const course = fc.array(
  fc.oneof(
    ...[reported, verified].map((event) => fc.tuple(fc.constantFrom(...indicators), fc.constantFrom(...units), fc.constantFrom('2024-Q4', '2025-Q1', '2025-Q2'), fc.integer({ min: 0, max: 60 })).map(([i, u, p, v]): DomainEvent => event(i, u, p, String(v)))),
    fc.tuple(fc.constantFrom(...indicators), fc.constantFrom(...units)).map(([i, u]): DomainEvent => corrected(i, u, '2025-Q1', '1', '17')),
    fc.constantFrom('2025-Q1', '2025-Q2').map((p): DomainEvent => closed(p)),
    fc.tuple(fc.constantFrom('f-1', 'f-2'), fc.constantFrom(...units)).chain(([f, u]) => fc.constantFrom<DomainEvent>(reassigned(f, 'xuanwu', u), escalatedAsOverdue(f), findingClosed(f), lifted(f, 'overdue', 'unclosed'), interviewHeld('i-1'))),
  ),
  { minLength: 1, maxLength: 20 },
);

/** Views over the rows that these facts leave. */
async function views(events: readonly DomainEvent[]): Promise<{ readonly views: Views; readonly head: number; stop(): Promise<void> }> {
  const clock = new TestClock();
  const log = new MemoryEventStore({ clock });
  const meta = { actor: 'spec', correlation: zhihengNamespace, causation: zhihengNamespace };
  const { position: head } = await log.append([{ stream: 'spec', expected: 'any', events: events.map(({ type, data }, n) => ({ id: derivedId(zhihengNamespace, `${n}`), type, schema: 1, data: data as JsonObject, meta })) }]);
  const rows = new MemoryReadStore();
  const runner = new ProjectionRunner({ projections: [liveBoard], log, store: rows, clock, catalogues: [planEvents, reportEvents, periodEvents, schemeEvents, findingEvents, interviewEvents], owner: newId() });
  await runner.start();
  await runner.whenProcessed([liveBoard.name], head, 10_000);
  const stop = async () => {
    await runner.stop();
    await log.close();
  };
  return { views: new Views(log, rows, runner), head, stop };
}

const whole = async (of: Views, unit: string, at: number) => {
  const moment = await factsAt(of, plan, { asKnownAt: String(at) });
  const scheme = schemeOf(moment, year, group);
  if (isRefusal(scheme)) throw new Error(scheme.refused);
  return scoreGroup(moment, scheme, group, year).sheet(unit);
};

describe('a score sheet from what concerns its unit', () => {
  test.each([['without quotas', []], ['with a quota', [{ grade: 'a', count: 1 }]]])('%s is the one of a calculation over everything, at any position', async (_, quotas) => {
    await fc.assert(fc.asyncProperty(course, fc.nat(), async (events, back) => {
      const run = await views([...city, published(withDeductions(comparing(quotas))), ...events]);
      const at = run.head - (back % (events.length + 1));
      for (const unit of units) {
        const answer = await sheetAt(run.views, { plan, year, group, unit }, { asKnownAt: String(at) });
        if (isRefusal(answer)) throw new Error(answer.refused);
        const full = await whole(run.views, unit, at);
        expect(answer).toEqual({ sheet: full, position: at });
        expect(sheetHash(answer.sheet)).toBe(sheetHash(full));
      }
      await run.stop();
    }), { numRuns: 25 });
  });

  test('before and after an effect is closed or lifted it says what was known then', async () => {
    const course = [published(withDeductions(comparing())), escalatedAsOverdue('f-1'), rectified('f-1', true), findingClosed('f-1'), lifted('f-1', 'overdue')];
    const run = await views([...city, ...course]);
    const at = async (after: number, moment: ViewMoment = { asKnownAt: String(city.length + after) }) => {
      const answer = await sheetAt(run.views, { plan, year, group, unit: 'xuanwu' }, moment);
      if (isRefusal(answer)) throw new Error(answer.refused);
      return answer.sheet.lines.map(({ rule, counted, outcome }) => `${rule} ${counted} ${outcome.code}`);
    };
    expect(await at(1)).toEqual(['unclosed 0.25 counted', 'finding 0.1 counted']);
    expect(await at(2)).toEqual(['overdue 1 counted', 'unclosed 0.25 counted', 'finding 0.1 counted']);
    expect(await at(4)).toEqual(['overdue 1 counted', 'finding 0.1 counted']);
    expect(await at(5)).toEqual(['overdue 0 lifted', 'finding 0.1 counted']);
    expect(await at(5, { waitFor: run.head })).toEqual(await at(5));
    const { lines } = await whole(run.views, 'xuanwu', run.head);
    expect(lines[0]!.lifted).toMatchObject({ position: run.head, document: authority });
    await run.stop();
  });

  test('without a board, or for a unit of another group, the refusal says so', async () => {
    const run = await views([...city, published(comparing())]);
    expect(await sheetAt(run.views, { plan, year: 2024, group, unit: 'xuanwu' }, {})).toMatchObject({ refused: 'scoring.no-board' });
    expect(await sheetAt(run.views, { plan, year, group, unit: 'gulou' }, {})).toMatchObject({ refused: 'scoring.unit-not-in-group' });
    await run.stop();
  });
});
