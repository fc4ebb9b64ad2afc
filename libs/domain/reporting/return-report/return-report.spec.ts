import { describe, test } from '@jest/globals';
import { given, person } from '#engine/testing';
import { about, definedCard, reported, returned, verified } from '../reporting-examples.js';
import { returnReport } from './return-report.js';

const reason = '数值与台账不符';
const returning = { ...about, value: '12', reason };
const rules = { toldFrom: { rules: [definedCard()] }, now: '2025-04-25T02:00:00.000Z' };
const verifier = person('verifier-chen', { unit: 'science-tech', roles: { verifier: 'all' } });

describe('returning a report', () => {
  test('the verifier on the card sends a reported value back with a reason', () => {
    given(reported()).as(verifier).when(returnReport, returning, rules).then(returned());
  });

  test('the reason may come with the request', () => {
    given(reported()).as(verifier).when(returnReport, { ...about, value: '12' }, { ...rules, reason: ` ${reason} ` }).then(returned());
  });

  test('a last day to report anew is kept', () => {
    given(reported()).as(verifier).when(returnReport, { ...returning, resubmitBy: '2025-05-06' }, rules).then(returned({ resubmitBy: '2025-05-06' }));
    given(reported()).as(verifier).when(returnReport, { ...returning, resubmitBy: '2025-04-25' }, rules).then(returned({ resubmitBy: '2025-04-25' }));
  });

  test('the same return again changes nothing', () => {
    given(reported(), returned()).as(verifier).when(returnReport, returning, rules).thenNothing();
  });

  test('without the role it is not allowed, nor for units outside the grant', () => {
    given(reported()).as(person('someone', { unit: 'science-tech' })).when(returnReport, returning, rules).thenForbidden();
    given(reported()).as(person('verifier-li', { unit: 'science-tech', roles: { verifier: ['qinhuai'] } })).when(returnReport, returning, rules).thenForbidden();
  });

  test('the reporting unit and units that are not on the card do not return', () => {
    given(reported()).as(person('verifier-own', { unit: 'xuanwu', roles: { verifier: 'all' } })).when(returnReport, returning, rules).thenRefused('reporting.own-report');
    given(reported()).as(person('verifier-other', { unit: 'finance', roles: { verifier: 'all' } })).when(returnReport, returning, rules).thenRefused('reporting.not-the-verifier');
  });

  test.each([
    ['without a reason', [reported()], { ...about, value: '12' }, rules, 'reporting.reason-required'],
    ['with a reason of blanks', [reported()], { ...about, value: '12', reason: '  ' }, rules, 'reporting.reason-required'],
    ['with a day that has passed', [reported()], { ...returning, resubmitBy: '2025-04-24' }, rules, 'reporting.date-passed'],
    ['of a value that moved on', [reported({ value: '13' })], returning, rules, 'reporting.value-moved-on'],
    ['of nothing', [], returning, rules, 'reporting.not-reported'],
    ['of a verified value', [reported(), verified()], returning, rules, 'reporting.already-verified'],
    ['of an unknown indicator', [reported()], returning, {}, 'reporting.unknown-indicator'],
  ] as const)('a return %s is refused', (_, past, command, options, code) => {
    given(...past).as(verifier).when(returnReport, command, options).thenRefused(code);
  });
});
