import { describe, expect, test } from '@jest/globals';
import { drawAlgorithm } from '#domain/supervision';
import type { PeriodEvent, ReportEvent } from '#domain/reporting';
import { given, project, recordedLog } from '#engine/testing';
import {
  bonusDecided, calendar, days, dataFrozen, evidence, itemMarked, people, plan, round, roundAt, roundOpened, schemeOf, selfAssessed, selfAssessmentClosed, selfAssessmentReturned, siteChecked,
} from '../assessment-examples.js';
import type { ResultEvent } from '../result.events.js';
import { result } from '../result.state.js';
import type { RoundEvent } from '../round.events.js';
import { freezeData } from './freeze-data.js';
import { allGaps, gapsOf, noGaps } from './freeze-preview.js';
import { openPeriodOf, periodsWithin } from './open-periods.js';
import { reportStandingRows, type ReportStandingRow } from './report-standings.projection.js';

const freezing = { round, position: 100 };
const sealed: RoundEvent = { type: 'assessment.SampleSealed', data: { round, sample: 's-1', count: 1, seedHash: 'f'.repeat(64), candidates: ['xuanwu'], algorithm: drawAlgorithm, team: ['inspector-zhou', 'inspector-he'] } };
const opened: RoundEvent = { type: 'assessment.SampleOpened', data: { round, sample: 's-1', seed: '7'.repeat(64), drawn: ['xuanwu'] } };

describe('freezing the data', () => {
  test('keeps the position from which facts count no more, once the day for site checks has passed', () => {
    given(...roundAt('site-checks')).as(people.bureau).when(freezeData, freezing, { now: days.afterSiteChecks }).then(dataFrozen());
    given(...roundAt('site-checks')).when(freezeData, freezing, { now: '2025-03-31T15:59:59.999Z' }).thenRefused('assessment.site-checks-open', { day: calendar.siteChecksBy });
  });

  test('earlier with a reason that is recorded; later a reason is not needed', () => {
    given(...roundAt('site-checks')).when(freezeData, { ...freezing, reason: '省里提前' }, { now: days.siteChecks }).then({ type: 'assessment.DataFrozen', data: { round, position: 100, reason: '省里提前' } });
    given(...roundAt('site-checks')).when(freezeData, freezing, { now: days.siteChecks, reason: '省里提前' }).then({ type: 'assessment.DataFrozen', data: { round, position: 100, reason: '省里提前' } });
    given(...roundAt('site-checks')).when(freezeData, { ...freezing, reason: '到期' }, { now: days.afterSiteChecks }).then(dataFrozen());
  });

  test('never while a sample is sealed', () => {
    const past = [roundOpened(), sealed, selfAssessmentClosed()];
    given(...past).when(freezeData, { ...freezing, reason: '急' }, { now: days.afterSiteChecks }).thenRefused('assessment.samples-sealed', { samples: 's-1' });
    given(...past, opened).when(freezeData, freezing, { now: days.afterSiteChecks }).then(dataFrozen());
  });

  test('at its step alone, by the bureau', () => {
    for (const step of ['self-assessment', 'frozen', 'calculated', 'notified', 'confirmed', 'published', 'closed', 'cancelled'] as const) given(...roundAt(step)).when(freezeData, freezing, { now: days.afterSiteChecks }).thenRefused('assessment.wrong-step');
    given().when(freezeData, freezing).thenRefused('assessment.unknown-round');
    given(...roundAt('site-checks')).as(people.leader).when(freezeData, freezing, { now: days.afterSiteChecks }).thenForbidden();
  });
});

const key = (period = '2024-Q4') => ({ plan, indicator: 'tech-incubators', unit: 'xuanwu', period });
const reported: ReportEvent = { type: 'reporting.IndicatorReported', data: { ...key(), value: '17', evidence: [], warnings: [], source: 'form' } };
const later: readonly (readonly [ReportEvent, string])[] = [
  [{ type: 'reporting.ReportVerified', data: { ...key(), value: '17' } }, 'verified'],
  [{ type: 'reporting.ReportReturned', data: { ...key(), value: '17', reason: '无佐证' } }, 'returned'],
  [{ type: 'reporting.ReportCorrected', data: { ...key(), from: '17', to: '16', reasonCode: 'input-error', reason: '笔误', authority: '文', evidence: [] } }, 'reported'],
  [{ type: 'reporting.NotApplicableDeclared', data: { ...key(), reason: '无此项' } }, 'not-applicable-asked'],
  [{ type: 'reporting.NotApplicableApproved', data: key() }, 'not-applicable'],
  [{ type: 'reporting.NotApplicableRefused', data: { ...key(), reason: '应报' } }, 'returned'],
  [{ type: 'reporting.ReleaseDeferred', data: { ...key(), expectedOn: '2025-03-01', reason: '未发布' } }, 'not-released'],
];

describe('where reports stand', () => {
  test.each(later)('%j makes it %s', (event, standing) => {
    project(reportStandingRows).given(reported, event).thenRows({ [`${plan}/tech-incubators/xuanwu/2024-Q4`]: { ...key(), ends: '2024-12-31', standing } });
  });

  test('a correction leaves a verified report verified', () => {
    project(reportStandingRows).given(reported, later[0]![0], later[2]![0]).thenRows({ [`${plan}/tech-incubators/xuanwu/2024-Q4`]: { ...key(), ends: '2024-12-31', standing: 'verified' } });
  });
});

describe('periods that are still open', () => {
  const about = { plan, period: '2024-Q4' };
  const [due, longer] = ['2025-01-20T15:59:59.999Z', '2025-02-20T15:59:59.999Z'];
  const openPeriod: PeriodEvent = { type: 'reporting.PeriodOpened', data: { ...about, dueAt: due } };
  const closePeriod: PeriodEvent = { type: 'reporting.PeriodClosed', data: { ...about, how: 'deadline' } };
  const extend = (units?: string[]): PeriodEvent => ({ type: 'reporting.PeriodExtended', data: { ...about, dueAt: longer, reason: '系统切换', ...(units ? { units } : {}) } });
  const reopen = (units?: string[]): PeriodEvent => ({ type: 'reporting.PeriodReopened', data: { ...about, dueAt: longer, reason: '补报', ...(units ? { units } : {}) } });
  const after = (...facts: readonly PeriodEvent[]) => openPeriodOf('2024-Q4', recordedLog(facts) as never);

  test('are those opened and not closed, reopened, or reopened for some', () => {
    expect([after(), after(openPeriod, closePeriod)]).toEqual([undefined, undefined]);
    expect(after(openPeriod)).toEqual({ period: '2024-Q4', dueAt: due, units: null });
    expect(after(openPeriod, extend())).toEqual({ period: '2024-Q4', dueAt: longer, units: null });
    expect(after(openPeriod, extend(['xuanwu']))).toEqual({ period: '2024-Q4', dueAt: longer, units: null });
    expect(after(openPeriod, closePeriod, reopen())).toEqual({ period: '2024-Q4', dueAt: longer, units: null });
    expect(after(openPeriod, closePeriod, reopen(['xuanwu']))).toEqual({ period: '2024-Q4', dueAt: longer, units: ['xuanwu'] });
  });

  test('those that end within the assessed months are looked at', () => {
    const year = periodsWithin({ from: '2024-01-01', to: '2024-12-31' });
    expect([year.length, year.includes('2024'), year.includes('2024-H1'), year.includes('2023-12')]).toEqual([19, true, true, false]);
    const across = periodsWithin({ from: '2023-07-01', to: '2024-06-30' });
    expect(across).toEqual([
      ...['07', '08', '09', '10', '11', '12'].map((month) => `2023-${month}`), '2023-Q3', '2023-Q4', '2023-H2', '2023', ...['01', '02', '03', '04', '05', '06'].map((month) => `2024-${month}`), '2024-Q1', '2024-Q2',
      '2024-H1',
    ]);
  });
});

describe('what a freeze would leave open', () => {
  const group = schemeOf().groups[0]!;
  const stateOf = (...events: readonly ResultEvent[]) => (recordedLog(events) as never as Parameters<typeof result.evolve>[1][]).reduce((state, event) => result.evolve(state, event), result.initial);
  const row = (indicator: string, standing: ReportStandingRow['standing'], period = '2024-Q4', ends = '2024-12-31'): ReportStandingRow => ({ plan, indicator, unit: 'xuanwu', period, ends, standing });
  const at = (node: string, indicator: string, period?: string) => ({ unit: 'xuanwu', node, indicator, ...(period === undefined ? {} : { period }) });

  test('everything, where nobody did anything', () => {
    expect(gapsOf('xuanwu', group, stateOf(), [])).toEqual({
      ...noGaps, unmarked: [at('service', 'service')],
      missing: [at('incubators', 'tech-incubators'), at('patents', 'patents'), at('mechanism', 'mechanism'), at('complaints', 'complaints')],
    });
  });

  test('the last report of each indicator says how it stands', () => {
    const reports = [
      row('tech-incubators', 'verified', '2024-Q3', '2024-09-30'), row('tech-incubators', 'reported'), row('patents', 'not-released'), row('mechanism', 'returned'), row('complaints', 'not-applicable-asked'),
    ];
    expect(gapsOf('xuanwu', group, stateOf(itemMarked()), reports)).toEqual({
      ...noGaps, unverified: [at('incubators', 'tech-incubators', '2024-Q4')], notReleased: [at('patents', 'patents', '2024-Q4')], returned: [at('mechanism', 'mechanism', '2024-Q4')],
      undecided: [at('complaints', 'complaints', '2024-Q4')],
    });
    expect(gapsOf('xuanwu', group, stateOf(itemMarked()), ['tech-incubators', 'patents', 'mechanism', 'complaints'].map((one) => row(one, one === 'patents' ? 'not-applicable' : 'verified')))).toEqual(noGaps);
  });

  test('what is claimed with evidence or was checked on site is not missing', () => {
    const items = [{ node: 'patents', claim: { value: '30' }, evidence }, { node: 'mechanism', claim: { level: 'in-plan' }, evidence: [] }];
    const state = stateOf(selfAssessed({ items }), siteChecked(), itemMarked());
    expect(gapsOf('xuanwu', group, state, [row('tech-incubators', 'reported')])).toEqual({ ...noGaps, missing: [at('mechanism', 'mechanism'), at('complaints', 'complaints')], bonuses: [{ unit: 'xuanwu', claim: 'b-1' }] });
  });

  test('bonus claims wait until they are decided or given back', () => {
    expect([stateOf(selfAssessed(), bonusDecided()), stateOf(selfAssessed(), selfAssessmentReturned())].map((state) => gapsOf('xuanwu', group, state, []).bonuses)).toEqual([[], []]);
  });

  test('units add up', () => {
    const one = gapsOf('xuanwu', group, stateOf(), []);
    expect(allGaps([one, one]).missing).toHaveLength(8);
    expect(allGaps([])).toEqual(noGaps);
  });
});
