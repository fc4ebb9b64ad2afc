import { describe, test } from '@jest/globals';
import { given } from '#engine/testing';
import { bonusClaimed, bonusDecided, people, round, roundAt, selfAssessed, selfAssessmentReturned } from '../assessment-examples.js';
import { decideBonus } from './decide-bonus.js';

const deciding = { round, unit: 'xuanwu', claim: 'b-1', accepted: true, reason: '文件属实' };
const told = (past = roundAt('site-checks')) => ({ toldFrom: { round: past } });
const unproven = selfAssessed({ bonuses: [bonusClaimed({ evidence: [] })] });

describe('deciding a bonus claim', () => {
  test.each(['site-checks', 'frozen', 'calculated'] as const)('it is accepted or rejected with a reason, at the step %s', (step) => {
    given(selfAssessed()).as(people.bureau).when(decideBonus, deciding, told(roundAt(step))).then(bonusDecided());
    given(selfAssessed()).as(people.leader).when(decideBonus, { ...deciding, accepted: false }, told(roundAt(step))).then(bonusDecided({ accepted: false }));
  });

  test('the decision may change; the same again changes nothing', () => {
    given(selfAssessed(), bonusDecided()).when(decideBonus, { ...deciding, accepted: false, reason: '重复申报' }, told()).then(bonusDecided({ accepted: false, reason: '重复申报' }));
    given(selfAssessed(), bonusDecided()).when(decideBonus, deciding, told()).thenNothing();
  });

  test('without evidence it can be rejected only', () => {
    given(unproven).when(decideBonus, deciding, told()).thenRefused('assessment.bonus-without-evidence');
    given(unproven).when(decideBonus, { ...deciding, accepted: false, reason: '无佐证' }, told()).then(bonusDecided({ accepted: false, reason: '无佐证' }));
  });

  test.each([
    ['that nobody made', [selfAssessed()], { claim: 'b-9' }, 'assessment.unknown-bonus-claim'],
    ['of a unit that claimed nothing', [], {}, 'assessment.unknown-bonus-claim'],
    ['that was given back', [selfAssessed(), selfAssessmentReturned()], {}, 'assessment.unknown-bonus-claim'],
    ['without a reason', [selfAssessed()], { reason: ' ' }, 'assessment.reason-required'],
    ['of a unit that is not assessed', [selfAssessed()], { unit: 'jianye' }, 'assessment.unit-not-in-round'],
  ] as const)('a claim %s is not decided', (_, past, changes, code) => {
    given(...past).when(decideBonus, { ...deciding, ...changes }, told()).thenRefused(code);
  });

  test('after self-assessment, before notification, and never by somebody of the unit', () => {
    for (const step of ['self-assessment', 'notified', 'confirmed', 'published', 'closed', 'cancelled'] as const) given(selfAssessed()).when(decideBonus, deciding, told(roundAt(step))).thenRefused('assessment.wrong-step');
    given(selfAssessed()).when(decideBonus, deciding, told([])).thenRefused('assessment.unknown-round');
    given(selfAssessed()).as(people.insider).when(decideBonus, deciding, told()).thenRefused('assessment.own-unit');
    given(selfAssessed()).as(people.inspector).when(decideBonus, deciding, told()).thenForbidden();
    given(selfAssessed()).as(people.reporter).when(decideBonus, deciding, told()).thenForbidden();
  });
});
