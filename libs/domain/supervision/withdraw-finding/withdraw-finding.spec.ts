import { describe, test } from '@jest/globals';
import { given } from '#engine/testing';
import {
  acknowledged, closedFinding, contestedAssignment, draftedFinding, finding, issuedFinding, people, plannedRectification, reportedFinding, returnedRectification, suspendedFinding, withdrawnFinding,
} from '../finding-examples.js';
import { withdrawFinding } from './withdraw-finding.js';

const withdrawing = { finding, reason: '交办有误', authority: '宁质发〔2025〕8号' };
const received = [issuedFinding(), acknowledged()];

describe('withdrawing an order', () => {
  test('an inspector or the bureau does, at any time while it is open, also while it is suspended', () => {
    const open = [
      [issuedFinding()], [issuedFinding(), contestedAssignment()], received, [...received, plannedRectification()], [...received, reportedFinding()],
      [...received, reportedFinding(), returnedRectification()], [...received, suspendedFinding()],
    ];
    for (const past of open) for (const actor of [people.inspector, people.bureau]) given(...past).as(actor).when(withdrawFinding, withdrawing).then(withdrawnFinding());
  });

  test('reason and document may come with the request, and must come', () => {
    given(...received).when(withdrawFinding, { finding }, { reason: withdrawing.reason, authority: withdrawing.authority }).then(withdrawnFinding());
    given(...received).when(withdrawFinding, { finding, authority: 'a' }).thenRefused('supervision.reason-required', {}, 'body.reason');
    given(...received).when(withdrawFinding, { finding, reason: 'a' }).thenRefused('supervision.authority-required', {}, 'body.authority');
  });

  test('nobody of a unit concerned does, and no unit', () => {
    given(...received).as(people.ownInspector).when(withdrawFinding, withdrawing).thenRefused('supervision.own-unit', { unit: 'xuanwu' });
    for (const actor of [people.reporter, people.gulouInspector, people.leader]) given(...received).as(actor).when(withdrawFinding, withdrawing).thenForbidden();
  });

  test.each([
    ['that is not there', [], 'supervision.unknown-finding'],
    ['that is a draft', [draftedFinding()], 'supervision.not-issued'],
    ['that is closed', [...received, reportedFinding(), closedFinding()], 'supervision.finding-closed'],
    ['that was withdrawn', [...received, withdrawnFinding()], 'supervision.finding-withdrawn'],
  ] as const)('one %s is refused', (_, past, code) => {
    given(...past).when(withdrawFinding, withdrawing).thenRefused(code);
  });
});
