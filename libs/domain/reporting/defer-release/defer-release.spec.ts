import { describe, test } from '@jest/globals';
import { given, person, type WhenOptions } from '#engine/testing';
import { about, approved, closedPeriod, declared, deferred, definedCard, openedPeriod, registeredUnit, reported, returned, verified } from '../reporting-examples.js';
import { deferRelease } from './defer-release.js';
import { reportIndicator } from '../report-indicator/report-indicator.js';

const deferring = { ...about, expectedOn: '2025-05-20', reason: '统计局 5 月发布' };
const open: WhenOptions<any> = { now: '2025-04-10T02:00:00.000Z', toldFrom: { rules: [definedCard()], unit: [registeredUnit()], period: [openedPeriod()] } };
const closed: WhenOptions<any> = { ...open, toldFrom: { ...open.toldFrom, period: [openedPeriod(), closedPeriod()] } };
const reporter = person('reporter-wang', { unit: 'xuanwu', roles: { reporter: ['xuanwu'] } });

describe('deferring the release of a statistic', () => {
  test('the unit says when it will be published', () => {
    given().as(reporter).when(deferRelease, deferring, open).then(deferred());
    given(reported(), returned()).as(reporter).when(deferRelease, { ...about, expectedOn: '2025-05-20' }, { ...open, reason: '统计局 5 月发布' }).then(deferred());
  });

  test('the same again changes nothing, another day is another deferral', () => {
    given(deferred()).when(deferRelease, deferring, open).thenNothing();
    given(deferred()).when(deferRelease, { ...deferring, expectedOn: '2025-05-30' }, open).then(deferred('2025-05-30'));
  });

  test('the value may be reported until the end of that day, also after the period has closed', () => {
    const reporting = { ...about, value: '12', evidence: [], source: 'form' as const };
    given(deferred()).when(reportIndicator, reporting, { ...closed, now: '2025-05-20T15:59:59.999Z' }).then(reported());
    given(deferred()).when(reportIndicator, reporting, { ...closed, now: '2025-05-20T16:00:00.000Z' }).thenRefused('reporting.period-closed');
    given().when(reportIndicator, reporting, { ...closed, now: '2025-05-20T02:00:00.000Z' }).thenRefused('reporting.period-closed');
  });

  test.each([
    ['without a reason', [], { ...about, expectedOn: '2025-05-20' }, open, 'reporting.reason-required'],
    ['to today', [], { ...deferring, expectedOn: '2025-04-10' }, open, 'reporting.date-passed'],
    ['further than a year after the period', [], { ...deferring, expectedOn: '2026-04-02' }, open, 'reporting.deferred-too-far'],
    ['of what is reported', [reported()], deferring, open, 'reporting.already-reported'],
    ['of what is verified', [reported(), verified()], deferring, open, 'reporting.already-verified'],
    ['of what is not applicable', [declared(), approved()], deferring, open, 'reporting.already-not-applicable'],
    ['in a closed period', [], deferring, closed, 'reporting.period-closed'],
    ['of an unknown indicator', [], { ...deferring, indicator: 'no-such' }, open, 'reporting.unknown-indicator'],
  ] as const)('a deferral %s is refused', (_, past, command, options, code) => {
    given(...past).when(deferRelease, command, options as WhenOptions<any>).thenRefused(code);
  });

  test('the furthest day is 366 days after the end of the period', () => {
    given().when(deferRelease, { ...deferring, expectedOn: '2026-04-01' }, open).then(deferred('2026-04-01'));
  });
});
