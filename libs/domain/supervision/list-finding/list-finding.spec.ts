import { describe, test } from '@jest/globals';
import { given, person } from '#engine/testing';
import {
  acknowledged, closedFinding, contestedAssignment, delistedFinding, draftedFinding, escalatedFinding, evidence, finding, issuedFinding, listedFinding, now, number, people, plannedRectification,
  recordedSteps, reportedFinding, returnedRectification, suspendedFinding, withdrawnFinding,
} from '../finding-examples.js';
import { delistFinding } from './delist-finding.js';
import { listFinding } from './list-finding.js';

const planned = [issuedFinding(), acknowledged(), plannedRectification()];
const red = [...planned, escalatedFinding()];
const listing = { finding, leader: 'p-100', requirement: '4 月底前整改到位', publishedIn: '市政府网站', document: '宁府督〔2025〕2号' };
const delisting = { finding, opinion: '整改到位', document: '宁府督〔2025〕5号', evidence };

describe('listing a finding', () => {
  test('the leadership or the bureau lists one that was red or above', () => {
    given(...red).as(people.leader).when(listFinding, listing, { now }).then(listedFinding());
    given(...red).as(people.bureau).when(listFinding, listing, { now }).then(listedFinding());
    for (const level of ['talk', 'listed', 'referred'] as const) given(...planned, escalatedFinding({ level })).when(listFinding, listing, { now }).then(listedFinding());
    given(...red).as(people.inspector).when(listFinding, listing, { now }).thenForbidden();
  });

  test('one that was not red takes the authority of a decision, which the request names', () => {
    for (const past of [planned, [...planned, escalatedFinding({ level: 'yellow' })]]) {
      given(...past).when(listFinding, listing, { now }).thenRefused('supervision.not-red', { number });
      given(...past).when(listFinding, listing, { now, authority: ' ' }).thenRefused('supervision.not-red');
      given(...past).when(listFinding, listing, { now, authority: '市长办公会纪要〔2025〕3号' }).then(listedFinding());
    }
  });

  test('a light that is yellow again was red: it may be listed', () => {
    given(...red, reportedFinding(), returnedRectification()).when(listFinding, listing, { now }).then(listedFinding());
  });

  test.each([
    ['listed', [...red, listedFinding()], 'supervision.already-listed'],
    ['unknown', [], 'supervision.unknown-finding'],
    ['a draft', [draftedFinding()], 'supervision.not-issued'],
    ['contested', [issuedFinding(), contestedAssignment()], 'supervision.wrong-status'],
    ['suspended', [...red, suspendedFinding()], 'supervision.finding-suspended'],
    ['closed', [...red, reportedFinding(), closedFinding()], 'supervision.finding-closed'],
    ['withdrawn', [...red, withdrawnFinding()], 'supervision.finding-withdrawn'],
  ])('one that is %s is not listed', (_, past, code) => {
    given(...past).when(listFinding, listing, { now }).thenRefused(code);
  });
});

describe('taking a finding off the list', () => {
  const reported = [...red, listedFinding(), reportedFinding()];

  test('once its rectification is reported and looked at', () => {
    given(...reported).as(people.leader).when(delistFinding, delisting, { now }).then(delistedFinding());
    given(...reported).as(people.bureau).when(delistFinding, { ...delisting, evidence: [] }, { now }).then(delistedFinding({ evidence: [] }));
    given(...reported).as(people.inspector).when(delistFinding, delisting, { now }).thenForbidden();
  });

  test('not by somebody of a unit concerned, nor by one who rectified', () => {
    given(...reported).as(person('leader-own', { unit: 'xuanwu', roles: { leadership: 'all' } })).when(delistFinding, delisting, { now }).thenRefused('supervision.own-unit');
    given(...recordedSteps(...red, listedFinding(), [reportedFinding(), people.bureau.id])).as(people.bureau).when(delistFinding, delisting, { now }).thenRefused('supervision.own-rectification');
  });

  test.each([
    ['not listed', [...red, reportedFinding()], 'supervision.not-listed'],
    ['delisted already', [...reported, delistedFinding()], 'supervision.not-listed'],
    ['not reported', [...red, listedFinding()], 'supervision.wrong-status'],
    ['suspended', [...reported, suspendedFinding()], 'supervision.finding-suspended'],
    ['withdrawn', [...reported, withdrawnFinding()], 'supervision.finding-withdrawn'],
    ['unknown', [], 'supervision.unknown-finding'],
  ])('one that is %s stays as it is', (_, past, code) => {
    given(...past).when(delistFinding, delisting, { now }).thenRefused(code);
  });
});
