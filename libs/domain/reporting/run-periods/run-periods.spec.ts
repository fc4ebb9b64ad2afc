import { describe, test } from '@jest/globals';
import { given, person, type WhenOptions } from '#engine/testing';
import { adoptedPlan, card, closedPeriod, definedCard, extendedPeriod, openedPeriod, plan, reopenedPeriod } from '../reporting-examples.js';
import { closePeriod } from './close-period.js';
import { extendPeriod } from './extend-period.js';
import { openPeriod } from './open-period.js';
import { reopenPeriod } from './reopen-period.js';

const period = '2025-Q1';
const dueAt = '2025-04-20T15:59:59.999Z';
const later = '2025-04-30T15:59:59.999Z';
const now = '2025-04-01T02:00:00.000Z';
const rules: WhenOptions<any> = { now, toldFrom: { rules: [adoptedPlan(), definedCard()] } };
const bureau = person('bureau-zhao', { roles: { bureau: ['market-regulation'] } });
const reason = '系统切换';

describe('opening a period', () => {
  test('the bureau opens it until a due time, also before it has begun', () => {
    given().as(bureau).when(openPeriod, { plan, period, dueAt }, rules).then({ validAt: period, ...openedPeriod() });
    given().as(bureau).when(openPeriod, { plan, period: '2025-Q3', dueAt: '2025-10-20T15:59:59.999Z' }, rules).then({ validAt: '2025-Q3', ...openedPeriod('2025-Q3', '2025-10-20T15:59:59.999Z') });
  });

  test('indicators by event may be reported in any period', () => {
    given().when(openPeriod, { plan, period: '2025-03', dueAt }, { ...rules, toldFrom: { rules: [adoptedPlan(), definedCard(card({ frequency: 'event' }))] } }).then({ validAt: '2025-03', ...openedPeriod('2025-03') });
  });

  test('others are not let in', () => {
    given().as(person('reporter-wang', { unit: 'xuanwu', roles: { reporter: ['xuanwu'] } })).when(openPeriod, { plan, period, dueAt }, rules).thenForbidden();
  });

  test('the same again changes nothing', () => {
    given(openedPeriod()).when(openPeriod, { plan, period, dueAt }, rules).thenNothing();
  });

  test.each([
    ['of an unknown plan', [], { plan, period, dueAt }, { now }, 'reporting.unknown-plan'],
    ['that is open with another due time', [openedPeriod()], { plan, period, dueAt: later }, rules, 'reporting.period-already-open'],
    ['that was closed', [openedPeriod(), closedPeriod()], { plan, period, dueAt: later }, rules, 'reporting.period-closed'],
    ['in which nothing is reported', [], { plan, period: '2025-03', dueAt }, rules, 'reporting.nothing-due-in-period'],
    ['that was due already', [], { plan, period, dueAt: now }, rules, 'reporting.due-in-the-past'],
    ['that is due before it begins', [], { plan, period: '2025-Q3', dueAt: '2025-06-30T15:59:59.999Z' }, rules, 'reporting.due-before-period'],
  ] as const)('a period %s is refused', (_, past, command, options, code) => {
    given(...past).when(openPeriod, command, options as WhenOptions<any>).thenRefused(code);
  });
});

describe('extending a period', () => {
  test('for all or for single units, with a reason', () => {
    given(openedPeriod()).as(bureau).when(extendPeriod, { plan, period, dueAt: later, reason }, rules).then({ validAt: period, ...extendedPeriod(later) });
    given(openedPeriod()).as(bureau).when(extendPeriod, { plan, period, dueAt: later, units: ['xuanwu'] }, { ...rules, reason }).then({ validAt: period, ...extendedPeriod(later, ['xuanwu']) });
  });

  test('an extension that units have already changes nothing', () => {
    given(openedPeriod(), extendedPeriod(later, ['xuanwu'])).when(extendPeriod, { plan, period, dueAt: later, units: ['xuanwu'], reason }, rules).thenNothing();
  });

  test.each([
    ['that was not opened', [], { plan, period, dueAt: later, reason }, 'reporting.period-not-opened'],
    ['that is closed', [openedPeriod(), closedPeriod()], { plan, period, dueAt: later, reason }, 'reporting.period-closed'],
    ['without a reason', [openedPeriod()], { plan, period, dueAt: later }, 'reporting.reason-required'],
    ['to an earlier time', [openedPeriod()], { plan, period, dueAt: '2025-04-10T00:00:00.000Z', reason }, 'reporting.not-later'],
    ['to the same time', [openedPeriod()], { plan, period, dueAt, reason }, 'reporting.not-later'],
    ['for a unit that has longer already', [openedPeriod(), extendedPeriod('2025-05-10T00:00:00.000Z', ['xuanwu'])], { plan, period, dueAt: later, units: ['xuanwu'], reason }, 'reporting.not-later'],
    ['to the past', [openedPeriod()], { plan, period, dueAt: '2025-03-31T00:00:00.000Z', reason }, 'reporting.due-in-the-past'],
    ['for a unit that reports nothing', [openedPeriod()], { plan, period, dueAt: later, units: ['xuanwu', 'finance'], reason }, 'reporting.reports-nothing'],
  ] as const)('a period %s is refused', (_, past, command, code) => {
    given(...past).when(extendPeriod, command, rules).thenRefused(code);
  });
});

describe('closing a period', () => {
  const byHand = { plan, period, how: 'by-hand' } as const;
  const atDeadline = { plan, period, how: 'deadline' } as const;

  test('the bureau closes it at once, the system when it is due', () => {
    given(openedPeriod()).as(bureau).when(closePeriod, byHand, { now }).then({ validAt: period, ...closedPeriod('by-hand') });
    given(openedPeriod()).as(person('system:reporting.period-deadline', { roles: { system: 'all' } })).when(closePeriod, atDeadline, { now: dueAt }).then({ validAt: period, ...closedPeriod() });
  });

  test('a timer that an extension has overtaken closes nothing, nor does one for a closed period', () => {
    given(openedPeriod(), extendedPeriod(later)).when(closePeriod, atDeadline, { now: dueAt }).thenNothing();
    given(openedPeriod(), closedPeriod('by-hand')).when(closePeriod, atDeadline, { now: dueAt }).thenNothing();
  });

  test('closing by hand ends what single units were granted', () => {
    given(openedPeriod(), closedPeriod(), reopenedPeriod(later, ['xuanwu'])).when(closePeriod, byHand, { now: '2025-04-25T00:00:00.000Z' }).then({ validAt: period, ...closedPeriod('by-hand') });
    given(openedPeriod(), closedPeriod(), reopenedPeriod(later, ['xuanwu'])).when(closePeriod, byHand, { now: '2025-05-01T00:00:00.000Z' }).thenNothing();
    given(openedPeriod(), closedPeriod('by-hand')).when(closePeriod, byHand, { now }).thenNothing();
  });

  test('a period that was not opened is refused, and others are not let in', () => {
    given().when(closePeriod, byHand, { now }).thenRefused('reporting.period-not-opened');
    given(openedPeriod()).as(person('inspector', { roles: { inspector: 'all' } })).when(closePeriod, byHand, { now }).thenForbidden();
  });
});

describe('reopening a period', () => {
  test('for all or for single units, with a reason', () => {
    given(openedPeriod(), closedPeriod()).as(bureau).when(reopenPeriod, { plan, period, dueAt: later, reason: '补报' }, rules).then({ validAt: period, ...reopenedPeriod(later) });
    given(openedPeriod(), closedPeriod()).as(bureau).when(reopenPeriod, { plan, period, dueAt: later, units: ['xuanwu'] }, { ...rules, reason: '补报' }).then({ validAt: period, ...reopenedPeriod(later, ['xuanwu']) });
  });

  test('what units were granted already changes nothing', () => {
    given(openedPeriod(), closedPeriod(), reopenedPeriod(later, ['xuanwu'])).when(reopenPeriod, { plan, period, dueAt: later, units: ['xuanwu'], reason }, rules).thenNothing();
  });

  test.each([
    ['that was not opened', [], { plan, period, dueAt: later, reason }, 'reporting.period-not-opened'],
    ['that is open', [openedPeriod()], { plan, period, dueAt: later, reason }, 'reporting.period-not-closed'],
    ['without a reason', [openedPeriod(), closedPeriod()], { plan, period, dueAt: later }, 'reporting.reason-required'],
    ['until the past', [openedPeriod(), closedPeriod()], { plan, period, dueAt: '2025-03-31T00:00:00.000Z', reason }, 'reporting.due-in-the-past'],
    ['for a unit that reports nothing', [openedPeriod(), closedPeriod()], { plan, period, dueAt: later, units: ['finance'], reason }, 'reporting.reports-nothing'],
  ] as const)('a period %s is refused', (_, past, command, code) => {
    given(...past).when(reopenPeriod, command, rules).thenRefused(code);
  });
});
