import { describe, test } from '@jest/globals';
import { given, person, type WhenOptions } from '#engine/testing';
import { about, card, closedPeriod, definedCard, openedPeriod, registeredUnit, reported, returned, targetOf, verified } from '../reporting-examples.js';
import { reportIndicator, reportIndicatorAmong, type ReportIndicator } from './report-indicator.js';

const now = '2025-04-10T02:00:00.000Z';
const reporter = person('reporter-wang', { unit: 'xuanwu', roles: { reporter: ['xuanwu'] } });
const reporting = (changes: Partial<ReportIndicator> = {}): ReportIndicator => ({ ...about, value: '12', evidence: [], source: 'form', ...changes });
const open: WhenOptions<any> = { now, toldFrom: { rules: [definedCard()], unit: [registeredUnit()], period: [openedPeriod()] } };
const withCard = (changes: Parameters<typeof card>[0]): WhenOptions<any> => ({ ...open, toldFrom: { ...open.toldFrom, rules: [definedCard(card(changes))] } });
const withPeriod = (...period: ReturnType<typeof openedPeriod>[]): WhenOptions<any> => ({ ...open, toldFrom: { ...open.toldFrom, period } });

describe('reporting an indicator', () => {
  test('a value in an open period is recorded', () => {
    given().as(reporter).when(reportIndicator, reporting(), open).then(reported());
  });

  test('a reporter of another unit is not let in', () => {
    given().as(person('reporter-li', { unit: 'qinhuai', roles: { reporter: ['qinhuai'] } })).when(reportIndicator, reporting(), open).thenForbidden();
  });

  test('the same value again changes nothing', () => {
    given(reported()).when(reportIndicator, reporting(), open).thenNothing();
  });

  test('another value before verification replaces the first and says what it replaces', () => {
    given(reported()).when(reportIndicator, reporting({ value: '13' }), open).then(reported({ value: '13', replaces: '12' }));
  });

  test('a verified value is not reported over', () => {
    given(reported(), verified()).when(reportIndicator, reporting({ value: '13' }), open).thenRefused('reporting.already-verified', { period: '2025-Q1', value: '12' });
  });

  test('a returned value is reported anew', () => {
    given(reported(), { type: 'reporting.ReportReturned', data: { ...about, value: '12', reason: '数值与台账不符' } })
      .when(reportIndicator, reporting({ value: '11' }), open).then(reported({ value: '11' }));
  });

  test('what was returned with a last day is reported anew until that day, also after the period has closed', () => {
    const closed = withPeriod(openedPeriod(), closedPeriod());
    const past = [reported(), returned({ resubmitBy: '2025-04-30' })];
    given(...past).when(reportIndicator, reporting({ value: '11' }), { ...closed, now: '2025-04-30T15:59:59.999Z' }).then(reported({ value: '11' }));
    given(...past).when(reportIndicator, reporting({ value: '11' }), { ...closed, now: '2025-04-30T16:00:00.000Z' }).thenRefused('reporting.period-closed');
    given(reported(), returned()).when(reportIndicator, reporting({ value: '11' }), { ...closed, now: '2025-04-22T02:00:00.000Z' }).thenRefused('reporting.period-closed');
  });

  test('peers are looked up beside the command, and an outlier among them asks for a note', () => {
    const among = reportIndicatorAmong(() => ['12', '13', '12', '14', '13', '12']);
    given().when(among, reporting({ value: '60' }), open).thenRefused('reporting.note-required', {
      warnings: ['far-from-peers'], checks: '与其他单位同期数据差异过大', checksEn: 'the value is far from those of the other units',
    });
    given().when(among, reporting({ value: '13' }), open).then(reported({ value: '13' }));
  });

  test.each([
    ['an unknown indicator', reporting({ indicator: 'no-such' }), open, 'reporting.unknown-indicator'],
    ['a code that every object has', reporting({ indicator: 'constructor' }), open, 'reporting.unknown-indicator'],
    ['an unknown unit', reporting(), { ...open, toldFrom: { ...open.toldFrom, unit: [] } }, 'reporting.unknown-unit'],
    ['a unit that was merged', reporting(), { ...open, told: { unit: 'gone' }, toldFrom: { ...open.toldFrom, unit: [] } }, 'reporting.unit-gone'],
    ['a unit that the card does not name', reporting(), withCard({ reportedBy: ['qinhuai'] }), 'reporting.not-a-reporting-unit'],
    ['a period of another frequency', reporting({ period: '2025-03' }), open, 'reporting.wrong-frequency'],
    ['a period that has not begun', reporting({ period: '2025-Q3' }), open, 'reporting.future-period'],
    ['a period that was never opened', reporting(), withPeriod(), 'reporting.period-not-opened'],
    ['a closed period', reporting(), withPeriod(openedPeriod(), { type: 'reporting.PeriodClosed', data: { plan: about.plan, period: '2025-Q1', how: 'by-hand' } }), 'reporting.period-closed'],
    ['a period past its due time', reporting(), withPeriod(openedPeriod('2025-Q1', '2025-04-09T15:59:59.999Z')), 'reporting.period-past-due'],
    ['a value below the hard range', reporting({ value: '-1' }), open, 'reporting.out-of-range'],
    ['a value above the hard range', reporting({ value: '10001' }), open, 'reporting.out-of-range'],
    ['no evidence where the card wants some', reporting(), withCard({ evidenceRequired: true }), 'reporting.evidence-required'],
  ] as const)('%s is refused', (_, command, options, code) => {
    given().when(reportIndicator, command, options as WhenOptions<any>).thenRefused(code);
  });

  test('a unit with a later due time of its own still reports', () => {
    given().when(reportIndicator, reporting(), withPeriod(
      openedPeriod('2025-Q1', '2025-04-09T15:59:59.999Z'),
      { type: 'reporting.PeriodExtended', data: { plan: about.plan, period: '2025-Q1', dueAt: '2025-04-12T15:59:59.999Z', units: ['xuanwu'], reason: '系统切换' } },
    )).then(reported());
  });

  test('0.96 where the target is 96 % asks for a note', () => {
    const percent = { ...open, toldFrom: { ...open.toldFrom, rules: [definedCard(card({ measurementUnit: '%', decimals: 2 })), targetOf('96')] } };
    given().when(reportIndicator, reporting({ value: '0.96' }), percent).thenRefused('reporting.note-required', {
      warnings: ['unit-mix-up', 'far-from-target'],
      checks: '计量单位可能有误（例如把 96% 填成了 0.96，或把“万”填成了“个”）；不足目标的十分之一或超过目标的十倍',
      checksEn: 'the unit of measurement may be wrong (0.96 written for 96 %, or single units for ten thousands); the value is less than a tenth or more than ten times the target',
    }, 'body.note');
    given().when(reportIndicator, reporting({ value: '0.96', note: '确为 0.96%' }), percent)
      .then(reported({ value: '0.96', note: '确为 0.96%', warnings: ['unit-mix-up', 'far-from-target'] }));
  });
});
