import { describe, expect, test } from '@jest/globals';
import { given, person } from '#engine/testing';
import { groupOf } from '../review-examples.js';
import {
  bonusDecided, deductionEntered, evidence, itemMarked, people, recordedBy, resultCalculated, resultStayed, reviewDecided, reviewRequested, reviewWithdrawn, round, roundAt, scoreAdjusted, siteChecked,
} from '../assessment-examples.js';
import { result, type ResultState } from '../result.state.js';
import { decideReview, type DecideReview } from './decide-review.js';
import { mayRecheck, recheckOutstanding } from './re-check.js';

const now = '2025-05-16T02:00:00.000Z';
const unit = 'xuanwu';
const key = { round, unit, request: 'q-1', reason: '核减无误' };
const at = (step: Parameters<typeof roundAt>[0], moment = now) => ({ now: moment, toldFrom: { round: roundAt(step) } });
const asked = [resultCalculated(), recordedBy('reporter-wang', reviewRequested(), { position: 2, revision: 1 })];
const upholding: DecideReview = { ...key, outcome: 'upheld' };
const effect = { scoreFrom: '86.13', scoreTo: '88.13', gradeFrom: 'B', gradeTo: 'B', rankFrom: 2, rankTo: 1 };
const room = { code: 'incubators', obtained: '32', possible: '40', within: ['incubators'] };
const shown = { effect, basisAt: 40, rooms: [room] };
const correcting = { ...key, reason: '补充佐证属实', outcome: 'corrected' as const, delta: '2', evidence, previewedAt: 50, shown };
const corrected = [
  reviewDecided({ outcome: 'corrected', reason: '补充佐证属实', effect }),
  { type: 'assessment.ScoreAdjusted' as const, data: { round, unit, adjustment: 'review-q-1', node: 'incubators', delta: '2', reason: '补充佐证属实', evidence, request: 'q-1' } },
] as const;

describe('upholding a result', () => {
  test('leaves score, grade and rank as they are', () => {
    for (const step of ['notified', 'confirmed', 'published'] as const) given(...asked).as(people.leader).when(decideReview, upholding, at(step)).then(reviewDecided());
  });

  test('late is what comes after the day', () => {
    given(...asked).when(decideReview, upholding, at('notified', '2025-05-20T15:59:59.999Z')).then(reviewDecided());
    given(...asked).when(decideReview, upholding, at('notified', '2025-05-20T16:00:00.000Z')).then(reviewDecided({ late: true }));
  });

  test('needs a reason', () => {
    const { reason, ...unsaid } = upholding;
    given(...asked).when(decideReview, unsaid, { ...at('notified'), reason: reason! }).then(reviewDecided());
    given(...asked).when(decideReview, unsaid, at('notified')).thenRefused('assessment.reason-required');
  });

  test.each([
    ['there is none', [resultCalculated()], 'assessment.unknown-review'],
    ['it was decided', [...asked, reviewDecided()], 'assessment.review-settled'],
    ['it was withdrawn', [...asked, reviewWithdrawn()], 'assessment.review-settled'],
  ] as const)('refused: %s', (_, past, code) => {
    given(...past).when(decideReview, upholding, at('notified')).thenRefused(code);
  });

  test('refused where the round is not there, before notification and after closing', () => {
    given(...asked).when(decideReview, upholding, { now }).thenRefused('assessment.unknown-round');
    for (const step of ['calculated', 'closed', 'cancelled'] as const) given(...asked).when(decideReview, upholding, at(step)).thenRefused('assessment.wrong-step');
  });
});

describe('who decides', () => {
  const decider = person('leader-zheng', { unit: 'government-office', roles: { leadership: 'all' } });

  test.each([
    ['checked on site', siteChecked({ team: ['leader-zheng', 'inspector-he'] }), 'inspector-he'], ['recorded the check', siteChecked(), 'leader-zheng'], ['marked', itemMarked({ rater: 'leader-zheng' }), 'leader-zheng'],
    ['decided on a bonus', bonusDecided(), 'leader-zheng'], ['entered a deduction', deductionEntered(), 'leader-zheng'], ['adjusted the score', scoreAdjusted(), 'leader-zheng'],
  ])('not who %s', (_, fact, actor) => {
    given(...asked, recordedBy(actor, fact, { position: 3, revision: 2 })).as(decider).when(decideReview, upholding, at('notified')).thenRefused('assessment.own-scoring', { unit });
  });

  test('nor somebody of the unit, nor who asked', () => {
    given(...asked).as(people.insider).when(decideReview, upholding, at('notified')).thenRefused('assessment.own-unit', { unit });
    given(...asked).as(person('reporter-wang', { roles: { bureau: 'all' } })).when(decideReview, upholding, at('notified')).thenRefused('assessment.own-review', { request: 'q-1' });
    for (const who of [people.reporter, people.inspector, people.auditor]) given(...asked).as(who).when(decideReview, upholding, at('notified')).thenForbidden();
  });

  test('who decided one request may decide another of the unit', () => {
    const before = [...asked, recordedBy('leader-zheng', reviewDecided(), { position: 3, revision: 2 }), recordedBy('leader-zheng', scoreAdjusted({ request: 'q-1' }), { position: 4, revision: 3 }), recordedBy('reporter-wang', reviewRequested({ request: 'q-2', node: 'patents' }), { position: 5, revision: 4 })];
    given(...before).as(decider).when(decideReview, { ...upholding, request: 'q-2' }, at('notified')).then(reviewDecided({ request: 'q-2' }));
  });
});

describe('correcting a result', () => {
  test('records the effect that was shown, and the points, in one go', () => {
    given(...asked).as(people.leader).when(decideReview, correcting, at('notified')).then(...corrected);
    given(...asked, resultStayed()).when(decideReview, { ...correcting, document: '宁质函〔2025〕9号' }, at('published')).then(corrected[0], { ...corrected[1], data: { ...corrected[1].data, document: '宁质函〔2025〕9号' } });
  });

  test('is refused when something that counts has changed since the preview, for the unit or for others of its group', () => {
    given(...asked).when(decideReview, { ...correcting, previewedAt: 39 }, at('notified')).thenRefused('assessment.preview-moved-on', { at: 40 });
    given(...asked, recordedBy('inspector-zhou', scoreAdjusted(), { position: 51, revision: 2 })).when(decideReview, correcting, at('notified')).thenRefused('assessment.preview-moved-on', { at: 51 });
    const { shown: _shown, ...unseen } = correcting;
    given(...asked).when(decideReview, unseen, at('notified')).thenRefused('assessment.preview-moved-on', { at: 0 });
    given(...asked).when(decideReview, { ...correcting, previewedAt: 40 }, at('notified')).then(...corrected);
  });

  test('points go to the contested node, or to a named one where the whole is contested', () => {
    given(...asked).when(decideReview, { ...correcting, node: 'incubators' }, at('notified')).then(...corrected);
    given(...asked).when(decideReview, { ...correcting, node: 'patents' }, at('notified')).thenRefused('assessment.node-not-contested', { node: 'patents', contested: 'incubators' });
    const whole = [resultCalculated(), recordedBy('reporter-wang', reviewRequested({ node: 'grade' }), { position: 2, revision: 1 })];
    given(...whole).when(decideReview, correcting, at('notified')).thenRefused('assessment.node-required', {}, 'body.node');
    given(...whole).when(decideReview, { ...correcting, node: 'incubators' }, at('notified')).then(...corrected);
  });

  test.each([
    ['8', undefined], ['-32', undefined], ['0.000001', undefined], ['8.01', 'assessment.points-out-of-range'], ['-32.01', 'assessment.points-out-of-range'], ['0', 'assessment.no-points'],
  ])('%s points of 32 out of 40', (delta, code) => {
    const outcome = given(...asked).when(decideReview, { ...correcting, delta }, at('notified'));
    if (code) outcome.thenRefused(code);
    else expect(outcome.events()).toHaveLength(2);
  });

  test('earlier adjustments of the node count', () => {
    const raised = [...asked, recordedBy('bureau-qian', scoreAdjusted({ delta: '7' }), { position: 30, revision: 2 })];
    given(...raised).when(decideReview, correcting, at('notified')).thenRefused('assessment.points-out-of-range', { node: 'incubators', least: '-39', most: '1' }, 'body.delta');
  });

  test('so do those of the nodes around it', () => {
    const raised = [...asked, recordedBy('bureau-qian', scoreAdjusted({ node: 'patents', delta: '5' }), { position: 30, revision: 2 })];
    const above = { code: 'innovation', obtained: '50', possible: '56', within: ['innovation', 'incubators', 'patents'] };
    given(...raised).when(decideReview, { ...correcting, shown: { ...shown, rooms: [room, above] } }, at('notified')).thenRefused('assessment.points-out-of-range', { node: 'innovation', least: '-55', most: '1' });
  });

  test('a node that the sheet does not have has none', () => {
    given(...asked).when(decideReview, { ...correcting, shown: { ...shown, rooms: [] } }, at('notified')).thenRefused('assessment.node-not-on-sheet', { node: 'incubators' });
  });

  test('a node that is not scored has no points', () => {
    given(...asked).when(decideReview, { ...correcting, shown: { ...shown, rooms: [{ ...room, obtained: null }] } }, at('notified')).thenRefused('assessment.node-not-scored', { node: 'incubators' });
  });
});

describe('having a unit checked again', () => {
  const sentBack = reviewDecided({ outcome: 're-check', reason: '现场再核' });
  const stateOf = (...events: Parameters<typeof recordedBy>[1][]): ResultState =>
    events.reduce((state, event, n) => result.evolve(state, recordedBy('inspector-zhou', event, { position: n + 1, revision: n }) as never), result.initial);

  test('is possible before confirmation only', () => {
    given(...asked).when(decideReview, { ...key, reason: '现场再核', outcome: 're-check' }, at('notified')).then(sentBack);
    for (const step of ['confirmed', 'published'] as const) given(...asked).when(decideReview, { ...key, outcome: 're-check' }, at(step)).thenRefused('assessment.wrong-step');
  });

  test('opens the contested leaves to one new check, and asks for it', () => {
    const before = stateOf(siteChecked(), reviewRequested());
    expect([mayRecheck(before, groupOf(), 'incubators'), recheckOutstanding(before, groupOf)]).toEqual([false, false]);
    const decided = stateOf(siteChecked(), reviewRequested(), sentBack);
    expect([mayRecheck(decided, groupOf(), 'incubators'), mayRecheck(decided, groupOf(), 'patents'), recheckOutstanding(decided, groupOf)]).toEqual([true, false, true]);
    const again = stateOf(siteChecked(), reviewRequested(), sentBack, siteChecked({ check: 'c-2' }));
    expect([mayRecheck(again, groupOf(), 'incubators'), recheckOutstanding(again, groupOf)]).toEqual([false, false]);
  });

  test('of a branch or of the whole: any leaf below it', () => {
    const branch = stateOf(reviewRequested({ node: 'innovation' }), sentBack);
    expect(['incubators', 'patents', 'mechanism'].map((leaf) => mayRecheck(branch, groupOf(), leaf))).toEqual([true, true, false]);
    const whole = stateOf(reviewRequested({ node: 'total' }), sentBack);
    expect(mayRecheck(whole, groupOf(), 'mechanism')).toBe(true);
    const other = stateOf(reviewRequested(), sentBack, siteChecked({ items: [{ node: 'mechanism', claimed: {}, verified: { level: 'none' } }] }));
    expect(recheckOutstanding(other, groupOf)).toBe(true);
  });
});
