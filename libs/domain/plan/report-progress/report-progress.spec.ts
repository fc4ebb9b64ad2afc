import { describe, test } from '@jest/globals';
import { given, person } from '#engine/testing';
import { adopted, assigned, measure, plan, progressed, reviewed } from '../plan-examples.js';
import { reportProgress, type ReportProgress } from './report-progress.js';
import { reviewProgress, type ReviewProgress } from './review-progress.js';

const now = '2025-04-03T02:00:00.000Z';
const about = { plan, no: 1, unit: 'finance', period: '2025-Q1' };
const reporting = (changes: Partial<ReportProgress> = {}): ReportProgress => ({ ...about, percent: '40', summary: '已印发配套办法', evidence: [], ...changes });
const told = { now, toldFrom: { plan: [adopted, measure(), assigned()] } };
const reporter = person('reporter-qian', { unit: 'finance', roles: { reporter: ['finance'] } });

describe('reporting progress', () => {
  test('a unit with a part in the measure reports', () => {
    given().as(reporter).when(reportProgress, reporting(), told).then(progressed());
    given().when(reportProgress, reporting({ nextStep: '下季度评估' }), told).then(progressed({ nextStep: '下季度评估' }));
  });

  test('a member of an assigned collective reports too', () => {
    const collective = { now, toldFrom: { plan: [adopted, measure(), assigned({ supporting: ['all-districts'], participants: ['science-tech', 'xuanwu'] })] } };
    given().when(reportProgress, reporting({ unit: 'xuanwu' }), collective).then(progressed({ unit: 'xuanwu' }));
  });

  test('the same report again changes nothing; another one replaces it until it is reviewed', () => {
    given(progressed()).when(reportProgress, reporting({ percent: '40.0' }), told).thenNothing();
    given(progressed()).when(reportProgress, reporting({ percent: '55' }), told).then(progressed({ percent: '55' }));
    given(progressed(), reviewed('accepted')).when(reportProgress, reporting({ percent: '55' }), told).thenRefused('plan.progress-accepted', { period: '2025-Q1' });
    given(progressed(), reviewed('returned', '缺佐证')).when(reportProgress, reporting(), told).then(progressed());
    given(progressed(), reviewed('accepted')).when(reportProgress, reporting({ period: '2025-Q2' }), told).then(progressed({ period: '2025-Q2' }));
  });

  test.each([
    ['no plan', reporting(), { now, toldFrom: { plan: [] } }, 'plan.unknown-plan'],
    ['an unknown measure', reporting({ no: 5 }), told, 'plan.unknown-measure'],
    ['a measure that nobody was given', reporting(), { now, toldFrom: { plan: [adopted, measure()] } }, 'plan.not-responsible'],
    ['a unit without a part', reporting({ unit: 'health' }), told, 'plan.not-responsible'],
    ['a period that has not begun', reporting({ period: '2025-Q3' }), told, 'plan.future-period'],
    ['more than the whole', reporting({ percent: '100.1' }), told, 'plan.bad-percent'],
    ['less than nothing', reporting({ percent: '-1' }), told, 'plan.bad-percent'],
  ])('%s is refused', (_, command, options, code) => {
    given().when(reportProgress, command, options).thenRefused(code);
  });

  test('a reporter of another unit is not let in', () => {
    given().as(person('reporter-li', { unit: 'health', roles: { reporter: ['health'] } })).when(reportProgress, reporting(), told).thenForbidden();
  });
});

describe('reviewing progress', () => {
  const reviewing = (changes: Partial<ReviewProgress> = {}): ReviewProgress => ({ ...about, percent: '40', verdict: 'accepted', ...changes });
  const reviewer = person('director', { unit: 'market-regulation', roles: { bureau: 'all' } });

  test('someone outside the unit accepts or returns it', () => {
    given(progressed()).as(reviewer).when(reviewProgress, reviewing()).then(reviewed('accepted'));
    given(progressed()).as(reviewer).when(reviewProgress, reviewing({ verdict: 'returned', remark: '缺佐证' })).then(reviewed('returned', '缺佐证'));
  });

  test('nobody of the unit reviews, nor the person who reported', () => {
    given(progressed()).as(person('own', { unit: 'finance', roles: { inspector: 'all' } })).when(reviewProgress, reviewing()).thenRefused('plan.own-progress');
    given(progressed()).as(person('tester', { roles: { bureau: 'all' } })).when(reviewProgress, reviewing()).thenRefused('plan.own-progress');
  });

  test('a return needs a remark', () => {
    given(progressed()).as(reviewer).when(reviewProgress, reviewing({ verdict: 'returned' })).thenRefused('plan.remark-required', {}, 'body.remark');
  });

  test('what is not waiting or moved on is not reviewed', () => {
    given().as(reviewer).when(reviewProgress, reviewing()).thenRefused('plan.progress-not-reported');
    given(progressed(), reviewed('returned', '缺佐证')).as(reviewer).when(reviewProgress, reviewing()).thenRefused('plan.progress-not-reported');
    given(progressed(), reviewed('accepted')).as(reviewer).when(reviewProgress, reviewing()).thenRefused('plan.progress-accepted');
    given(progressed({ percent: '45' })).as(reviewer).when(reviewProgress, reviewing()).thenRefused('plan.progress-moved-on', { actual: '45', seen: '40' });
  });

  test('a reporter does not review', () => {
    given(progressed()).as(person('reporter-li', { unit: 'health', roles: { reporter: 'all' } })).when(reviewProgress, reviewing()).thenForbidden();
  });
});
