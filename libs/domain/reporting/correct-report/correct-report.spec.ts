import { describe, test } from '@jest/globals';
import { given, person } from '#engine/testing';
import { about, corrected, declared, definedCard, reported, returned, verified } from '../reporting-examples.js';
import { correctReport, type CorrectReport } from './correct-report.js';

const correcting = (changes: Partial<CorrectReport> = {}): CorrectReport => ({
  ...about, from: '12', to: '13', reasonCode: 'statistical-revision', reason: '以统计部门核定数为准', authority: '宁统〔2025〕18号', evidence: [], ...changes,
});
const { reason: _reason, authority: _authority, ...bare } = correcting();
const rules = { toldFrom: { rules: [definedCard()] } };
const bureau = person('bureau-zhao', { unit: 'market-regulation', roles: { bureau: 'all' } });
const verifier = person('verifier-chen', { unit: 'science-tech', roles: { verifier: 'all' } });
const past = [reported(), verified()];

describe('correcting a verified value', () => {
  test('the bureau and the verifier on the card correct it, with from, to, reason code, reason and authority', () => {
    given(...past).as(bureau).when(correctReport, correcting(), rules).then(corrected());
    given(...past).as(verifier).when(correctReport, correcting(), rules).then(corrected());
  });

  test('reason and authority may come with the request', () => {
    given(...past).as(bureau).when(correctReport, bare, { ...rules, reason: '以统计部门核定数为准', authority: '宁统〔2025〕18号' }).then(corrected());
  });

  test('it brings evidence of its own', () => {
    const evidence = [{ sha256: 'a'.repeat(64), name: '核定表.pdf', size: 9, type: 'application/pdf' }];
    given(...past).as(bureau).when(correctReport, correcting({ evidence }), rules).then(corrected({ evidence }));
  });

  test('a corrected value is corrected again from where it stands', () => {
    given(...past, corrected()).as(bureau).when(correctReport, correcting({ from: '13', to: '14' }), rules).then(corrected({ from: '13', to: '14' }));
    given(...past, corrected()).as(bureau).when(correctReport, correcting({ to: '14' }), rules).thenRefused('reporting.value-moved-on', { actual: '13', seen: '12' }, 'body.from');
  });

  test('the soft checks do not apply', () => {
    given(...past).as(bureau).when(correctReport, correcting({ to: '9999.55' }), rules).then(corrected({ to: '9999.55' }));
  });

  test('those without the role, or with it for other units, are not let in', () => {
    given(...past).as(person('reporter-wang', { unit: 'xuanwu', roles: { reporter: ['xuanwu'] } })).when(correctReport, correcting(), rules).thenForbidden();
    given(...past).as(person('verifier-li', { unit: 'science-tech', roles: { verifier: ['qinhuai'] } })).when(correctReport, correcting(), rules).thenForbidden();
  });

  test('the reporting unit never corrects itself, whatever its roles', () => {
    given(...past).as(person('own', { unit: 'xuanwu', roles: { verifier: 'all', bureau: 'all' } })).when(correctReport, correcting(), rules).thenRefused('reporting.own-report');
  });

  test('nobody corrects what they entered, whatever their unit', () => {
    given(...past).as(person('tester', { unit: 'market-regulation', roles: { bureau: 'all' } })).when(correctReport, correcting(), rules).thenRefused('reporting.own-report');
  });

  test('a verifier who is not on the card does not correct', () => {
    given(...past).as(person('verifier-other', { unit: 'finance', roles: { verifier: 'all' } })).when(correctReport, correcting(), rules).thenRefused('reporting.not-the-verifier');
  });

  test.each([
    ['before verification', [reported()], correcting(), 'reporting.not-yet-verified'],
    ['of a returned value', [reported(), returned()], correcting(), 'reporting.not-yet-verified'],
    ['of nothing', [], correcting(), 'reporting.not-reported'],
    ['of what was declared not applicable', [declared()], correcting(), 'reporting.not-reported'],
    ['to the same value', past, correcting({ to: '12' }), 'reporting.correction-changes-nothing'],
    ['to the same number, written longer', past, correcting({ to: '12.00' }), 'reporting.correction-changes-nothing'],
    ['to a value outside the hard range', past, correcting({ to: '10001' }), 'reporting.out-of-range'],
    ['without a reason', past, { ...bare, authority: '宁统〔2025〕18号' }, 'reporting.reason-required'],
    ['without authority', past, { ...bare, reason: '核定' }, 'reporting.authority-required'],
  ] as const)('a correction %s is refused', (_, events, command, code) => {
    given(...events).as(bureau).when(correctReport, command, rules).thenRefused(code);
  });

  test('a correction of an unknown indicator is refused', () => {
    given(...past).as(bureau).when(correctReport, correcting(), {}).thenRefused('reporting.unknown-indicator');
  });
});
