import { describe, test } from '@jest/globals';
import { given, person, type WhenOptions } from '#engine/testing';
import { about, approved, closedPeriod, declared, definedCard, openedPeriod, refusedDeclaration, registeredUnit, reported, verified } from '../reporting-examples.js';
import { declareNotApplicable } from './declare-not-applicable.js';
import { approveNotApplicable, refuseNotApplicable } from './settle-not-applicable.js';

const reason = '辖区内无此类机构';
const declaring = { ...about, reason };
const open: WhenOptions<any> = { now: '2025-04-10T02:00:00.000Z', toldFrom: { rules: [definedCard()], unit: [registeredUnit()], period: [openedPeriod()] } };
const rules = { toldFrom: { rules: [definedCard()] }, now: '2025-04-10T02:00:00.000Z' };
const reporter = person('reporter-wang', { unit: 'xuanwu', roles: { reporter: ['xuanwu'] } });
const verifier = person('verifier-chen', { unit: 'science-tech', roles: { verifier: 'all' } });
const bureau = person('bureau-zhao', { unit: 'market-regulation', roles: { bureau: 'all' } });

describe('declaring an indicator not applicable', () => {
  test('the unit declares it with a reason, also over a value that is not verified', () => {
    given().as(reporter).when(declareNotApplicable, declaring, open).then(declared());
    given(reported()).as(reporter).when(declareNotApplicable, about, { ...open, reason }).then(declared());
  });

  test('the same declaration again changes nothing, another reason is another declaration', () => {
    given(declared()).when(declareNotApplicable, declaring, open).thenNothing();
    given(declared()).when(declareNotApplicable, { ...about, reason: '机构已撤销' }, open).then(declared('机构已撤销'));
  });

  test('another unit is not let in', () => {
    given().as(person('reporter-li', { unit: 'qinhuai', roles: { reporter: ['qinhuai'] } })).when(declareNotApplicable, declaring, open).thenForbidden();
  });

  test.each([
    ['without a reason', [], about, open, 'reporting.reason-required'],
    ['of what is approved already', [declared(), approved()], declaring, open, 'reporting.already-not-applicable'],
    ['over a verified value', [reported(), verified()], declaring, open, 'reporting.already-verified'],
    ['in a closed period', [], declaring, { ...open, toldFrom: { ...open.toldFrom, period: [openedPeriod(), closedPeriod()] } }, 'reporting.period-closed'],
    ['of an unknown indicator', [], { ...declaring, indicator: 'no-such' }, open, 'reporting.unknown-indicator'],
  ] as const)('a declaration %s is refused', (_, past, command, options, code) => {
    given(...past).when(declareNotApplicable, command, options as WhenOptions<any>).thenRefused(code);
  });
});

describe('settling a declaration', () => {
  test('the verifier or the bureau approves', () => {
    given(declared()).as(verifier).when(approveNotApplicable, about, rules).then(approved());
    given(declared()).as(bureau).when(approveNotApplicable, about, rules).then(approved());
  });

  test('the verifier or the bureau refuses, with a reason and a last day to report', () => {
    given(declared()).as(verifier).when(refuseNotApplicable, { ...about, reason: '辖区内有两家' }, rules).then(refusedDeclaration());
    given(declared()).as(bureau).when(refuseNotApplicable, { ...about, resubmitBy: '2025-04-30' }, { ...rules, reason: '辖区内有两家' }).then(refusedDeclaration({ resubmitBy: '2025-04-30' }));
  });

  test('the declaring unit and the one who declared settle nothing', () => {
    const own = person('own', { unit: 'xuanwu', roles: { verifier: 'all', bureau: 'all' } });
    const declarer = person('tester', { unit: 'market-regulation', roles: { bureau: 'all' } });
    for (const actor of [own, declarer]) {
      given(declared()).as(actor).when(approveNotApplicable, about, rules).thenRefused('reporting.own-report');
      given(declared()).as(actor).when(refuseNotApplicable, { ...about, reason }, rules).thenRefused('reporting.own-report');
    }
  });

  test('a reporter is not let in, and a verifier who is not on the card settles nothing', () => {
    given(declared()).as(reporter).when(approveNotApplicable, about, rules).thenForbidden();
    given(declared()).as(person('other', { unit: 'finance', roles: { verifier: 'all' } })).when(approveNotApplicable, about, rules).thenRefused('reporting.not-the-verifier');
  });

  test('without a declaration, without a reason, with a day that has passed or of an unknown indicator it is refused', () => {
    given(reported()).as(bureau).when(approveNotApplicable, about, rules).thenRefused('reporting.nothing-declared');
    given(declared(), approved()).as(bureau).when(approveNotApplicable, about, rules).thenRefused('reporting.nothing-declared');
    given().as(bureau).when(refuseNotApplicable, { ...about, reason }, rules).thenRefused('reporting.nothing-declared');
    given(declared()).as(bureau).when(refuseNotApplicable, about, rules).thenRefused('reporting.reason-required');
    given(declared()).as(bureau).when(refuseNotApplicable, { ...about, reason, resubmitBy: '2025-04-09' }, rules).thenRefused('reporting.date-passed');
    given(declared()).as(bureau).when(approveNotApplicable, about, {}).thenRefused('reporting.unknown-indicator');
  });
});
