import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { SecretStore, Session } from './secret-store.js';
import type { HandsOver } from '#engine/hand-over';
import { handOverContract, takeUpAll } from '../../../engine/hand-over/hand-over.contract.js';

const at = (minute: number): string => `2025-04-10T02:${String(minute).padStart(2, '0')}:00.000Z`;
const session = (changes: Partial<Session> = {}): Session => ({ session: 's-1', user: 'wang', startedAt: at(0), endsAt: at(30), limited: false, ...changes });

/** What every secret store has to do. */
export function secretStoreContract(name: string, open: () => Promise<SecretStore>): void {
  describe(`${name} as a secret store`, () => {
    let store: SecretStore;
    beforeEach(async () => void (store = await open()));
    afterEach(() => store.close());

    test('keeps the newest password and those before it', async () => {
      expect(await store.password('wang')).toBeUndefined();
      expect(await store.setPassword({ user: 'wang', hash: 'h1', setAt: at(1), mustChange: true })).toBe(true);
      expect(await store.password('wang')).toEqual({ user: 'wang', hash: 'h1', setAt: at(1), mustChange: true });
      expect(await store.setPassword({ user: 'wang', hash: 'h2', setAt: at(2), mustChange: false })).toBe(true);
      expect(await store.password('wang')).toEqual({ user: 'wang', hash: 'h2', setAt: at(2), mustChange: false });
      expect(await store.passwordHistory('wang', 5)).toEqual(['h2', 'h1']);
      expect(await store.passwordHistory('wang', 1)).toEqual(['h2']);
      expect(await store.passwordHistory('li', 5)).toEqual([]);
    });

    test('does not let an old reset, repeated, undo a newer password', async () => {
      await store.setPassword({ user: 'wang', hash: 'h1', setAt: at(1), mustChange: true });
      await store.setPassword({ user: 'wang', hash: 'h2', setAt: at(2), mustChange: false });
      expect(await store.setPassword({ user: 'wang', hash: 'h1', setAt: at(1), mustChange: true })).toBe(false);
      expect(await store.setPassword({ user: 'wang', hash: 'h3', setAt: at(2), mustChange: true })).toBe(false);
      expect((await store.password('wang'))?.hash).toBe('h2');
    });

    test('replaces a hash by a stronger one of the same password only', async () => {
      await store.setPassword({ user: 'wang', hash: 'h1', setAt: at(1), mustChange: false });
      await store.rehash('wang', 'other', 'h9');
      await store.rehash('wang', 'h1', 'h1-strong');
      expect(await store.password('wang')).toEqual({ user: 'wang', hash: 'h1-strong', setAt: at(1), mustChange: false });
    });

    test('keeps signing keys, newest first', async () => {
      const key = (kid: string, minute: number) => ({ kid, createdAt: at(minute), privateJwk: { kty: 'EC', d: kid } });
      await store.addSigningKey(key('old', 1));
      await store.addSigningKey(key('new', 2));
      expect(await store.signingKeys()).toEqual([key('new', 2), key('old', 1)]);
      await expect(store.addSigningKey(key('old', 3))).rejects.toThrow();
    });

    test('uses each refresh token once', async () => {
      await store.openSession(session(), 't1');
      expect(await store.refresh('t1', 't2', at(1))).toEqual({ outcome: 'rotated', session: session() });
      expect(await store.refresh('t2', 't3', at(2))).toEqual({ outcome: 'rotated', session: session() });
      expect(await store.refresh('never', 't9', at(2))).toEqual({ outcome: 'unknown' });
    });

    test('ends the session when a token comes a second time, for both who hold one', async () => {
      await store.openSession(session(), 't1');
      await store.openSession(session({ session: 's-2' }), 'u1');
      await store.refresh('t1', 't2', at(1));
      expect(await store.refresh('t1', 'x', at(1))).toEqual({ outcome: 'reused', session: session() });
      expect(await store.refresh('t2', 'y', at(1))).toEqual({ outcome: 'unknown' });
      expect(await store.session('s-1')).toBeUndefined();
      expect(await store.session('s-2')).toEqual(session({ session: 's-2' }));
    });

    test('lets one of two racing refreshes win', async () => {
      await store.openSession(session(), 't1');
      const outcomes = await Promise.all(['a', 'b'].map(async (next) => (await store.refresh('t1', next, at(1))).outcome));
      expect(outcomes.sort()).toEqual(['reused', 'rotated']);
    });

    test('leaves the session as it is for a token that was used up no earlier than is forgiven', async () => {
      await store.openSession(session(), 't1');
      await store.refresh('t1', 't2', at(5));
      expect(await store.refresh('t1', 'x', at(5), at(5))).toEqual({ outcome: 'overtaken', session: session() });
      expect(await store.refresh('x', 'y', at(5), at(5))).toEqual({ outcome: 'unknown' });
      expect(await store.refresh('t2', 't3', at(6), at(5))).toEqual({ outcome: 'rotated', session: session() });
      expect(await store.refresh('t1', 'x', at(7), at(6))).toEqual({ outcome: 'reused', session: session() });
      expect(await store.session('s-1')).toBeUndefined();
    });

    test('ends one session, or those of a user, or those whose time is over', async () => {
      const open = (id: string, user: string, endsAt: string) => store.openSession(session({ session: id, user, endsAt }), `t-${id}`);
      await open('a', 'wang', at(10));
      await open('b', 'wang', at(20));
      await open('c', 'wang', at(30));
      await open('d', 'li', at(10));
      await store.endSession('b');
      expect(await store.endSessions('wang', 'a')).toBe(1);
      expect([await store.session('a'), await store.session('b'), await store.session('c')].map((s) => s?.session)).toEqual(['a', undefined, undefined]);
      await store.forgetSessions(at(11));
      expect([await store.session('a'), await store.session('d')]).toEqual([undefined, undefined]);
      expect(await store.refresh('t-a', 'x', at(12))).toEqual({ outcome: 'unknown' });
      expect(await store.endSessions('nobody')).toBe(0);
    });

    test('remembers limited sessions as such', async () => {
      await store.openSession(session({ limited: true }), 't1');
      expect(await store.session('s-1')).toEqual(session({ limited: true }));
    });

    test('counts failures until a good sign-in and tells what was before it', async () => {
      await store.noteFailure('wang', at(1));
      await store.noteFailure('wang', at(2));
      expect(await store.signIns('wang')).toEqual({ failures: 2, lastFailureAt: at(2) });
      expect(await store.noteSignIn('wang', '10.0.0.1', at(3))).toEqual({ failures: 2, lastFailureAt: at(2) });
      expect(await store.signIns('wang')).toEqual({ failures: 0, lastFailureAt: at(2), lastAt: at(3), lastAddress: '10.0.0.1' });
      expect(await store.signIns('li')).toEqual({ failures: 0 });
    });

    test('knows addresses of an account since a time', async () => {
      await store.noteSignIn('wang', '10.0.0.1', at(3));
      expect([await store.knowsAddress('wang', '10.0.0.1', at(3)), await store.knowsAddress('wang', '10.0.0.1', at(4)), await store.knowsAddress('wang', '10.0.0.2', at(0)), await store.knowsAddress('li', '10.0.0.1', at(0))])
        .toEqual([true, false, false, false]);
    });
  });
}

/** What every secret store that hands over does. */
export function secretStoreHandOver(name: string, open: () => Promise<SecretStore & HandsOver>, other?: () => Promise<SecretStore & HandsOver>): void {
  const fill = async (store: SecretStore): Promise<void> => {
    await store.setPassword({ user: 'wang', hash: 'h1', setAt: at(1), mustChange: true });
    await store.setPassword({ user: 'wang', hash: 'h2', setAt: at(2), mustChange: false });
    await store.setPassword({ user: '李', hash: 'h3', setAt: at(2), mustChange: true });
    await store.addSigningKey({ kid: 'old', createdAt: at(1), privateJwk: { kty: 'EC', d: '1' } });
    await store.noteFailure('li', at(2));
    await store.noteSignIn('wang', '10.0.0.1', at(3));
    await store.noteSignIn('wang', '::1', at(4));
    await store.openSession(session(), 't1');
  };
  handOverContract<SecretStore & HandsOver>(`secrets: ${name}`, { open, ...(other ? { other } : {}), fill });

  describe(`handing over: secrets: ${name}`, () => {
    test('passwords with their history are handed over, sessions are not', async () => {
      const [from, to] = [await open(), await (other ?? open)()];
      await fill(from);
      await takeUpAll(from, to);
      expect([await to.password('wang'), await to.passwordHistory('wang', 9), await to.signIns('wang'), await to.knowsAddress('wang', '::1', at(4))])
        .toEqual([await from.password('wang'), ['h2', 'h1'], await from.signIns('wang'), true]);
      expect([await to.session('s-1'), await to.refresh('t1', 't2', at(5))]).toEqual([undefined, { outcome: 'unknown' }]);
      expect([await to.setPassword({ user: 'wang', hash: 'h0', setAt: at(2), mustChange: false }), await to.setPassword({ user: 'wang', hash: 'h9', setAt: at(9), mustChange: false })]).toEqual([false, true]);
      await Promise.all([from.close(), to.close()]);
    });
  });
}
