import { describe, expect, test } from '@jest/globals';
import { given, person, type GivenEvent } from '#engine/testing';
import { content, draftedFinding, finding, issuedFinding, people, registeredUnit } from '../finding-examples.js';
import { call, called, cancelled, held, interview, moved } from '../interview-examples.js';
import { callInterview } from './call-interview.js';
import { cancelInterview } from './cancel-interview.js';
import { moveInterview } from './move-interview.js';

const toldOf = (...facts: readonly GivenEvent[]) => ({ toldFrom: { unit: [registeredUnit('xuanwu')], [`finding:${finding}` as const]: facts } });
const told = toldOf(draftedFinding(), issuedFinding());
const own = person('own', { unit: 'xuanwu', roles: { inspector: 'all' } });
const shortly = '2025-03-05T15:59:59.999Z';
const authority = '宁府〔2025〕7号';

describe('calling an interview', () => {
  test('an inspector does three days ahead, about findings of the unit or about something else', () => {
    given().as(people.inspector).when(callInterview, call, told).then(called());
    given().as(people.inspector).when(callInterview, { ...call, findings: [finding, finding] }, told).then(called());
    given().as(people.inspector).when(callInterview, { ...call, findings: [] }, { toldFrom: { unit: [registeredUnit('xuanwu')] } }).then(called({ findings: [] }));
  });

  test('a unit that supports a finding is called about it too', () => {
    const supporting = toldOf(draftedFinding(), issuedFinding({ content: content({ unit: 'qinhuai', supporting: ['xuanwu'] }) }));
    given().as(people.inspector).when(callInterview, call, supporting).then(called());
  });

  test('the same again changes nothing, also when it was moved since', () => {
    given(called()).as(people.inspector).when(callInterview, call, told).thenNothing();
    given(called(), moved()).as(people.inspector).when(callInterview, call, told).thenNothing();
  });

  test('nobody calls for a level above the own, but the bureau for the leadership by a document', () => {
    given().as(people.bureau).when(callInterview, { ...call, level: 'bureau' }, told).then(called({ level: 'bureau' }));
    given().as(people.leader).when(callInterview, { ...call, level: 'leadership' }, told).then(called({ level: 'leadership' }));
    given().as(people.leader).when(callInterview, { ...call, level: 'bureau' }, told).then(called({ level: 'bureau' }));
    given().as(people.bureau).when(callInterview, { ...call, level: 'leadership', authority }, told).then(called({ level: 'leadership', authority }));
    given().as(people.bureau).when(callInterview, { ...call, level: 'leadership' }, told).thenRefused('supervision.authority-required');
    for (const level of ['bureau', 'leadership'] as const) given().as(people.inspector).when(callInterview, { ...call, level, authority }, told).thenRefused('supervision.level-above-caller', { level }, 'body.level');
  });

  test('a document that nothing needs is not kept', () => {
    given().as(people.inspector).when(callInterview, { ...call, authority }, told).then(called());
  });

  test('the notice is of three calendar days of the city, weekends included', () => {
    given().when(callInterview, { ...call, at: '2025-03-05T16:00:00.000Z' }, { ...told, actor: people.inspector }).then(called({ at: '2025-03-05T16:00:00.000Z' }));
    given().when(callInterview, { ...call, at: shortly }, { ...told, actor: people.inspector }).thenRefused('supervision.notice-too-short', { days: 3, earliest: '2025-03-06' }, 'body.at');
    given().when(callInterview, { ...call, at: '2025-03-10T02:00:00.000Z' }, { ...told, actor: people.inspector, now: '2025-03-07T15:59:59.999Z' }).then(called({ at: '2025-03-10T02:00:00.000Z' }));
    given().when(callInterview, { ...call, at: '2025-03-10T02:00:00.000Z' }, { ...told, actor: people.inspector, now: '2025-03-07T16:00:00.000Z' }).thenRefused('supervision.notice-too-short');
  });

  test('an urgent one may come sooner, by a document', () => {
    given().as(people.inspector).when(callInterview, { ...call, at: shortly, urgent: true, authority }, told).then(called({ at: shortly, urgent: { authority } }));
    given().as(people.inspector).when(callInterview, { ...call, at: shortly, urgent: true }, { ...told, authority }).then(called({ at: shortly, urgent: { authority } }));
    given().as(people.inspector).when(callInterview, { ...call, at: shortly, urgent: true }, told).thenRefused('supervision.authority-required');
    given().as(people.inspector).when(callInterview, { ...call, at: shortly, urgent: false, authority }, told).thenRefused('supervision.notice-too-short');
    given().as(people.inspector).when(callInterview, { ...call, at: '2025-03-03T01:00:00.000Z', urgent: true, authority }, told).thenRefused('supervision.interview-in-the-past');
  });

  test('units do not call, nor inspectors of other units, nor the own unit', () => {
    given().as(people.reporter).when(callInterview, call, told).thenForbidden();
    given().as(people.gulouInspector).when(callInterview, call, told).thenForbidden();
    given().as(own).when(callInterview, call, told).thenRefused('supervision.own-interview', { unit: 'xuanwu' });
  });

  test.each([
    ['that is there already', [called()], { ...call, place: '其他' }, told, 'supervision.interview-exists'],
    ['of an unknown unit', [], call, { toldFrom: {} }, 'supervision.unknown-unit'],
    ['about nothing known', [], call, toldOf(), 'supervision.unknown-finding'],
    ['about a draft', [], call, toldOf(draftedFinding()), 'supervision.unknown-finding'],
    ['about a finding of another unit', [], call, toldOf(draftedFinding(), issuedFinding({ content: content({ unit: 'qinhuai' }) })), 'supervision.finding-of-another-unit'],
  ] as const)('an interview %s is refused', (_, past, command, options, code) => {
    given(...past).as(people.inspector).when(callInterview, command, options as typeof told).thenRefused(code);
  });
});

describe('moving an interview', () => {
  const moving = { interview, at: '2025-03-10T02:00:00.000Z', place: call.place, reason: '被约谈人出差' };

  test('putting it off needs no new notice', () => {
    given(called()).as(people.inspector).when(moveInterview, moving).then(moved());
    given(called()).as(people.inspector).when(moveInterview, { ...moving, at: '2025-03-06T03:00:00.000Z' }, { now: '2025-03-06T01:00:00.000Z' }).then(moved({ at: '2025-03-06T03:00:00.000Z' }));
    given(called()).as(people.inspector).when(moveInterview, { ...moving, at: call.at, place: '302 室' }).then(moved({ at: call.at, place: '302 室' }));
    const twice = given(called(), moved()).as(people.inspector).when(moveInterview, { ...moving, at: '2025-03-11T02:00:00.000Z' });
    expect(twice.state()).toMatchObject({ status: 'called', at: '2025-03-11T02:00:00.000Z' });
    twice.then(moved({ from: { at: '2025-03-10T02:00:00.000Z', place: call.place }, at: '2025-03-11T02:00:00.000Z' }));
  });

  test('bringing it forward needs the notice, or a document', () => {
    given(called(), moved()).as(people.inspector).when(moveInterview, { ...moving, at: shortly }).thenRefused('supervision.notice-too-short');
    given(called(), moved()).as(people.inspector).when(moveInterview, { ...moving, at: call.at }).then(moved({ from: { at: moving.at, place: call.place }, at: call.at }));
    given(called()).as(people.inspector).when(moveInterview, { ...moving, at: shortly, urgent: true, authority }).then(moved({ at: shortly, urgent: { authority } }));
    given(called()).as(people.inspector).when(moveInterview, { ...moving, at: shortly, urgent: true }).thenRefused('supervision.authority-required');
  });

  test('the same again changes nothing', () => {
    given(called(), moved()).as(people.inspector).when(moveInterview, moving).thenNothing();
  });

  test.each([
    ['nothing', [], moving, 'supervision.unknown-interview'],
    ['to where and when it is', [called()], { ...moving, at: call.at }, 'supervision.interview-not-moved'],
    ['into the past', [called()], { ...moving, at: '2025-03-03T00:00:00.000Z' }, 'supervision.interview-in-the-past'],
    ['without a reason', [called()], { interview, at: moving.at, place: call.place }, 'supervision.reason-required'],
    ['what was held', [called(), held()], moving, 'supervision.interview-wrong-status'],
    ['what is cancelled', [called(), cancelled()], moving, 'supervision.interview-wrong-status'],
  ] as const)('moving %s is refused', (_, past, command, code) => {
    given(...past).as(people.inspector).when(moveInterview, command).thenRefused(code);
  });

  test('nobody of the unit moves it', () => {
    given(called()).as(own).when(moveInterview, moving).thenRefused('supervision.own-interview');
    given(called()).as(people.reporter).when(moveInterview, moving).thenForbidden();
  });
});

describe('cancelling an interview', () => {
  const cancelling = { interview, reason: '问题已销号' };

  test('is possible until it is held', () => {
    given(called()).as(people.inspector).when(cancelInterview, cancelling).then(cancelled());
    given(called(), moved()).as(people.inspector).when(cancelInterview, { interview }, { reason: '问题已销号' }).then(cancelled());
    given(called(), cancelled()).as(people.inspector).when(cancelInterview, cancelling).thenNothing();
  });

  test.each([
    ['nothing', [], cancelling, 'supervision.unknown-interview'],
    ['without a reason', [called()], { interview }, 'supervision.reason-required'],
    ['what was held', [called(), held()], cancelling, 'supervision.interview-wrong-status'],
  ] as const)('cancelling %s is refused', (_, past, command, code) => {
    given(...past).as(people.inspector).when(cancelInterview, command).thenRefused(code);
  });

  test('nobody of the unit cancels it', () => {
    given(called()).as(own).when(cancelInterview, cancelling).thenRefused('supervision.own-interview');
    given(called()).as(people.reporter).when(cancelInterview, cancelling).thenForbidden();
  });
});
