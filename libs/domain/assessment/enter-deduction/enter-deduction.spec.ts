import { describe, expect, test } from '@jest/globals';
import { given, recordedLog } from '#engine/testing';
import { conductRecorded, deductionEntered, entryRevoked, people, round, roundAt, schemeId, schemePublished, vetoEntered } from '../assessment-examples.js';
import { enterDeduction, type EnterDeduction } from './enter-deduction.js';
import { enterVeto, type EnterVeto } from './enter-veto.js';
import { entriesOf } from './entry-list.js';
import { recordConduct, type RecordConduct } from './record-conduct.js';
import { revokeEntry } from './revoke-entry.js';

const about = { round, unit: 'xuanwu', scheme: schemeId };
const deduction: EnterDeduction = { ...about, entry: 'd-1', points: '0.5', reason: '迟报', document: '宁质通〔2025〕2号' };
const conduct: RecordConduct = { ...about, entry: 'r-1', kind: 'falsified', indicator: 'tech-incubators', matter: '虚报孵化器数量', document: '宁质通〔2025〕3号' };
const veto: EnterVeto = { ...about, entry: 'v-1', rule: 'accident', matter: '某事故', document: '宁政办〔2025〕6号' };
const revoking = { round, unit: 'xuanwu', entry: 'd-1', reason: '登记有误', document: '宁质通〔2025〕4号' };
const told = (past = roundAt('site-checks')) => ({ toldFrom: { round: past, scheme: [schemePublished()] } });
const inRound = (past = roundAt('site-checks')) => ({ toldFrom: { round: past } });

const open = ['self-assessment', 'site-checks', 'frozen', 'calculated', 'published', 'closed'] as const;
const shut = ['notified', 'confirmed', 'cancelled'] as const;

describe('entries against a unit', () => {
  test.each(open)('are made and revoked at the step %s, under a document', (step) => {
    given().as(people.bureau).when(enterDeduction, deduction, told(roundAt(step))).then(deductionEntered());
    given().as(people.leader).when(recordConduct, conduct, told(roundAt(step))).then(conductRecorded());
    given().as(people.secretary).when(enterVeto, veto, told(roundAt(step))).then(vetoEntered());
    given(deductionEntered()).as(people.bureau).when(revokeEntry, revoking, inRound(roundAt(step))).then(entryRevoked());
  });

  test.each(shut)('not at the step %s', (step) => {
    given().when(enterDeduction, deduction, told(roundAt(step))).thenRefused('assessment.wrong-step');
    given().when(recordConduct, conduct, told(roundAt(step))).thenRefused('assessment.wrong-step');
    given().when(enterVeto, veto, told(roundAt(step))).thenRefused('assessment.wrong-step');
    given(deductionEntered()).when(revokeEntry, revoking, inRound(roundAt(step))).thenRefused('assessment.wrong-step');
  });

  test('never by somebody of the unit, nor by those who check or report', () => {
    given().as(people.insider).when(enterDeduction, deduction, told()).thenRefused('assessment.own-unit');
    given().as(people.insider).when(recordConduct, conduct, told()).thenRefused('assessment.own-unit');
    given().as(people.insider).when(enterVeto, veto, told()).thenRefused('assessment.own-unit');
    given(deductionEntered()).as(people.insider).when(revokeEntry, revoking, inRound()).thenRefused('assessment.own-unit');
    for (const one of [people.inspector, people.reporter, people.organisation]) {
      given().as(one).when(enterDeduction, deduction, told()).thenForbidden();
      given(deductionEntered()).as(one).when(revokeEntry, revoking, inRound()).thenForbidden();
    }
  });

  test('each has a code of its own, which is not used again after it was revoked', () => {
    given(vetoEntered({ veto: 'd-1' })).when(enterDeduction, deduction, told()).thenRefused('assessment.entry-exists');
    given(deductionEntered(), entryRevoked()).when(enterDeduction, deduction, told()).thenRefused('assessment.entry-exists');
    given(conductRecorded()).when(recordConduct, conduct, told()).thenRefused('assessment.entry-exists');
  });

  test('of a unit and a round that are there, and with a document from the field or the request', () => {
    const { document: _, ...unfounded } = deduction;
    given().when(enterDeduction, unfounded, told()).thenRefused('assessment.document-required');
    given().when(enterDeduction, unfounded, { ...told(), authority: '宁质通〔2025〕2号' }).then(deductionEntered());
    given().when(enterVeto, { ...veto, unit: 'jianye' }, told()).thenRefused('assessment.unit-not-in-round');
    given().when(enterVeto, veto, told([])).thenRefused('assessment.unknown-round');
  });
});

describe('a deduction', () => {
  test.each(['0', '-1', '3.01', '一分'])('of %s points is refused', (points) => {
    given().when(enterDeduction, { ...deduction, points }, told()).thenRefused('assessment.deduction-out-of-range');
  });

  test('needs a reason, and a scheme that allows it', () => {
    given().when(enterDeduction, { ...deduction, points: '3' }, told()).then(deductionEntered({ points: '3' }));
    given().when(enterDeduction, { ...deduction, reason: ' ' }, told()).thenRefused('assessment.reason-required');
    given().when(enterDeduction, { ...deduction, unit: 'science-tech' }, told()).thenRefused('assessment.no-manual-deductions');
  });
});

describe('a record of conduct', () => {
  const criticised: RecordConduct = { ...about, entry: 'r-1', kind: 'criticised', severity: 'city', matter: '某通报', document: '宁质通〔2025〕3号' };

  test('names the indicator where the rule takes all its points, the severity where points go by it', () => {
    given().when(recordConduct, criticised, told()).then({ type: 'assessment.ConductRecorded', data: { round, unit: 'xuanwu', record: 'r-1', kind: 'criticised', severity: 'city', matter: '某通报', document: '宁质通〔2025〕3号' } });
    const { indicator: _, ...vague } = conduct;
    given().when(recordConduct, vague, told()).thenRefused('assessment.indicator-required');
    given().when(recordConduct, { ...conduct, indicator: 'satisfaction' }, told()).thenRefused('assessment.indicator-not-scored');
    given().when(recordConduct, { ...criticised, severity: 'district' }, told()).thenRefused('assessment.severity-not-listed', { kind: 'criticised', listed: 'city · province' });
    const { severity: _severity, ...ungraded } = criticised;
    given().when(recordConduct, ungraded, told()).thenRefused('assessment.severity-not-listed');
  });

  test('for which the scheme has no rule is refused, as it would cost nothing', () => {
    given().when(recordConduct, { ...criticised, unit: 'science-tech' }, told()).thenRefused('assessment.no-rule-for-conduct');
  });
});

describe('a veto', () => {
  test('is one that the scheme lists', () => {
    given().when(enterVeto, { ...veto, rule: 'bad-luck' }, told()).thenRefused('assessment.unknown-veto-rule');
    given().when(enterVeto, { ...veto, unit: 'science-tech' }, told()).thenRefused('assessment.unknown-veto-rule');
  });
});

describe('revoking an entry', () => {
  test('of any kind, by anybody who may enter, once', () => {
    given(conductRecorded()).when(revokeEntry, { ...revoking, entry: 'r-1' }, inRound()).then(entryRevoked('r-1'));
    given(vetoEntered()).when(revokeEntry, { ...revoking, entry: 'v-1' }, inRound()).then(entryRevoked('v-1'));
    given(deductionEntered(), entryRevoked()).when(revokeEntry, revoking, inRound()).thenRefused('assessment.unknown-entry');
    given().when(revokeEntry, revoking, inRound()).thenRefused('assessment.unknown-entry');
  });

  test('needs reason and document', () => {
    given(deductionEntered()).when(revokeEntry, { ...revoking, reason: '' }, inRound()).thenRefused('assessment.reason-required');
    given(deductionEntered()).when(revokeEntry, { ...revoking, document: '' }, inRound()).thenRefused('assessment.document-required');
  });

  test('the list keeps what was revoked, and says why', () => {
    const facts = recordedLog([deductionEntered(), conductRecorded(), vetoEntered(), entryRevoked('r-1')]) as never as Parameters<typeof entriesOf>[0];
    expect(entriesOf(facts).map(({ entry, kind, points, rule, indicator, matter, revoked }) => [entry, kind, points ?? rule ?? indicator, matter, revoked?.document ?? null])).toEqual([
      ['d-1', 'deduction', '0.5', '迟报', null], ['r-1', 'falsified', 'tech-incubators', '虚报孵化器数量', '宁质通〔2025〕4号'], ['v-1', 'veto', 'accident', '某事故', null],
    ]);
  });
});
