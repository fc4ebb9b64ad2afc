import { describe, expect, test } from '@jest/globals';
import { given, recordedLog } from '#engine/testing';
import {
  bonusClaimed, bonusDecided, days, evidence, people, round, roundAt, roundOpened, schemeId, schemeOf, schemePublished, selfAssessed, selfAssessmentClosed, selfAssessmentReturned, units,
} from '../assessment-examples.js';
import type { ResultEvent } from '../result.events.js';
import { result, type ResultState } from '../result.state.js';
import { closeSelfAssessment } from './close-self-assessment.js';
import { acceptedBonuses, countingClaims, hasSelfAssessed } from './counting-claims.js';
import { returnSelfAssessment } from './return-self-assessment.js';
import { formOf, pageOf } from './self-assessment-page.js';
import { submitSelfAssessment, type SubmitSelfAssessment } from './submit-self-assessment.js';

const { late: _late, ...said } = selfAssessed().data;
const submission: SubmitSelfAssessment = { ...said, scheme: schemeId };
const told = (past = roundAt('self-assessment'), now: string = days.selfAssessment) => ({ now, toldFrom: { round: past, scheme: [schemePublished()] } });
const logOf = (...events: readonly ResultEvent[]) => recordedLog(events, 'result-quality-2024.xuanwu') as never as Parameters<typeof pageOf>[0];
const stateOf = (...events: readonly ResultEvent[]): ResultState => logOf(...events).reduce((state, event) => result.evolve(state, event), result.initial);
const itemOf = (node: string, claim: object) => [{ node, claim, evidence }];

describe('submitting a self-assessment', () => {
  test('a unit claims leaves of its tree and bonuses, each with evidence', () => {
    given().as(people.reporter).when(submitSelfAssessment, submission, told()).then(selfAssessed());
  });

  test('again replaces it, until self-assessment is closed', () => {
    given(selfAssessed()).as(people.reporter).when(submitSelfAssessment, { ...submission, selfScore: '90' }, told()).then(selfAssessed({ selfScore: '90' }));
    given(selfAssessed()).when(submitSelfAssessment, submission, told(roundAt('site-checks'))).thenRefused('assessment.wrong-step');
  });

  test('after its day it is late, unless it was given back with a later one', () => {
    given().when(submitSelfAssessment, submission, told(undefined, '2025-03-10T15:59:59.000Z')).then(selfAssessed());
    given().when(submitSelfAssessment, submission, told(undefined, '2025-03-10T16:00:00.000Z')).then(selfAssessed({ late: true }));
    const back = [selfAssessed(), selfAssessmentReturned({ resubmitBy: '2025-03-12' })];
    given(...back).when(submitSelfAssessment, submission, told(undefined, days.afterSelfAssessment)).then(selfAssessed());
    given(...back).when(submitSelfAssessment, submission, told(undefined, '2025-03-13T01:00:00.000Z')).then(selfAssessed({ late: true }));
    given(selfAssessed(), selfAssessmentReturned({ resubmitBy: '2025-03-04' })).when(submitSelfAssessment, submission, told(undefined, '2025-03-10T01:00:00.000Z')).then(selfAssessed());
  });

  test('each kind of leaf is claimed as its method takes it', () => {
    const items = [
      ...itemOf('patents', { value: '31.2' }), ...itemOf('mechanism', { value: '80' }), ...itemOf('complaints', { counts: { upheld: '2', repeated: '0' } }), ...itemOf('service', {}),
    ];
    given().when(submitSelfAssessment, { ...submission, items }, told()).then(selfAssessed({ items }));
  });

  test('a claim without evidence is taken and counts nothing', () => {
    const items = [{ node: 'incubators', claim: { value: '18' }, evidence: [] }];
    given().when(submitSelfAssessment, { ...submission, items, bonuses: [] }, told()).then(selfAssessed({ items, bonuses: [] }));
  });

  test.each([
    ['a leaf twice', { items: [...itemOf('incubators', { value: '1' }), ...itemOf('incubators', { value: '2' })] }, 'assessment.named-twice'],
    ['a branch', { items: itemOf('innovation', { value: '1' }) }, 'assessment.not-a-leaf'],
    ['a leaf of another group', { items: itemOf('support', { value: '1' }) }, 'assessment.not-a-leaf'],
    ['a level for a figure', { items: itemOf('incubators', { level: 'in-plan' }) }, 'assessment.claim-of-wrong-kind'],
    ['nothing for a figure', { items: itemOf('incubators', {}) }, 'assessment.claim-of-wrong-kind'],
    ['a figure and a level', { items: itemOf('mechanism', { value: '50', level: 'in-plan' }) }, 'assessment.claim-of-wrong-kind'],
    ['a figure for items counted', { items: itemOf('complaints', { value: '2' }) }, 'assessment.claim-of-wrong-kind'],
    ['items for a level', { items: itemOf('mechanism', { counts: { upheld: '1' } }) }, 'assessment.claim-of-wrong-kind'],
    ['a figure for what raters mark', { items: itemOf('service', { value: '90' }) }, 'assessment.claim-of-wrong-kind'],
    ['what is no figure', { items: itemOf('incubators', { value: '1e9' }) }, 'assessment.not-a-figure'],
    ['a negative count', { items: itemOf('complaints', { counts: { upheld: '-1' } }) }, 'assessment.not-a-figure'],
    ['an unknown level', { items: itemOf('mechanism', { level: 'superb' }) }, 'assessment.unknown-level'],
    ['an unknown item', { items: itemOf('complaints', { counts: { noise: '1' } }) }, 'assessment.unknown-item'],
    ['a bonus twice', { bonuses: [bonusClaimed(), bonusClaimed()] }, 'assessment.named-twice'],
    ['a bonus under no rule', { bonuses: [bonusClaimed({ rule: 'luck' })] }, 'assessment.unknown-bonus-rule'],
    ['a bonus at no level', { bonuses: [bonusClaimed({ level: 'toString' })] }, 'assessment.bonus-level-not-listed'],
    ['a bonus by another document', { bonuses: [bonusClaimed({ documentType: 'newspaper' })] }, 'assessment.bonus-document-not-listed'],
    ['a bonus without its number', { bonuses: [bonusClaimed({ document: ' ' })] }, 'assessment.bonus-needs-document'],
    ['more than full points', { selfScore: '100.01' }, 'assessment.self-score-out-of-range'],
    ['less than nothing', { selfScore: '-1' }, 'assessment.self-score-out-of-range'],
    ['no number of points', { selfScore: '九十' }, 'assessment.self-score-out-of-range'],
  ] as const)('%s is refused', (_, changes, code) => {
    given().when(submitSelfAssessment, { ...submission, ...(changes as Partial<SubmitSelfAssessment>) }, told()).thenRefused(code);
  });

  test('a group without rules for bonuses takes none', () => {
    given().when(submitSelfAssessment, { ...submission, unit: 'science-tech', items: [] }, told()).thenRefused('assessment.unknown-bonus-rule');
  });

  test('a unit answers for itself alone, in a round that assesses it', () => {
    given().as(people.otherReporter).when(submitSelfAssessment, submission, told()).thenForbidden();
    given().as(people.bureau).when(submitSelfAssessment, submission, told()).thenForbidden();
    given().when(submitSelfAssessment, { ...submission, unit: 'jianye' }, told()).thenRefused('assessment.unit-not-in-round');
    given().when(submitSelfAssessment, submission, told([])).thenRefused('assessment.unknown-round');
  });

  test('a scheme that is not the one of the round is a fault', () => {
    expect(() => given().when(submitSelfAssessment, submission, { toldFrom: { round: roundAt('self-assessment'), scheme: [] } })).toThrow('has no group for xuanwu');
  });
});

describe('giving a self-assessment back', () => {
  const at = (past = roundAt('self-assessment')) => ({ toldFrom: { round: past } });
  const giving = { round, unit: 'xuanwu', reason: '佐证不全' };

  test('with a reason, and a day where more time is needed', () => {
    given(selfAssessed()).as(people.bureau).when(returnSelfAssessment, giving, at()).then(selfAssessmentReturned());
    given(selfAssessed()).when(returnSelfAssessment, { ...giving, resubmitBy: '2025-03-03' }, at()).then(selfAssessmentReturned({ resubmitBy: '2025-03-03' }));
  });

  test.each([
    ['where none was submitted', [], giving, roundAt('self-assessment'), 'assessment.nothing-to-return'],
    ['that was given back already', [selfAssessed(), selfAssessmentReturned()], giving, roundAt('self-assessment'), 'assessment.nothing-to-return'],
    ['without a reason', [selfAssessed()], { round, unit: 'xuanwu' }, roundAt('self-assessment'), 'assessment.reason-required'],
    ['until yesterday', [selfAssessed()], { ...giving, resubmitBy: '2025-03-02' }, roundAt('self-assessment'), 'assessment.resubmit-in-the-past'],
    ['after it is closed', [selfAssessed()], giving, roundAt('site-checks'), 'assessment.wrong-step'],
    ['of a unit that is not assessed', [selfAssessed()], { ...giving, unit: 'jianye' }, roundAt('self-assessment'), 'assessment.unit-not-in-round'],
  ] as const)('one %s is refused', (_, facts, command, past, code) => {
    given(...facts).when(returnSelfAssessment, command, at(past)).thenRefused(code);
  });

  test('not by somebody of the unit, nor by others than the bureau', () => {
    given(selfAssessed()).as(people.insider).when(returnSelfAssessment, giving, at()).thenRefused('assessment.own-unit');
    given(selfAssessed()).as(people.reporter).when(returnSelfAssessment, giving, at()).thenForbidden();
  });
});

describe('closing self-assessment', () => {
  const all = Object.fromEntries(units.map((unit) => [`unit:${unit}`, [selfAssessed({ unit })]]));
  const closing = { round, units };

  test('after its day it names the units without one, also those that did not answer a return', () => {
    const options = { now: days.afterSelfAssessment, toldFrom: { ...all, 'unit:gulou': [], 'unit:qinhuai': [selfAssessed(), selfAssessmentReturned()] } };
    given(roundOpened()).as(people.bureau).when(closeSelfAssessment, closing, options).then(selfAssessmentClosed(['qinhuai', 'gulou']));
  });

  test('before its day only when every unit submitted one, or with a reason that is recorded', () => {
    given(roundOpened()).when(closeSelfAssessment, closing, { toldFrom: all }).then(selfAssessmentClosed());
    const options = { toldFrom: { ...all, 'unit:gulou': [] } };
    given(roundOpened()).when(closeSelfAssessment, closing, options).thenRefused('assessment.self-assessment-open', { day: '2025-03-10', missing: 1 });
    given(roundOpened()).when(closeSelfAssessment, { ...closing, reason: '时间紧' }, options).then({ type: 'assessment.SelfAssessmentClosed', data: { round, missing: ['gulou'], reason: '时间紧' } });
    given(roundOpened()).when(closeSelfAssessment, { ...closing, reason: '到期' }, { ...options, now: days.afterSelfAssessment }).then(selfAssessmentClosed(['gulou']));
  });

  test('not before a day that a unit was given', () => {
    const options = { now: days.afterSelfAssessment, toldFrom: { ...all, 'unit:gulou': [selfAssessed(), selfAssessmentReturned({ resubmitBy: '2025-03-11' })] } };
    given(roundOpened()).when(closeSelfAssessment, closing, options).thenRefused('assessment.self-assessment-open', { day: '2025-03-11', missing: 1 });
    given(roundOpened()).when(closeSelfAssessment, closing, { ...options, now: '2025-03-12T01:00:00.000Z' }).then(selfAssessmentClosed(['gulou']));
  });

  test('once, of a round that is there, told of its units, by the bureau', () => {
    given(...roundAt('site-checks')).when(closeSelfAssessment, closing, { toldFrom: all }).thenRefused('assessment.wrong-step');
    given().when(closeSelfAssessment, closing, { toldFrom: all }).thenRefused('assessment.unknown-round');
    given(roundOpened()).when(closeSelfAssessment, { round, units: ['xuanwu'] }, { toldFrom: { 'unit:xuanwu': [selfAssessed()] } }).thenRefused('assessment.units-moved-on');
    given(roundOpened()).as(people.leader).when(closeSelfAssessment, closing, { toldFrom: all }).thenForbidden();
  });
});

describe('what counts of a self-assessment', () => {
  const items = [...itemOf('incubators', { value: '18' }), { node: 'patents', claim: { value: '30' }, evidence: [] }, ...itemOf('service', {})];

  test('claims with evidence that claim something', () => {
    const state = stateOf(selfAssessed({ items }));
    expect(countingClaims(state)).toEqual([{ ...items[0], position: 1, eventId: state.selfAssessment!.eventId }]);
    expect([countingClaims(result.initial), hasSelfAssessed(result.initial), hasSelfAssessed(state)]).toEqual([[], false, true]);
  });

  test('nothing of one that was given back, until it is submitted anew', () => {
    expect(countingClaims(stateOf(selfAssessed({ items }), selfAssessmentReturned()))).toEqual([]);
    expect(acceptedBonuses(stateOf(selfAssessed(), bonusDecided(), selfAssessmentReturned()))).toEqual([]);
    expect(countingClaims(stateOf(selfAssessed({ items }), selfAssessmentReturned(), selfAssessed({ items })))).toHaveLength(1);
  });

  test('bonuses that were accepted, by their acceptance', () => {
    const state = stateOf(selfAssessed({ bonuses: [bonusClaimed(), bonusClaimed({ claim: 'b-2' }), bonusClaimed({ claim: 'b-3' })] }), bonusDecided(), bonusDecided({ claim: 'b-2', accepted: false }));
    expect(acceptedBonuses(state)).toEqual([{ ...bonusClaimed(), position: 2, eventId: state.bonusDecisions['b-1']!.eventId }]);
    expect(acceptedBonuses(result.initial)).toEqual([]);
  });

  test('the page says so item by item', () => {
    const page = pageOf(logOf(selfAssessed({ items }), bonusDecided({ accepted: false })))!;
    expect([page.items.map(({ counts }) => counts), page.bonuses.map(({ counts, accepted }) => [counts, accepted]), page.returned]).toEqual([[true, false, false], [[true, false]], null]);
    const back = pageOf(logOf(selfAssessed({ items }), selfAssessmentReturned()))!;
    expect([back.items.some(({ counts }) => counts), back.returned]).toEqual([false, { reason: '佐证不全' }]);
    expect(pageOf([])).toBeUndefined();
  });

  test('the form tells what can be claimed, and how', () => {
    const form = formOf(schemeOf().groups[0]!);
    expect(form.leaves.map(({ node, takes }) => [node, takes])).toEqual([['incubators', 'figure'], ['patents', 'figure'], ['mechanism', 'level'], ['complaints', 'counts'], ['service', 'marks']]);
    expect([form.leaves[2]!.levels, form.leaves[3]!.items, form.bonusRules.map(({ rule }) => rule)]).toEqual([['in-plan', 'in-policy', 'none'], ['upheld', 'repeated'], ['award']]);
    expect(formOf(schemeOf().groups[1]!).bonusRules).toEqual([]);
  });
});
