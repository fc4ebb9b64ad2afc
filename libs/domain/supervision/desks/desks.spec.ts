import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Actor } from '#engine/kernel';
import { person } from '#engine/testing';
import { callerOf } from '../finding-city-examples.js';
import {
  acknowledged, closedFinding, content, contestedAssignment, draftedFinding, escalatedFinding, grantedExtension, issuedFinding, listedFinding, people, plannedRectification, refusedExtension, reportedFinding,
  requestedExtension, returnedRectification, supportReported,
} from '../finding-examples.js';
import { noted, requested } from '../matter-examples.js';
import { matterStream } from '../matter.events.js';
import { ViewCity } from '../ledger/view-city-examples.js';
import type { DeskSection } from './desk-sections.http.js';
import { DesksHttp } from './desks.http.js';

let city: ViewCity;
const begun = [issuedFinding(), acknowledged(), plannedRectification()];
const at = '2025-03-03T01:00:00.000Z';
beforeAll(async () => {
  city = await ViewCity.open();
  await city.tell('draft', at, draftedFinding());
  await city.tell('new', at, issuedFinding());
  await city.tell('contested', at, issuedFinding(), contestedAssignment());
  await city.tell('busy', at, ...begun);
  await city.tell('supported', at, ...begun, supportReported());
  await city.tell('asks-inspector', at, ...begun, requestedExtension());
  await city.tell('asks-bureau', at, ...begun, requestedExtension({ count: 2, approver: 'bureau' }));
  await city.tell('asks-leaders', at, ...begun, requestedExtension({ count: 3, approver: 'leadership' }));
  await city.tell('to-check', at, ...begun, reportedFinding());
  await city.tell('red', at, ...begun, escalatedFinding(), listedFinding());
  await city.tell('gulou', at, issuedFinding({ content: content({ unit: 'gulou', supporting: ['xuanwu'] }) }), acknowledged({ unit: 'gulou' }));
  await city.tell('followed', at, ...begun, reportedFinding(), closedFinding({ followUpOn: '2025-03-28' }));
  await city.tell('later', at, ...begun, reportedFinding(), closedFinding({ followUpOn: '2025-09-28' }));
  await city.tell('returned', at, ...begun, reportedFinding(), returnedRectification());
  await city.tell('refused', '2025-03-20T01:00:00.000Z', ...begun, requestedExtension(), refusedExtension());
  await city.tell('granted', '2025-03-20T02:00:00.000Z', ...begun, requestedExtension(), grantedExtension());
  await city.city.record(matterStream('m-1'), requested({ matter: 'm-1' }));
  await city.city.record(matterStream('m-2'), requested({ matter: 'm-2' }), noted({ matter: 'm-2' }));
  city.clock.set('2025-03-28T01:00:00.000Z');
  await city.settled();
});
afterAll(() => city.close());

const desks = () => new DesksHttp(city.views, city.log, city.clock);
const asked = (actor: Actor, query: object = {}) => [{ params: undefined, query, body: undefined }, callerOf(actor)] as const;
const codes = ({ count, items }: DeskSection): readonly (number | string)[] => [count, ...items.map(({ finding }) => finding).sort()];
const waiting = ['asks-bureau', 'asks-inspector', 'asks-leaders'];

describe('the inspector’s desk', () => {
  test('shows what waits for inspectors', async () => {
    const desk = await desks().inspector(...asked(people.inspector));
    expect([desk.toIssue.count, desk.toIssue.items[0]]).toEqual([1, { code: 'draft', title: '电梯检验超期', unit: 'xuanwu', since: at, link: '/supervision/findings/draft' }]);
    expect([desk.contests, desk.extensions, desk.toCheck, desk.followUps].map(codes)).toEqual([[1, 'contested'], [1, 'asks-inspector'], [1, 'to-check'], [1, 'followed']]);
    expect([desk.overdue.count, desk.at, desk.position]).toEqual([0, '2025-03-28T01:00:00.000Z', await city.log.head()]);
  });

  test('shows the bureau requests of its own level too, and an inspector only the units of the grant', async () => {
    expect(codes((await desks().inspector(...asked(people.bureau))).extensions)).toEqual([2, 'asks-bureau', 'asks-inspector']);
    const desk = await desks().inspector(...asked(people.gulouInspector));
    expect([desk.toIssue.count, codes(desk.extensions), codes(desk.toCheck)]).toEqual([0, [0], [0]]);
  });

  test('shows what is overdue once the due time has passed, and nothing of it as known before', async () => {
    city.clock.set('2025-04-01T01:00:00.000Z');
    expect(codes((await desks().inspector(...asked(people.inspector))).overdue)).toEqual([9, ...waiting, 'busy', 'gulou', 'new', 'red', 'refused', 'supported']);
    expect((await desks().inspector(...asked(people.inspector, { asKnownAt: '2025-03-28' }))).overdue.count).toBe(0);
    city.clock.set('2025-03-28T01:00:00.000Z');
  });
});

describe('the unit’s desk', () => {
  test('shows what the unit has to do', async () => {
    const desk = await desks().unit(...asked(people.reporter));
    expect([desk.toAcknowledge, desk.returned, desk.toSupport].map(codes)).toEqual([[1, 'new'], [1, 'returned'], [1, 'gulou']]);
    expect(codes(desk.toRectify)).toEqual([8, ...waiting, 'busy', 'granted', 'red', 'refused', 'supported']);
    // Due on 31 March, within a week; what was extended to the end of April is not near.
    expect([desk.dueSoon.count, codes(desk.dueSoon).includes('granted'), codes(desk.dueSoon).includes('busy')]).toEqual([8, false, true]);
    expect(codes(desk.extensionAnswers)).toEqual([2, 'granted', 'refused']);
    expect(desk.dueSoon.items[0]).toMatchObject({ dueAt: '2025-03-31T15:59:59.999Z', overdue: false, link: expect.stringMatching(/^\/supervision\/findings\//) });
  });

  test('shows a supporting unit what it has not reported on', async () => {
    const { toSupport, toRectify } = await desks().unit(...asked(people.supporter));
    expect(codes(toRectify)).toEqual([0]);
    expect([toSupport.count, codes(toSupport).includes('supported'), toSupport.items.length]).toEqual([9, false, 9]);
  });

  test('shows an answer about more time for two weeks', async () => {
    city.clock.set('2025-04-03T15:00:00.000Z');
    expect((await desks().unit(...asked(people.reporter))).extensionAnswers.count).toBe(2);
    city.clock.set('2025-04-03T16:00:00.000Z');
    expect((await desks().unit(...asked(people.reporter))).extensionAnswers.count).toBe(0);
    city.clock.set('2025-03-28T01:00:00.000Z');
  });

  test('of whoever answers for all units has nothing to support', async () => {
    expect((await desks().unit(...asked(person('all', { roles: { reporter: 'all' } })))).toSupport.count).toBe(0);
  });
});

describe('the leadership’s desk', () => {
  test('shows extensions at its level, red lights, listings and matters that await an instruction', async () => {
    const desk = await desks().leadership(...asked(people.leader));
    expect([desk.extensions, desk.redAndAbove, desk.listed].map(codes)).toEqual([[2, 'asks-bureau', 'asks-leaders'], [1, 'red'], [1, 'red']]);
    expect([desk.matters.count, desk.matters.items.map(({ code }) => code)]).toEqual([1, ['m-1']]);
  });
});
