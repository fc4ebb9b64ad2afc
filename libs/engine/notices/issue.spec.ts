import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Actor } from '#engine/kernel';
import { person, recorded } from '#engine/testing';
import { BadNotice, deliveryId, issue, noticeId, outgoing } from './issue.js';
import { findingNotices, issued, issuedNotice, overdue, overdueNotices } from './notice-examples.js';
import { notice, type AnyNoticeDefinition, type Notice, type Recipient } from './notice.js';
import { addressesOf, reaches, recipientKey } from './recipients.js';

const event = recorded('finding.Issued', issued('F1').data, { stream: 'finding-F1', position: 7, meta: { actor: 'zhao' } });
const told: Notice = { to: { user: 'wang' }, urgency: 'ordinary', title: { zh: '题', en: 'Title' }, text: { zh: '文', en: 'Text' }, link: '/api/x', about: 's' };
const saying = (...notices: readonly Partial<Record<keyof Notice, unknown>>[]): AnyNoticeDefinition =>
  notice({ name: 'a.b', events: [], from: () => notices.map((each) => ({ ...told, ...each }) as Notice) });

describe('what a fact tells people', () => {
  test('carries the fact it comes from, and ids that follow from key and recipient', () => {
    const [toUnit, toInspector] = issue(findingNotices, event);
    expect(toUnit).toEqual({
      id: noticeId(`${event.id}/supervision.finding-issued/0`, { role: 'reporter', unit: 'xuanwu' }), key: `${event.id}/supervision.finding-issued/0`,
      to: { role: 'reporter', unit: 'xuanwu' }, urgency: 'ordinary', title: { zh: '新督办单', en: 'A new order' },
      text: { zh: '请于两个工作日内签收督办单F1。', en: 'Acknowledge order F1 within two working days.' }, link: '/api/findings/F1', about: 'finding-F1',
      definition: 'supervision.finding-issued', eventId: event.id, position: 7, at: event.recordedAt,
    });
    expect(toInspector).toMatchObject({ to: { user: 'zhao' }, key: `${event.id}/supervision.finding-issued/1` });
    expect(issue(findingNotices, event)).toEqual([toUnit, toInspector]);
  });

  test('is one notice under one key, whichever fact says it, and another for another recipient', () => {
    const at = (position: number) => issue(overdueNotices, recorded('finding.Overdue', overdue('F1', 2).data, { position }))[0]!.id;
    expect(at(1)).toBe(at(9));
    const twice = issue(saying({ key: 'k' }, { key: 'k' }, { key: 'k', to: { user: 'li' } }), event);
    expect(twice.map(({ to }) => recipientKey(to))).toEqual(['user/wang', 'user/li']);
    const apart = new Set([twice[0]!.id, twice[1]!.id, deliveryId(twice[0]!.id, 'sms'), deliveryId(twice[0]!.id, 'mail')]);
    expect(apart.size).toBe(4);
    expect(outgoing(twice[0]!, 'sms')).toEqual({ id: deliveryId(twice[0]!.id, 'sms'), notice: twice[0] });
  });

  test('of two definitions is two notices unless they agree on a key', () => {
    const [one, other] = [{ ...saying({}), name: 'a.one' }, { ...saying({}), name: 'a.other' }].map((definition) => issue(definition, event)[0]!.id);
    expect(one).not.toBe(other);
  });

  test.each<[string, Partial<Record<keyof Notice, unknown>>]>([
    ['no recipient', { to: { user: '' } }], ['no recipient', { to: { role: 'a/b' } }], ['no recipient', { to: { role: 'reporter', unit: '' } }], ['urgency', { urgency: 'soon' }],
    ['the link', { link: 'https://elsewhere' }], ['the link', { link: '//elsewhere' }], ['link too-long', { link: `/${'x'.repeat(500)}` }], ['title.zh empty', { title: { zh: ' ', en: 'x' } }],
    ['title.en too-long', { title: { zh: '题', en: 'x'.repeat(201) } }], ['text.en empty', { text: { zh: '文', en: '' } }], ['text.zh bidi', { text: { zh: '\u202e文', en: 'x' } }],
    ['key too-long', { key: 'k'.repeat(301) }], ['about empty', { about: '' }],
  ])('is refused: %s', (reason, part) => {
    expect(() => issue(saying({}, part), event)).toThrow(BadNotice);
    expect(() => issue(saying({}, part), event)).toThrow(`notice 1 of a.b: ${reason}`);
  });
});

describe('whom a notice reaches', () => {
  const inspector = person('zhao', { roles: { inspector: ['xuanwu'], auditor: 'all' } });

  test.each<[boolean, Recipient]>([
    [true, { user: 'zhao' }], [false, { user: 'wang' }], [true, { role: 'inspector', unit: 'xuanwu' }], [false, { role: 'inspector', unit: 'qinhuai' }], [false, { role: 'inspector' }],
    [true, { role: 'auditor' }], [true, { role: 'auditor', unit: 'qinhuai' }], [false, { role: 'bureau' }],
  ])('%s: %j', (expected, to) => expect(reaches(inspector, to)).toBe(expected));

  test('a grant without units is no address', () => {
    expect(addressesOf(person('li', { roles: { reporter: [] } }))).toEqual({ user: 'li', roles: [] });
  });

  test('nobody is reached by a notice to somebody else, whatever their grants', () => {
    const codes = fc.constantFrom('a', 'b', 'c');
    const actors: fc.Arbitrary<Actor> = fc.record({ id: codes, grants: fc.array(fc.record({ role: codes, units: fc.oneof(fc.constant('all' as const), fc.array(codes, { maxLength: 2 })) }), { maxLength: 3 }) });
    fc.assert(fc.property(actors, codes, codes, (actor, role, unit) => {
      expect(reaches(actor, { user: role })).toBe(actor.id === role);
      expect(reaches(actor, { role, unit })).toBe(actor.grants.some((g) => g.role === role && (g.units === 'all' || g.units.includes(unit))));
      expect(reaches(actor, { role })).toBe(actor.grants.some((g) => g.role === role && g.units === 'all'));
    }));
  });

  test('its key tells recipients apart', () => {
    const keys = [issuedNotice(1, { to: { user: 'a' } }), issuedNotice(1, { to: { role: 'a' } }), issuedNotice(1, { to: { role: 'a', unit: 'b' } })].map(({ to }) => recipientKey(to));
    expect(keys).toEqual(['user/a', 'role/a', 'role/a/b']);
  });
});
