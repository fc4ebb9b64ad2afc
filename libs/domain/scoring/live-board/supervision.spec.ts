import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decimal, type DomainEvent } from '#engine/kernel';
import { project, recorded, recordedLog } from '#engine/testing';
import { effectsOf, isFindingEvent, scoreEffects } from '#domain/supervision';
import { calculate } from '../sheet/calculate.js';
import { supervisionKinds } from '../scheme/supervision-kinds.js';
import { cardOf, closed, corrected, opened, plan, plannedCity, published, reported, schemeOfContent, verified } from '../scoring-examples.js';
import { indicatorsOf, unitsOf } from './board-model.js';
import { boardFactTable, liveBoard, scoreKey, scoreTable, type ScoreRow } from './live-board.projection.js';
import { PlanFacts, type BoardFact } from './board-facts.js';
import {
  authority, delisted, escalatedAsOverdue, findingClosed, interviewCalled, interviewHeld, issued, listed, lifted, numberOf, pointsOf, publishedWithDeductions, reassigned, rectified, reopened, sentBack, withDeductions, withdrawn,
} from './supervision-examples.js';

type Given = DomainEvent<string, any>;

/** A city with figures in: xuanwu has 100 points from its indicators, as one of two in the group. */
const city: readonly Given[] = [...plannedCity, publishedWithDeductions(), reported('tech-incubators', 'xuanwu', '2025-Q1', '20'), verified('tech-incubators', 'xuanwu', '2025-Q1', '20')];

const board = (...events: readonly Given[]) => project(liveBoard).given(...city, ...events);
const row = (events: readonly Given[], unit = 'xuanwu', year = 2025, of = plan): ScoreRow => project(liveBoard).given(...events).row(scoreKey(of, year, 'districts', unit), scoreTable.name) as ScoreRow;
const deduction = (...events: readonly Given[]): string => row([...city, ...events]).deduction;

/** The score sheet of a unit from the facts that the board's rows keep. */
function sheetOf(events: readonly Given[], unit = 'xuanwu') {
  const facts = new PlanFacts();
  for (const kept of Object.values(board(...events).rows(boardFactTable.name))) if (kept['kind'] !== 'scheme') facts.put(kept as unknown as BoardFact);
  const scheme = schemeOfContent(withDeductions());
  const group = scheme.groups[0]!;
  return calculate(scheme, 'districts', facts.groupInput(unitsOf(group, facts), indicatorsOf(group), 2025)).sheet(unit);
}

describe('a finding on the live board', () => {
  test('counts when it is issued, and less when it is closed', () => {
    expect(deduction()).toBe('0');
    expect(row([...city, issued('f-1')])).toMatchObject({ base: '100', deduction: '0.35', published: '99.65' });
    expect(deduction(issued('f-1'), rectified('f-1'), findingClosed('f-1'))).toBe('0.1');
  });

  test('overdue counts once by its severity, whether a level said so, a late report, or both', () => {
    const overdue = [issued('f-1', { severity: 'serious' }), escalatedAsOverdue('f-1')];
    expect(deduction(...overdue)).toBe('1.35');
    expect(deduction(...overdue, rectified('f-1', true))).toBe('1.35');
    expect(deduction(issued('f-1', { severity: 'major' }), rectified('f-1', true))).toBe('2.35');
  });

  test('returned, repeated and relapsed count by their own rules', () => {
    expect(deduction(issued('f-1'), rectified('f-1'), sentBack('f-1'), rectified('f-1'), sentBack('f-1', 2))).toBe('0.65');
    expect(deduction(issued('f-1', { repeats: 'f-0' }))).toBe('1.05');
    expect(deduction(issued('f-1'), rectified('f-1'), findingClosed('f-1'), reopened('f-1'))).toBe('1.85');
  });

  test('withdrawn, it counts nothing', () => {
    expect(deduction(issued('f-1'), escalatedAsOverdue('f-1'), listed('f-1'), withdrawn('f-1'))).toBe('0');
  });

  test('a listing counts, and still counts after the delisting', () => {
    expect(deduction(issued('f-1'), listed('f-1'))).toBe('2.35');
    expect(deduction(issued('f-1'), listed('f-1'), delisted('f-1'))).toBe('2.35');
  });

  test('given to another unit it leaves the former one’s score', () => {
    const course = [...city, issued('f-1'), escalatedAsOverdue('f-1'), listed('f-1'), reassigned('f-1', 'xuanwu', 'qinhuai')];
    expect([row(course.slice(0, -1)).deduction, row(course.slice(0, -1), 'qinhuai').deduction]).toEqual(['2.85', '0']);
    expect([row(course).deduction, row(course, 'qinhuai').deduction]).toEqual(['0', '0.35']);
    board(issued('f-1'), reassigned('f-1', 'xuanwu', 'qinhuai'), rectified('f-1', true)).thenSameAfterAnyRestart();
  });

  test('a draft, and a scheme without deductions, know nothing of it', () => {
    const { content } = (issued('f-1').data as any);
    expect(deduction({ type: 'supervision.FindingDrafted', data: { finding: 'f-1', content } }, listed('f-9'), lifted('f-9', 'overdue'))).toBe('0');
    expect(row([...plannedCity, published(), reported('tech-incubators', 'xuanwu', '2025-Q1', '20'), issued('f-1')]).deduction).toBe('0');
  });
});

describe('year and plan of an effect', () => {
  const in2026 = (event: Given, position: number): Given => recorded(event.type, event.data, { stream: 'finding-f-1', revision: position, position, recordedAt: `2025-12-31T16:00:${String(position).padStart(2, '0')}.000Z` });

  test('it counts in the city’s year of the fact that gave rise to it', () => {
    const next = [...city, published(withDeductions(), 2026), ...plannedCity.slice(2).map((event): Given => ({ ...event, data: { ...event.data, target: { ...(event.data as any).target, year: 2026 } } })),
      reported('tech-incubators', 'xuanwu', '2026-Q1', '20'), issued('f-1', { severity: 'serious' })];
    const overdue = [...next, in2026(escalatedAsOverdue('f-1'), 40), in2026(interviewCalled('i-1', ['f-1']), 41), in2026(interviewHeld('i-1', '2025-12-31T15:59:59.999Z'), 42)];
    expect([row(next).deduction, row(next, 'xuanwu', 2026).deduction]).toEqual(['0.35', '0']);
    expect([row(overdue).deduction, row(overdue, 'xuanwu', 2026).deduction]).toEqual(['0.75', '1']);
  });

  const otherPlan = (events: readonly Given[]): Given[] => events.map((event) => ({ ...event, data: { ...event.data, plan: 'other' } }));
  const twoPlans = [...city, ...otherPlan(city)];
  const both = (...events: readonly Given[]) => [row([...twoPlans, ...events]).deduction, row([...twoPlans, ...events], 'xuanwu', 2025, 'other').deduction];

  test('it counts on the boards of its plan, and of every plan where it names none', () => {
    expect(both(issued('f-1'))).toEqual(['0.35', '0']);
    expect(both(issued('f-1', { plan: 'other' }), findingClosed('f-1'))).toEqual(['0', '0.1']);
    expect(both(issued('f-1', { plan: null }))).toEqual(['0.35', '0.35']);
    expect(row([issued('f-1', { plan: null }), ...city]).deduction).toBe('0.35');
  });

  test('an interview counts, once held, where its findings do', () => {
    expect(both(issued('f-1'), findingClosed('f-1'), interviewCalled('i-1', ['f-1']))).toEqual(['0.1', '0']);
    expect(both(issued('f-1'), findingClosed('f-1'), interviewCalled('i-1', ['f-1']), interviewHeld('i-1'))).toEqual(['0.5', '0']);
    expect(both(interviewCalled('i-1', []), interviewHeld('i-1'))).toEqual(['0.4', '0.4']);
    expect(both(issued('f-1'), issued('f-2', { plan: 'other' }), interviewCalled('i-1', ['f-1', 'f-2']), interviewHeld('i-1'))).toEqual(['0.75', '0.75']);
    expect(both(interviewHeld('i-1'))).toEqual(['0', '0']);
  });
});

describe('the score sheet', () => {
  test('shows the finding, its number, the rule and where in the log the effect began', () => {
    const events = [issued('f-1', { severity: 'serious', indicator: 'patents' }), escalatedAsOverdue('f-1')];
    const position = city.length + 2;
    const line = sheetOf(events).lines.find(({ rule }) => rule === 'overdue');
    expect(line).toMatchObject({ kind: 'deduction', matter: 'f-1', document: numberOf('f-1'), detail: 'serious', points: '1', counted: '1', position, outcome: { code: 'counted', zh: '计入' } });
    expect(line).not.toHaveProperty('lifted');
    expect(line!.eventId).toBe(recordedLog([...city, ...events]).at(-1)!.id);
  });

  test('keeps a lifted effect in sight, with the review that took it away and no points', () => {
    const events = [issued('f-1'), escalatedAsOverdue('f-1'), lifted('f-1', 'overdue')];
    expect(deduction(...events)).toBe('0.35');
    const line = sheetOf(events).lines.find(({ rule }) => rule === 'overdue')!;
    expect(line).toMatchObject({ points: '0.5', counted: '0', position: city.length + 2, lifted: { position: city.length + 3, document: authority }, outcome: { code: 'lifted' } });
    expect([line.outcome.zh, line.outcome.en]).toEqual([`经复核取消（${authority}），不计`, `Lifted on review (${authority}): not counted`]);
  });

  test('after a review a later lateness counts anew, beside the lifted one', () => {
    const events = [issued('f-1'), escalatedAsOverdue('f-1'), lifted('f-1', 'overdue'), sentBack('f-1'), escalatedAsOverdue('f-1', '2025-07-31T15:59:59.999Z')];
    expect(sheetOf(events).lines.filter(({ rule }) => rule === 'overdue').map(({ counted, outcome }) => [counted, outcome.code])).toEqual([['0.5', 'counted'], ['0', 'lifted']]);
  });

  test('names the findings that an interview was about', () => {
    const talk = sheetOf([issued('f-1'), interviewCalled('i-1', ['f-1', 'never-issued']), interviewHeld('i-1')]).lines.find(({ rule }) => rule === 'talk');
    expect(talk).toMatchObject({ matter: 'i-1', document: numberOf('f-1'), counted: '0.4' });
  });
});

describe('late reports', () => {
  const late = (indicator: string, period: string, recordedAt = '2026-02-01T00:00:00.000Z', value = '10', position = 30): Given => {
    const { type, data } = reported(indicator, 'xuanwu', period, value);
    return recorded(type, data, { stream: 'report-late', position, revision: position, recordedAt });
  };

  test('count once for each indicator and period, from the first report on', () => {
    const first = [opened('2025-Q2'), late('patents', '2025-Q2')];
    expect(deduction(...first)).toBe('0.2');
    expect(deduction(...first, verified('patents', 'xuanwu', '2025-Q2', '10'), corrected('patents', 'xuanwu', '2025-Q2', '10', '11'))).toBe('0.2');
    expect(sheetOf(first).lines).toMatchObject([{ rule: 'late-report', matter: 'patents/2025-Q2', period: '2025-Q2', position: 30, counted: '0.2' }]);
    expect(deduction(...first, opened('2025-Q3'), late('patents', '2025-Q3', '2026-02-02T00:00:00.000Z', '10', 40))).toBe('0.4');
  });

  test('do not count when the first word came in time, nor where none was owed', () => {
    expect(deduction(opened('2025-Q2'), reported('patents', 'xuanwu', '2025-Q2', '9'), late('patents', '2025-Q2'))).toBe('0');
    expect(deduction(opened('2025-Q2'), { type: 'reporting.ReleaseDeferred', data: { plan, indicator: 'patents', unit: 'xuanwu', period: '2025-Q2', expectedOn: '2026-02-01', reason: '未发布' } }, late('patents', '2025-Q2'))).toBe('0');
    expect(deduction(late('patents', '2025-Q2'))).toBe('0');
    expect(deduction(opened('2025-07'), late('patents', '2025-07'))).toBe('0');
    expect(deduction(opened('2025-Q2'), late('patents', '2025-Q2'), cardOf('patents', ['qinhuai']))).toBe('0');
    expect(deduction(opened('2025-Q2'), late('patents', '2025-Q2'), { type: 'reporting.NotApplicableApproved', data: { plan, indicator: 'patents', unit: 'xuanwu', period: '2025-Q2' } })).toBe('0');
  });

  test('more time for all or for a unit alone moves no score', () => {
    const before = board(opened('2025-Q2'));
    const after = board(opened('2025-Q2'), { type: 'reporting.PeriodExtended', data: { plan, period: '2025-Q2', dueAt: '2026-03-01T15:59:59.999Z', reason: '延长', units: ['xuanwu'] } });
    expect(after.rows(scoreTable.name)).toEqual(before.rows(scoreTable.name));
    expect(deduction(opened('2025-Q2'), { type: 'reporting.PeriodExtended', data: { plan, period: '2025-Q2', dueAt: '2026-03-01T15:59:59.999Z', reason: '延长', units: ['xuanwu'] } }, late('patents', '2025-Q2'))).toBe('0');
  });
});

describe('any course of supervision and reporting', () => {
  const finding = fc.constantFrom('f-1', 'f-2', 'f-3');
  const unit = fc.constantFrom('xuanwu', 'qinhuai');
  const effects = fc.subarray([...scoreEffects], { minLength: 1 });
  const severity = fc.constantFrom('general' as const, 'serious' as const, 'major' as const);
  const of = (...made: readonly ((code: string) => Given)[]) => made.map((make) => finding.map(make));
  const event: fc.Arbitrary<Given> = fc.oneof(
    fc.tuple(finding, unit, fc.constantFrom(plan, null, 'elsewhere'), severity, fc.boolean()).map(([f, u, p, s, again]): Given => issued(f, { unit: u, plan: p, severity: s, ...(again ? { repeats: 'f-0' } : {}) })),
    ...of((f) => escalatedAsOverdue(f), (f) => rectified(f, true), (f) => rectified(f), (f) => sentBack(f), findingClosed, (f) => reopened(f), listed, delisted, withdrawn, (f) => interviewCalled(`i-${f}`, [f]), (f) => interviewHeld(`i-${f}`)),
    fc.tuple(finding, unit).map(([f, u]): Given => reassigned(f, 'xuanwu', u)),
    fc.tuple(finding, effects).map(([f, kinds]): Given => lifted(f, ...kinds)),
    fc.tuple(fc.constantFrom('tech-incubators', 'patents'), unit, fc.constantFrom('2025-Q1', '2025-Q2'), fc.integer({ min: 0, max: 40 })).map(([i, u, p, v]): Given => verified(i, u, p, String(v))),
    fc.tuple(fc.constantFrom('tech-incubators', 'patents'), unit, fc.constantFrom('2025-Q1', '2025-Q2')).map(([i, u, p]): Given => reported(i, u, p, '9')),
    fc.constantFrom('2025-Q1', '2025-Q2').chain((p) => fc.constantFrom<Given>(closed(p), { type: 'reporting.PeriodOpened', data: { plan, period: p, dueAt: '2024-12-31T15:59:59.999Z' } })),
  );
  /** A finding is issued once and an interview called once, whatever else happens to them. */
  const once = (events: readonly Given[]): Given[] => {
    const keyOf = ({ type, data }: Given) => (/Issued$|Called$/.test(type) ? `${type}/${data['finding'] ?? data['interview']}` : undefined);
    return events.filter((given, n) => keyOf(given) === undefined || events.findIndex((other) => keyOf(other) === keyOf(given)) === n);
  };
  const course = fc.array(event, { minLength: 1, maxLength: 30 }).map(once);

  test('the live board is a full calculation over its facts', () => {
    fc.assert(fc.property(course, (events) => {
      const live = board(...events);
      const facts = new PlanFacts();
      for (const kept of Object.values(live.rows(boardFactTable.name))) if (kept['kind'] !== 'scheme' && [plan, '*'].includes(String(kept['plan']))) facts.put(kept as unknown as BoardFact);
      const scheme = schemeOfContent(withDeductions());
      const group = scheme.groups[0]!;
      const full = calculate(scheme, 'districts', facts.groupInput(unitsOf(group, facts), indicatorsOf(group), 2025));
      for (const { rank: _, ...result } of full.units) expect(live.row(scoreKey(plan, 2025, 'districts', result.unit), scoreTable.name)).toMatchObject(result);
    }), { numRuns: 100 });
  });

  test('what findings take away is what their effects say, added up by hand', () => {
    const expected = (events: readonly Given[], answering: string): string => {
      const log = recordedLog([...city, ...events]).filter((fact) => isFindingEvent(fact as never)) as any[];
      const states = ['f-1', 'f-2', 'f-3'].flatMap((f) => effectsOf(log.filter(({ data }) => data.finding === f)) ?? []);
      const counted = states.filter((state) => state.unit === answering && (state.plan ?? plan) === plan).flatMap((state) => state.effects);
      const points = counted.map(({ kind, severity: by }) => (kind === 'overdue' ? pointsOf.overdue[by] : pointsOf[kind]));
      return points.reduce((sum, each) => sum.plus(each), decimal('0')).toFixed();
    };
    const findingsOnly = fc.array(event.filter(({ type }) => type.startsWith('supervision.') && !type.includes('Interview') && !type.endsWith('isted')), { minLength: 1, maxLength: 30 }).map(once);
    fc.assert(fc.property(findingsOnly, (events) => {
      for (const answering of ['xuanwu', 'qinhuai']) expect(row([...city, ...events], answering).deduction).toBe(expected(events, answering));
    }), { numRuns: 100 });
  });

  test('restarted anywhere it shows the same rows', () => {
    fc.assert(fc.property(fc.array(event, { minLength: 5, maxLength: 12 }).map(once), (events) => void board(...events).thenSameAfterAnyRestart()), { numRuns: 15 });
  });
});

test('every effect that supervision knows has a kind that a rule can name', () => {
  expect(Object.keys(supervisionKinds)).toEqual(expect.arrayContaining([...scoreEffects]));
});
