import { describe, test } from '@jest/globals';
import { given } from '#engine/testing';
import { shippedYears } from '../../calendar/calendar-examples.js';
import { evidence, people, resultCalculated, resultStayed, reviewDecided, reviewRequested, reviewWithdrawn, round, roundAt, schemeId, schemePublished } from '../assessment-examples.js';
import { requestReview } from './request-review.js';
import { stayResult } from './stay-result.js';
import { withdrawReview } from './withdraw-review.js';

const now = '2025-05-06T02:00:00.000Z';
const unit = 'xuanwu';
const asking = { round, unit, request: 'q-1', node: 'incubators', claim: '应得 38 分', reason: '核减有误', evidence, scheme: schemeId };
const at = (step: Parameters<typeof roundAt>[0]) => ({ now, told: { calendar: shippedYears }, toldFrom: { round: roundAt(step), scheme: [schemePublished()] } });
const notified = at('notified');
const calculated = resultCalculated();
const asked = [calculated, reviewRequested()];

describe('asking for a review', () => {
  test('the unit contests a node with evidence; the days to decide are working days', () => {
    given(calculated).as(people.reporter).when(requestReview, asking, notified).then(reviewRequested());
  });

  test.each(['total', 'grade', 'innovation'])('or %s', (node) => {
    given(calculated).when(requestReview, { ...asking, node }, notified).then(reviewRequested({ node }));
  });

  test('the reason may come with the request, and there is one', () => {
    const { reason, ...unsaid } = asking;
    given(calculated).when(requestReview, unsaid, { ...notified, reason }).then(reviewRequested());
    given(calculated).when(requestReview, unsaid, notified).thenRefused('assessment.reason-required');
  });

  test('no evidence, no review', () => {
    given(calculated).when(requestReview, { ...asking, evidence: [] }, notified).thenRefused('assessment.review-without-evidence', {}, 'body.evidence');
  });

  test('until the last instant of the last day', () => {
    given(calculated).when(requestReview, asking, { ...notified, now: '2025-05-12T15:59:59.999Z' }).then(reviewRequested({ decideBy: '2025-05-26T15:59:59.999Z' }));
    given(calculated).when(requestReview, asking, { ...notified, now: '2025-05-12T16:00:00.000Z' }).thenRefused('assessment.review-too-late', { until: '2025-05-12' });
  });

  test('one open request for each node', () => {
    given(...asked).when(requestReview, { ...asking, request: 'q-2' }, notified).thenRefused('assessment.review-open', { node: 'incubators' }, 'body.node');
    given(...asked).when(requestReview, { ...asking, request: 'q-2', node: 'patents' }, notified).then(reviewRequested({ request: 'q-2', node: 'patents' }));
    given(...asked).when(requestReview, { ...asking, node: 'patents' }, notified).thenRefused('assessment.review-exists', { request: 'q-1' });
    given(...asked, reviewWithdrawn()).when(requestReview, { ...asking, request: 'q-2' }, notified).then(reviewRequested({ request: 'q-2' }));
  });

  test('what was decided about a result is not asked again about the same result, only about a later one', () => {
    given(...asked, reviewDecided()).when(requestReview, { ...asking, request: 'q-2' }, notified).thenRefused('assessment.review-decided', { node: 'incubators', run: 1 });
    given(...asked, reviewDecided(), resultCalculated({ run: 2 })).when(requestReview, { ...asking, request: 'q-2' }, notified).then(reviewRequested({ request: 'q-2', run: 2 }));
  });

  test('about what the unit is scored by', () => {
    given(calculated).when(requestReview, { ...asking, node: 'satisfaction' }, notified).thenRefused('assessment.node-not-on-sheet', { node: 'satisfaction' }, 'body.node');
    given(calculated).when(requestReview, { ...asking, unit: 'health' }, notified).thenRefused('assessment.unit-not-in-round', { unit: 'health' });
  });

  test('after the results were told and before they are confirmed', () => {
    for (const step of ['self-assessment', 'site-checks', 'frozen', 'calculated', 'confirmed', 'published', 'closed', 'cancelled'] as const) {
      given(calculated).when(requestReview, asking, at(step)).thenRefused('assessment.wrong-step');
    }
    given().when(requestReview, asking, { now }).thenRefused('assessment.unknown-round');
  });

  test('needs the calendar of the year', () => {
    given(calculated).when(requestReview, asking, { now, toldFrom: notified.toldFrom }).thenRefused('calendar.year-not-published', { year: 2025 });
  });

  test('nobody asks for another unit', () => {
    for (const who of [people.otherReporter, people.bureau, people.leader, people.inspector]) given(calculated).as(who).when(requestReview, asking, notified).thenForbidden();
  });
});

describe('withdrawing a request', () => {
  const withdrawing = { round, unit, request: 'q-1', reason: '无异议' };

  test('by the unit, as long as it is open, stayed or not, at any step it can be open at', () => {
    for (const step of ['notified', 'confirmed', 'published'] as const) given(...asked).as(people.reporter).when(withdrawReview, withdrawing, at2(step)).then(reviewWithdrawn());
    given(...asked, resultStayed()).when(withdrawReview, withdrawing, at2('published')).then(reviewWithdrawn());
  });

  test('with a reason', () => {
    given(...asked).when(withdrawReview, { round, unit, request: 'q-1' }, { ...at2('notified'), reason: '无异议' }).then(reviewWithdrawn());
    given(...asked).when(withdrawReview, { round, unit, request: 'q-1' }, at2('notified')).thenRefused('assessment.reason-required');
  });

  test.each([
    ['there is none', [calculated], 'assessment.unknown-review'], ['it was withdrawn', [...asked, reviewWithdrawn()], 'assessment.review-settled'], ['it was decided', [...asked, reviewDecided()], 'assessment.review-settled'],
  ] as const)('refused: %s', (_, past, code) => {
    given(...past).when(withdrawReview, withdrawing, at2('notified')).thenRefused(code);
  });

  test('not by others, nor when the round is over', () => {
    for (const who of [people.otherReporter, people.bureau, people.leader]) given(...asked).as(who).when(withdrawReview, withdrawing, at2('notified')).thenForbidden();
    for (const step of ['calculated', 'closed', 'cancelled'] as const) given(...asked).when(withdrawReview, withdrawing, at2(step)).thenRefused('assessment.wrong-step');
  });
});

describe('staying the effect of a result', () => {
  const staying = { round, unit, request: 'q-1', reason: '影响等次' };

  test('by the bureau or the leadership, with a reason, while the request is open', () => {
    for (const who of [people.bureau, people.leader]) given(...asked).as(who).when(stayResult, staying, at2('notified')).then(resultStayed());
    given(...asked).when(stayResult, { round, unit, request: 'q-1' }, at2('notified')).thenRefused('assessment.reason-required');
    given(...asked, reviewDecided()).when(stayResult, staying, at2('notified')).thenRefused('assessment.review-settled', { request: 'q-1', status: '维持', statusEn: 'upheld' });
    given(calculated).when(stayResult, staying, at2('notified')).thenRefused('assessment.unknown-review');
  });

  test('once', () => {
    given(...asked, resultStayed()).when(stayResult, staying, at2('notified')).thenNothing();
  });

  test('never by somebody of the unit', () => {
    given(...asked).as(people.insider).when(stayResult, staying, at2('notified')).thenRefused('assessment.own-unit', { unit });
    for (const who of [people.reporter, people.inspector]) given(...asked).as(who).when(stayResult, staying, at2('notified')).thenForbidden();
  });

  test('before the committee confirms', () => {
    for (const step of ['calculated', 'confirmed', 'published', 'closed'] as const) given(...asked).when(stayResult, staying, at2(step)).thenRefused('assessment.wrong-step');
  });
});

function at2(step: Parameters<typeof roundAt>[0]) {
  return { now, toldFrom: { round: roundAt(step) } };
}
