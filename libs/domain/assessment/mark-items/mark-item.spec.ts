import { describe, test } from '@jest/globals';
import { given } from '#engine/testing';
import { itemMarked, people, round, roundAt, schemeId, schemePublished } from '../assessment-examples.js';
import { markItem, type MarkItem } from './mark-item.js';

const marking: MarkItem = { round, unit: 'xuanwu', scheme: schemeId, node: 'service', mark: '85' };
const told = (past = roundAt('site-checks')) => ({ toldFrom: { round: past, scheme: [schemePublished()] } });

describe('marking an item', () => {
  test.each(['site-checks', 'frozen', 'calculated'] as const)('a rater marks what raters judge, at the step %s', (step) => {
    given().as(people.inspector).when(markItem, marking, told(roundAt(step))).then(itemMarked());
  });

  test.each([people.verifier, people.leader, people.bureau])('$id may be a rater', (rater) => {
    given().as(rater).when(markItem, { ...marking, mark: '100', remark: '好' }, told()).then(itemMarked({ rater: rater.id, mark: '100', remark: '好' }));
  });

  test('each rater has one mark, which a later one replaces; the same again changes nothing', () => {
    given(itemMarked()).as(people.inspector).when(markItem, marking, told()).thenNothing();
    given(itemMarked()).as(people.inspector).when(markItem, { ...marking, mark: '90' }, told()).then(itemMarked({ mark: '90' }));
    given(itemMarked()).as(people.inspector).when(markItem, { ...marking, remark: '补充' }, told()).then(itemMarked({ remark: '补充' }));
    given(itemMarked()).as(people.otherInspector).when(markItem, marking, told()).then(itemMarked({ rater: 'inspector-he' }));
  });

  test('the full mark is the scheme\'s, for each unit that of its group', () => {
    given().as(people.inspector).when(markItem, { ...marking, unit: 'science-tech', node: 'satisfaction', mark: '0' }, told()).then(itemMarked({ unit: 'science-tech', node: 'satisfaction', mark: '0' }));
  });

  test.each([
    ['of a branch', { node: 'innovation' }, 'assessment.not-a-leaf'],
    ['of a leaf of another group', { node: 'satisfaction' }, 'assessment.not-a-leaf'],
    ['of a figure', { node: 'incubators' }, 'assessment.not-marked-by-raters'],
    ['above the full mark', { mark: '100.5' }, 'assessment.mark-out-of-range'],
    ['below nothing', { mark: '-1' }, 'assessment.mark-out-of-range'],
    ['that is no number', { mark: '优' }, 'assessment.mark-out-of-range'],
    ['of a unit that is not assessed', { unit: 'jianye' }, 'assessment.unit-not-in-round'],
  ])('a mark %s is refused', (_, changes, code) => {
    given().as(people.inspector).when(markItem, { ...marking, ...changes }, told()).thenRefused(code);
  });

  test('not before self-assessment is closed, not once results are notified, and never of the own unit', () => {
    for (const step of ['self-assessment', 'notified', 'confirmed', 'published', 'closed', 'cancelled'] as const) given().as(people.inspector).when(markItem, marking, told(roundAt(step))).thenRefused('assessment.wrong-step');
    given().as(people.inspector).when(markItem, marking, told([])).thenRefused('assessment.unknown-round');
    given().as(people.insider).when(markItem, marking, told()).thenRefused('assessment.own-unit');
    given().as(people.bureau).when(markItem, { ...marking, unit: 'market-regulation', node: 'satisfaction' }, told()).thenRefused('assessment.own-unit');
    given().as(people.reporter).when(markItem, marking, told()).thenForbidden();
  });
});
