import { describe, expect, test } from '@jest/globals';
import { project } from '#engine/testing';
import { evidence } from '../finding-examples.js';
import { call, called, cancelled, concluded, followedUp, held, interview, moved, record } from '../interview-examples.js';
import type { InterviewEvent } from '../interview.events.js';
import { interviews } from './interviews.projection.js';

const rowOf = (...events: readonly InterviewEvent[]) => project(interviews).given(...events).row(interview)!;
const at = (position: number): string => `2025-01-01T00:00:0${position}.000Z`;
const urgent = { authority: '宁府〔2025〕7号' };

describe('the register of interviews', () => {
  test('shows a call with all that it says', () => {
    const { timeline, ...row } = rowOf(called());
    expect(row).toEqual({
      ...call, authority: null, urgent: false, urgentDocuments: [], moves: 0, status: 'called', calledBy: 'tester', calledAt: at(1), held: null, followUpDueOn: null, followUps: [], late: null, opinion: null,
      cancelReason: null, revision: 0, changedAt: at(1),
    });
    expect(timeline.map(({ type }) => type)).toEqual(['supervision.InterviewCalled']);
  });

  test('time and place are those it was moved to last', () => {
    expect(rowOf(called(), moved(), moved({ at: '2025-03-11T02:00:00.000Z', place: '302 室' }))).toMatchObject({ status: 'called', at: '2025-03-11T02:00:00.000Z', place: '302 室', moves: 2, urgent: false });
  });

  test('a document that cut the notice short shows, whichever step it was for', () => {
    for (const events of [[called({ urgent })], [called(), moved({ urgent })], [called(), held({ urgent })], [called({ urgent }), held()]]) expect(rowOf(...events).urgent).toBe(true);
  });

  test('and so does its number: of the notice, and of the record', () => {
    const document = urgent.authority;
    expect(rowOf(called({ urgent }), moved())).toMatchObject({ urgentDocuments: [document] });
    expect(rowOf(called({ urgent }), moved({ urgent: { authority: '宁府〔2025〕9号' } }), held())).toMatchObject({ urgentDocuments: [document, '宁府〔2025〕9号'], held: { urgentDocument: null } });
    expect(rowOf(called(), held({ urgent }))).toMatchObject({ urgentDocuments: [], held: { urgentDocument: document } });
  });

  test('follows the record, the reports and the conclusion', () => {
    const { interview: _interview, followUpReportDueOn, ...recorded } = record;
    expect(rowOf(called(), held())).toMatchObject({ status: 'held', held: recorded, followUpDueOn: followUpReportDueOn, late: null });
    expect(rowOf(called(), held(), followedUp())).toMatchObject({ status: 'followed-up', late: false, followUps: [{ at: at(3), by: 'tester', report: '已补检 6 台', evidence, late: false }] });
    expect(rowOf(called(), held(), followedUp(), concluded())).toMatchObject({ status: 'concluded', opinion: '整改到位', revision: 3 });
    expect(rowOf(called(), cancelled())).toMatchObject({ status: 'cancelled', cancelReason: '问题已销号' });
  });

  test('the first report says whether the unit was late', () => {
    expect(rowOf(called(), held(), followedUp(), followedUp(true, '续报'))).toMatchObject({ late: false, followUps: [{ late: false }, { late: true }] });
    expect(rowOf(called(), held(), followedUp(true), followedUp(true, '续报'))).toMatchObject({ late: true });
  });

  test('a step of nothing leaves no row', () => {
    project(interviews).given(moved(), held(), followedUp(), concluded(), cancelled()).thenRows({});
  });
});
