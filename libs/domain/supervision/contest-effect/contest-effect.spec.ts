import { describe, test } from '@jest/globals';
import { given, person } from '#engine/testing';
import {
  acknowledged, closedFinding, contestedEffect, draftedFinding, escalatedFinding, finding, issuedFinding, liftedEffect, now, number, people, plannedRectification, recordedSteps, reopenedFinding,
  reportedFinding, returnedRectification, suspendedFinding, upheldEffect, withdrawnFinding, type Step,
} from '../finding-examples.js';
import { contestEffect } from './contest-effect.js';
import { liftEffect } from './lift-effect.js';
import { upholdEffect } from './uphold-effect.js';

const late: readonly Step[] = [[issuedFinding(), people.inspector.id], acknowledged(), plannedRectification(), escalatedFinding()];
const told = (steps: readonly Step[]) => ({ now, toldFrom: { effects: recordedSteps(...steps) } });
const toldJudges = (steps: readonly Step[]) => ({ now, toldFrom: { judges: recordedSteps(...steps) } });
const contest = { finding, unit: 'xuanwu', effects: ['overdue'], reason: '延期申请已获口头同意', evidence: [] } as const;
const lift = { finding, reason: '情况属实', authority: '宁质发〔2025〕9号' };
const waiting: readonly Step[] = [...late, [contestedEffect(), people.reporter.id]];

describe('asking for a review of the effect on the score', () => {
  test('the lead unit names effects that the finding has, in whatever order', () => {
    given(...recordedSteps(...late)).as(people.reporter).when(contestEffect, contest, told(late)).then(contestedEffect());
    given(...recordedSteps(...late)).when(contestEffect, { ...contest, effects: ['overdue', 'finding', 'overdue'] }, told(late)).then(contestedEffect({ effects: ['finding', 'overdue'] }));
  });

  test('also when it is closed or suspended', () => {
    for (const past of [[...late, reportedFinding(), closedFinding()], [...late, suspendedFinding()]]) given(...recordedSteps(...past)).when(contestEffect, contest, told(past)).then(contestedEffect());
  });

  test('again after a review, as far as there is an effect left', () => {
    const upheld = [...waiting, upheldEffect()];
    given(...recordedSteps(...upheld)).when(contestEffect, contest, told(upheld)).then(contestedEffect());
    const gone = [...waiting, liftedEffect()];
    given(...recordedSteps(...gone)).when(contestEffect, contest, told(gone)).thenRefused('supervision.no-such-effect', { number, effects: 'overdue', effectsEn: 'overdue' }, 'body.effects');
    given(...recordedSteps(...gone)).when(contestEffect, { ...contest, effects: ['unclosed'] }, told(gone)).then(contestedEffect({ effects: ['unclosed'] }));
  });

  test.each([
    ['a review is under way', waiting, contest, 'supervision.contest-pending'],
    ['it has no such effect', late, { ...contest, effects: ['overdue', 'returned', 'relapsed'] }, 'supervision.no-such-effect'],
    ['no effect is named', late, { ...contest, effects: [] }, 'supervision.no-such-effect'],
    ['no reason is given', late, { finding, unit: 'xuanwu', effects: ['overdue'], evidence: [] }, 'supervision.reason-required'],
    ['it was withdrawn', [...late, withdrawnFinding()], contest, 'supervision.finding-withdrawn'],
    ['it is a draft', [draftedFinding()], contest, 'supervision.not-issued'],
    ['it is unknown', [], contest, 'supervision.unknown-finding'],
  ] as const)('refused: %s', (_, past, command, code) => {
    given(...recordedSteps(...past)).when(contestEffect, command, told(past)).thenRefused(code);
  });

  test('nobody asks for another unit', () => {
    for (const other of [people.supporter, people.inspector, people.bureau]) given(...recordedSteps(...late)).as(other).when(contestEffect, contest, told(late)).thenForbidden();
    given(...recordedSteps(...late)).as(people.reporter).when(contestEffect, { ...contest, unit: 'finance' }, told(late)).thenRefused('supervision.not-the-unit', { number, unit: 'xuanwu' });
  });
});

describe('deciding the review', () => {
  test('the bureau or the leadership lifts what was contested, on a document', () => {
    given(...recordedSteps(...waiting)).as(people.bureau).when(liftEffect, lift, toldJudges(waiting)).then(liftedEffect());
    given(...recordedSteps(...waiting)).as(people.leader).when(liftEffect, { finding }, { ...toldJudges(waiting), reason: lift.reason, authority: lift.authority }).then(liftedEffect());
  });

  test('part of it: the rest is upheld in the same act', () => {
    const both: readonly Step[] = [...late, contestedEffect({ effects: ['finding', 'overdue'] })];
    given(...recordedSteps(...both)).as(people.bureau).when(liftEffect, { ...lift, effects: ['overdue'] }, toldJudges(both)).then(liftedEffect(), upheldEffect({ effects: ['finding'], reason: lift.reason }));
    given(...recordedSteps(...both)).as(people.bureau).when(liftEffect, lift, toldJudges(both)).then(liftedEffect({ effects: ['finding', 'overdue'] }));
  });

  test('or leaves it as it is', () => {
    given(...recordedSteps(...waiting)).as(people.leader).when(upholdEffect, { finding, reason: '无书面依据' }, toldJudges(waiting)).then(upheldEffect());
    given(...recordedSteps(...waiting)).when(upholdEffect, { finding }, { ...toldJudges(waiting), reason: '无书面依据' }).then(upheldEffect());
    given(...recordedSteps(...waiting)).when(upholdEffect, { finding }, toldJudges(waiting)).thenRefused('supervision.reason-required');
  });

  test.each([
    ['nothing was contested', late, lift, 'supervision.nothing-contested'],
    ['the review is over', [...waiting, upheldEffect()], lift, 'supervision.nothing-contested'],
    ['another effect was contested', waiting, { ...lift, effects: ['finding'] }, 'supervision.not-contested'],
    ['no document is named', waiting, { finding, reason: '情况属实' }, 'supervision.authority-required'],
    ['no reason is given', waiting, { finding, authority: '宁质发〔2025〕9号' }, 'supervision.reason-required'],
    ['it was withdrawn', [...waiting, withdrawnFinding()], lift, 'supervision.finding-withdrawn'],
    ['it is unknown', [], lift, 'supervision.unknown-finding'],
  ] as const)('lifting is refused: %s', (_, past, command, code) => {
    given(...recordedSteps(...past)).when(liftEffect, command, toldJudges(past)).thenRefused(code);
  });

  const judged: readonly (readonly [string, readonly Step[]])[] = [
    ['issued it', [[issuedFinding(), people.bureau.id], acknowledged(), escalatedFinding(), contestedEffect()]],
    ['returned a report', [issuedFinding(), acknowledged(), reportedFinding(), [returnedRectification(), people.bureau.id], escalatedFinding(), contestedEffect()]],
    ['closed it', [issuedFinding(), acknowledged(), reportedFinding(), escalatedFinding(), [closedFinding(), people.bureau.id], contestedEffect()]],
    ['reopened it', [issuedFinding(), acknowledged(), reportedFinding(), closedFinding(), [reopenedFinding(), people.bureau.id], escalatedFinding(), contestedEffect()]],
    ['asked for the review', [...late, [contestedEffect(), people.bureau.id]]],
  ];
  test.each(judged)('not by somebody who %s', (_, past) => {
    given(...recordedSteps(...past)).as(people.bureau).when(liftEffect, lift, toldJudges(past)).thenRefused('supervision.judged-before', { number });
    given(...recordedSteps(...past)).as(people.bureau).when(upholdEffect, lift, toldJudges(past)).thenRefused('supervision.judged-before');
    given(...recordedSteps(...past)).as(people.leader).when(upholdEffect, { finding, reason: '无书面依据' }, toldJudges(past)).then(upheldEffect());
  });

  test('nor by somebody of a unit concerned, nor by inspectors', () => {
    const own = person('leader-own', { unit: 'xuanwu', roles: { leadership: 'all' } });
    given(...recordedSteps(...waiting)).as(own).when(liftEffect, lift, toldJudges(waiting)).thenRefused('supervision.own-unit');
    given(...recordedSteps(...waiting)).as(own).when(upholdEffect, lift, toldJudges(waiting)).thenRefused('supervision.own-unit');
    given(...recordedSteps(...waiting)).as(people.otherInspector).when(liftEffect, lift, toldJudges(waiting)).thenForbidden();
    given(...recordedSteps(...late)).as(people.leader).when(upholdEffect, lift, toldJudges(late)).thenRefused('supervision.nothing-contested');
  });
});
