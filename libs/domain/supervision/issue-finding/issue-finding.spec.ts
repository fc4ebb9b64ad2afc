import { describe, expect, test } from '@jest/globals';
import { given, type WhenOptions } from '#engine/testing';
import {
  adoptedPolicy, closedUnit, content, deadline, discardedFinding, draftedFinding, finding, givenNumber, issuedFinding, number, people, publishedYears, reckonedFrom, recordedSteps, registeredUnit, stateAfter,
} from '../finding-examples.js';
import { issueFinding, issuing } from './issue-finding.js';

const numbers = [givenNumber({ number: 11, to: 'finding-f-2025-011' }), givenNumber()];
const facts = { 'unit.xuanwu': [registeredUnit('xuanwu')], 'unit.finance': [registeredUnit('finance')], ...reckonedFrom, numbers };
const told: WhenOptions<any> = { toldFrom: facts };
const toldWith = (more: object): WhenOptions<any> => ({ toldFrom: { ...facts, ...more } });
const order = { finding, year: 2025, unit: 'xuanwu', supporting: ['finance'] };
const dueIn = (due: ReturnType<typeof content>['due']) => [draftedFinding({ content: content({ due }) })];

describe('issuing a finding', () => {
  test('it goes out with its number, two working days to acknowledge, and its deadline', () => {
    for (const actor of [people.inspector, people.bureau]) given(draftedFinding()).as(actor).when(issueFinding, order, told).then(issuedFinding());
    const [issued] = given(draftedFinding()).when(issueFinding, order, told).events();
    expect(issued).toMatchObject({ data: { number: '〔2025〕督字第12号', acknowledgeBy: '2025-03-05T15:59:59.999Z', deadline: { dueAt: '2025-03-31T15:59:59.999Z', kind: 'calendar', policy: { code: 'city', version: 1 } } } });
  });

  test('the drafter may issue it', () => {
    given(...recordedSteps([draftedFinding(), people.inspector.id])).as(people.inspector).when(issueFinding, order, told).then(issuedFinding());
  });

  test('days are counted from the day it is issued, past holidays and over days made up', () => {
    const issuedOn = (now: string, due: ReturnType<typeof content>['due']) => {
      const [event] = given(...dueIn(due)).when(issueFinding, order, { ...told, now }).events();
      const { acknowledgeBy, deadline: { dueAt, kind } } = (event as ReturnType<typeof issuedFinding>).data;
      return [acknowledgeBy.slice(0, 10), dueAt.slice(0, 10), kind];
    };
    expect(issuedOn('2025-04-25T02:00:00.000Z', { days: 5, kind: 'working' })).toEqual(['2025-04-28', '2025-05-06', 'working']);
    expect(issuedOn('2025-04-30T02:00:00.000Z', { days: 30, kind: 'calendar' })).toEqual(['2025-05-07', '2025-05-30', 'calendar']);
  });

  test('a due time may be the last moment to acknowledge, not an earlier one', () => {
    const content = { due: { on: '2025-03-05' } };
    given(...dueIn(content.due)).when(issueFinding, order, told).then(issuedFinding({
      content: { ...issuedFinding().data.content, ...content }, deadline: deadline('2025-03-05T15:59:59.999Z', { acknowledge: '2025-03-05T15:59:59.999Z' }),
    }));
    given(...dueIn({ on: '2025-03-04' })).when(issueFinding, order, told).thenRefused('supervision.due-before-acknowledgement', { due: '2025-03-04', acknowledgeBy: '2025-03-05' }, 'body.content.due');
    given(...dueIn({ days: 1, kind: 'working' })).when(issueFinding, order, told).thenRefused('supervision.due-before-acknowledgement');
  });

  test.each([
    ['that is not there', [], order, told, 'supervision.unknown-finding'],
    ['that was discarded', [draftedFinding(), discardedFinding()], order, told, 'supervision.draft-discarded'],
    ['that was issued already', [draftedFinding(), issuedFinding()], order, told, 'supervision.already-issued'],
    ['that moved to another unit meanwhile', [draftedFinding({ content: content({ unit: 'gulou' }) })], order, told, 'supervision.draft-changed'],
    ['that got another supporting unit meanwhile', [draftedFinding({ content: content({ supporting: [] }) })], order, told, 'supervision.draft-changed'],
    ['of a unit that has gone since', [draftedFinding()], order, toldWith({ 'unit.xuanwu': [registeredUnit('xuanwu'), closedUnit('xuanwu')] }), 'supervision.unknown-unit'],
    ['before any escalation policy', [draftedFinding()], order, toldWith({ policy: [] }), 'supervision.no-escalation-policy'],
    ['in a year without a calendar', [draftedFinding()], order, toldWith({ calendar: [] }), 'calendar.year-not-published'],
    ['due in a year without a calendar', dueIn({ on: '2026-03-31' }), order, toldWith({ calendar: publishedYears(2025) }), 'calendar.year-not-published'],
    ['that was due before', dueIn({ on: '2025-03-02' }), order, told, 'supervision.date-passed'],
    ['without a number', [draftedFinding()], order, toldWith({ numbers: [] }), 'supervision.not-numbered'],
    ['with the number of another', [draftedFinding()], order, toldWith({ numbers: numbers.slice(0, 1) }), 'supervision.not-numbered'],
    ['with a number of the year that has just ended', [draftedFinding()], { ...order, year: 2024 }, told, 'supervision.not-numbered'],
  ] as const)('one %s is refused', (_, past, command, options, code) => {
    given(...past).when(issueFinding, command, options as WhenOptions<any>).thenRefused(code);
  });

  test('nobody issues an order to the own unit, and units and leaders issue none', () => {
    given(draftedFinding()).as(people.ownInspector).when(issueFinding, order, told).thenRefused('supervision.own-unit', { unit: 'xuanwu' });
    for (const actor of [people.reporter, people.leader, people.gulouInspector, people.system]) given(draftedFinding()).as(actor).when(issueFinding, order, told).thenForbidden();
  });

  test('the policy in force is named', () => {
    const [issued] = given(draftedFinding()).when(issueFinding, order, toldWith({ policy: [adoptedPolicy(), adoptedPolicy(undefined, 2)] })).events();
    expect(issued).toMatchObject({ data: { deadline: { policy: { version: 2 } } } });
  });
});

describe('what issues an order', () => {
  test('is a number of the year that it is in the city, and the order to the units of the draft', () => {
    // Half past midnight on New Year's Day in Nanjing is still December in UTC.
    const [giving, ordering] = issuing(finding, stateAfter(draftedFinding()), '2025-12-31T16:30:00.000Z');
    expect(giving.command).toEqual({ series: '督字', year: 2026, to: `finding-${finding}`, unit: 'xuanwu' });
    expect(ordering).toEqual({ definition: issueFinding, command: { ...order, year: 2026 } });
  });

  test('is known again by the finding alone, whatever was looked up for it', () => {
    const stated = (...args: Parameters<typeof issuing>) => issuing(...args).map(({ definition, command }) => definition.stated?.(command));
    expect(stated(finding, stateAfter(draftedFinding()), '2025-12-31T15:00:00.000Z')).toEqual(stated(finding, stateAfter(issuedFinding({ content: content({ unit: 'gulou' }) })), '2025-12-31T16:30:00.000Z'));
    expect(number).toBe('〔2025〕督字第12号');
  });
});
