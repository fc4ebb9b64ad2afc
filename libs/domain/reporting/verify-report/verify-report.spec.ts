import { describe, test } from '@jest/globals';
import { given, person } from '#engine/testing';
import { about, definedCard, reported, verified } from '../reporting-examples.js';
import { verifyReport } from './verify-report.js';

const verifying = { ...about, value: '12' };
const rules = { toldFrom: { rules: [definedCard()] } };
const verifier = person('verifier-chen', { unit: 'science-tech', roles: { verifier: 'all' } });

describe('verifying a report', () => {
  test('a reported value is verified by the unit on the card', () => {
    given(reported()).as(verifier).when(verifyReport, verifying, rules).then(verified());
  });

  test('verifying again changes nothing for the one who did it', () => {
    given({ ...reported() }, { ...verified() }).when(verifyReport, verifying, { ...rules, actor: person('tester', { unit: 'science-tech' }) }).thenNothing();
  });

  test('without the role it is not allowed', () => {
    given(reported()).as(person('someone', { unit: 'science-tech' })).when(verifyReport, verifying, rules).thenForbidden();
  });

  test('the reporting unit does not verify itself', () => {
    given(reported()).as(person('verifier-own', { unit: 'xuanwu', roles: { verifier: 'all' } })).when(verifyReport, verifying, rules).thenRefused('reporting.own-report');
  });

  test('nobody verifies what they entered, whatever their unit', () => {
    given(reported()).when(verifyReport, verifying, { ...rules, actor: person('tester', { unit: 'science-tech' }) }).thenRefused('reporting.own-report');
  });

  test('a unit that is not on the card does not verify', () => {
    given(reported()).as(person('verifier-other', { unit: 'finance', roles: { verifier: 'all' } })).when(verifyReport, verifying, rules)
      .thenRefused('reporting.not-the-verifier', { indicator: 'tech-incubators', verifier: 'science-tech' });
  });

  test('a value that moved on since the verifier looked is not verified', () => {
    given(reported(), reported({ value: '13', replaces: '12' })).as(verifier).when(verifyReport, verifying, rules)
      .thenRefused('reporting.value-moved-on', { actual: '13', seen: '12' });
  });

  test('what is not reported, returned or already verified is not verified', () => {
    given().as(verifier).when(verifyReport, verifying, rules).thenRefused('reporting.not-reported');
    given(reported(), { type: 'reporting.ReportReturned', data: { ...about, value: '12', reason: '缺佐证' } }).as(verifier).when(verifyReport, verifying, rules).thenRefused('reporting.not-reported');
    given(reported(), verified()).as(verifier).when(verifyReport, verifying, rules).thenRefused('reporting.already-verified');
  });

  test('an unknown indicator is refused', () => {
    given().as(verifier).when(verifyReport, verifying, {}).thenRefused('reporting.unknown-indicator');
  });
});
