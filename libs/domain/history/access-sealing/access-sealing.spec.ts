import { describe, expect, test } from '@jest/globals';
import { given, person } from '#engine/testing';
import type { AccessSealingEvent } from './access-sealing.events.js';
import { accessSealingRefusals } from './access-sealing.refusals.js';
import { AccessSealing, type AccessSealingOptions } from './access-sealing.js';
import { maySealAccessLog, maySeeAccessSeals, mayTrimAccessLog } from './access-sealing.policies.js';
import { sealAccessLog } from './seal-access-log.js';
import { fewestDaysKept, oldestKept, trimAccessLog } from './trim-access-log.js';

const hash = (digit: string): string => digit.repeat(64);
const head = (seq: number, digit = String(seq % 10)) => ({ seq, hash: hash(digit) });
const sealed = (seq: number, entries = seq): AccessSealingEvent => ({ type: 'history.AccessLogSealed', data: { ...head(seq), entries } });
const trimmed = (seq: number): AccessSealingEvent => ({ type: 'history.AccessLogTrimmed', data: { ...head(seq), upTo: '2024-01-01T00:00:00.000Z', keptDays: 183, reason: '到期' } });
const audit = person('aud', { roles: { 'audit-admin': 'all' } });
const now = '2025-03-03T01:00:00.000Z';

describe('sealing the access log', () => {
  test('keeps the head, with the number of entries that are new', () => {
    given().as(audit).when(sealAccessLog, { head: head(5) }).then({ type: 'history.AccessLogSealed', data: { ...head(5), entries: 5 } });
    given(sealed(5)).when(sealAccessLog, { head: head(8), atLastSeal: head(5) }).then({ type: 'history.AccessLogSealed', data: { ...head(8), entries: 3 } });
    given(sealed(8), trimmed(5)).when(sealAccessLog, { head: head(9), atLastSeal: head(8) }).then({ type: 'history.AccessLogSealed', data: { ...head(9), entries: 1 } });
  });

  test('records nothing when no entry is new', () => {
    given().when(sealAccessLog, { head: head(0) }).thenNothing();
    given(sealed(5)).when(sealAccessLog, { head: head(5), atLastSeal: head(5) }).thenNothing();
  });

  test('is refused for a log that was cut off', () => {
    given(sealed(5)).when(sealAccessLog, { head: head(3) }).thenRefused('history.access-log-shorter', { seq: 3, sealed: 5 });
  });

  test('is refused for a log that was rewritten, so that nothing covers it up', () => {
    given(sealed(5)).when(sealAccessLog, { head: head(8), atLastSeal: head(5, 'f') }).thenRefused('history.access-log-differs', { seq: 5 });
    given(sealed(5)).when(sealAccessLog, { head: head(5, 'f') }).thenRefused('history.access-log-differs', { seq: 5 });
    given(sealed(5), trimmed(5)).when(sealAccessLog, { head: head(5, 'f') }).thenRefused('history.access-log-differs', { seq: 5 });
  });
});

describe('removing what was kept long enough', () => {
  const old = { ...head(5), upTo: '2024-01-01T00:00:00.000Z' };
  const command = { cut: old, keptDays: 183, reason: '宁审〔2025〕3号' };

  test('records up to where, until when, how long it was kept and why', () => {
    given(sealed(5), sealed(9)).as(audit).when(trimAccessLog, command, { now }).then({ type: 'history.AccessLogTrimmed', data: { ...head(5), upTo: old.upTo, keptDays: 183, reason: '宁审〔2025〕3号' } });
  });

  test('needs a reason', () => {
    given(sealed(5)).when(trimAccessLog, { ...command, reason: '  ' }, { now }).thenRefused('history.trim-reason-required');
  });

  test('is refused where nothing sealed is old enough, or nothing more than before', () => {
    const before = oldestKept(now, 183);
    given(sealed(5)).when(trimAccessLog, { keptDays: 183, reason: 'x' }, { now }).thenRefused('history.nothing-to-trim', { before });
    given(sealed(4)).when(trimAccessLog, command, { now }).thenRefused('history.nothing-to-trim', { before });
    given(sealed(5), trimmed(5)).when(trimAccessLog, command, { now }).thenRefused('history.nothing-to-trim', { before });
  });

  test('never takes what is younger than six months, whatever was asked', () => {
    const young = { ...old, upTo: oldestKept(now, fewestDaysKept) };
    given(sealed(5)).when(trimAccessLog, { ...command, cut: young, keptDays: 1 }, { now }).thenRefused('history.access-log-too-young', { seq: 5, at: young.upTo, days: 183 });
    given(sealed(5)).when(trimAccessLog, { ...command, keptDays: 1_000 }, { now }).thenRefused('history.access-log-too-young', { seq: 5, at: old.upTo, days: 1_000 });
    expect(() => new AccessSealing({ keptDays: 182 } as AccessSealingOptions)).toThrow(RangeError);
    expect(new AccessSealing({ keptDays: 183 } as AccessSealingOptions).keptDays).toBe(183);
    expect(new AccessSealing({} as AccessSealingOptions).keptDays).toBe(1_096);
  });
});

describe('who may', () => {
  test.each(['bureau', 'reporter', 'verifier', 'inspector', 'leadership', 'organisation', 'auditor', 'system-admin', 'security-admin'])('%s neither seals nor removes', (role) => {
    const actor = person('x', { roles: { [role]: 'all' } });
    expect([maySealAccessLog.scope(actor), mayTrimAccessLog.scope(actor)]).toEqual([[], []]);
  });

  test('the audit administrator does both, the system only seals, auditors look on', () => {
    const [system, auditor] = [person('system', { roles: { system: 'all' } }), person('a', { roles: { auditor: 'all' } })];
    expect([audit, system].map((actor) => [maySealAccessLog.scope(actor), mayTrimAccessLog.scope(actor), maySeeAccessSeals.scope(actor)])).toEqual([['all', 'all', 'all'], ['all', [], []]]);
    expect(maySeeAccessSeals.scope(auditor)).toBe('all');
  });
});

describe('its texts', () => {
  test('are in both languages with the same places', () => {
    const places = (text: string): string => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort().join();
    const texts = Object.values(accessSealingRefusals).flatMap(({ title, remedy }) => [title, remedy]);
    expect(texts.filter(({ zh, en }) => places(zh) !== places(en) || !/\p{Script=Han}/u.test(zh) || /\p{Script=Han}/u.test(en) || /\p{Script=Han}[,;:?!]|[,;:?!]\p{Script=Han}/u.test(zh))).toEqual([]);
  });
});
