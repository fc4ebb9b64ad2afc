import { describe, expect, test } from '@jest/globals';
import { newId } from '#engine/kernel';
import type { EventStore } from '#engine/event-store';
import { MemoryEventStore } from '#engine/event-store/memory';
import { TestClock } from '#engine/testing';
import { delegated, granted, locked, registered, revoked } from '../identity-examples.js';
import { userStream, type IdentityEvent } from '../identity.events.js';
import { UserDirectory } from './user-directory.js';

async function record(store: EventStore, ...events: readonly { readonly type: string; readonly data: any }[]): Promise<number> {
  let position = 0;
  for (const { type, data } of events) {
    const id = newId();
    const meta = { actor: 'tester', correlation: id, causation: id };
    ({ position } = await store.append([{ stream: userStream(data.to ?? data.user ?? 'x'), expected: 'any', events: [{ id, type, schema: 1, data, meta }] }]));
  }
  return position;
}

async function started(...events: readonly IdentityEvent[]) {
  const clock = new TestClock('2025-04-10T02:00:00.000Z');
  const store = new MemoryEventStore({ clock, pollMs: 5 });
  await record(store, ...events);
  const directory = new UserDirectory({ clock, retryMs: 5 });
  await directory.start(store);
  return { clock, store, directory };
}

describe('the user directory', () => {
  test('knows at its start what the log has, and then what is added', async () => {
    const { store, directory } = await started(registered(), granted('reporter', { units: ['xuanwu'] }));
    expect(directory.grants('wang')).toEqual([{ role: 'reporter', units: ['xuanwu'] }]);
    await directory.reached(await record(store, revoked('reporter')));
    expect(directory.grants('wang')).toEqual([]);
    await directory.reached(await record(store, registered('li', { personRef: 'p-1' }), locked('li')));
    expect([directory.account('li')?.status, directory.accountOfPerson('p-1'), directory.accountOfPerson('p-2'), directory.account('nobody')]).toEqual(['locked', 'li', undefined, undefined]);
    expect(directory.grants('nobody')).toEqual([]);
    await directory.stop();
  });

  test('looks at the clock on each question', async () => {
    const { clock, directory } = await started(registered(), granted('reporter', { until: '2025-04-10' }), registered('li'), granted('verifier', { user: 'li' }), delegated({ role: 'verifier', units: 'all', fromDate: '2025-04-11', untilDate: '2025-04-12' }));
    const roles = () => directory.grants('wang').map(({ role, delegatedBy }) => [role, delegatedBy]);
    expect(roles()).toEqual([['reporter', undefined]]);
    clock.advance({ days: 1 });
    expect(roles()).toEqual([['verifier', 'li']]);
    clock.advance({ days: 2 });
    expect(roles()).toEqual([]);
    await directory.stop();
  });

  test('counts the others who hold a role and can act', async () => {
    const admin = (user: string) => [registered(user), granted('security-admin', { user })];
    const { store, directory } = await started(...admin('wang'), ...admin('li'), ...admin('zhao'), registered('qian'), granted('auditor', { user: 'qian', until: '2025-04-09' }));
    expect(directory.otherHolders('wang', ['security-admin', 'auditor'])).toEqual({ 'security-admin': 2, auditor: 0 });
    await directory.reached(await record(store, locked('li'), revoked('security-admin', 'zhao')));
    expect(directory.otherHolders('wang', ['security-admin'])).toEqual({ 'security-admin': 0 });
    await directory.stop();
  });

  test('passes over what is not of identity, and still says how far it is', async () => {
    const { store, directory } = await started(registered());
    await directory.reached(await record(store, { type: 'reporting.IndicatorReported', data: {} }, { type: 'plan.PlanAdopted', data: {} }));
    await directory.caughtUp();
    expect(directory.account('wang')?.status).toBe('active');
    await directory.stop();
  });

  test('lets nobody in while it cannot follow the log, and recovers', async () => {
    const { store, directory } = await started(registered());
    let failing = true;
    const flaky = { head: () => store.head(), follow: (options: Parameters<EventStore['follow']>[0]) => { if (failing) throw new Error('disk gone'); return store.follow(options); } };
    const other = new UserDirectory({ clock: new TestClock(), retryMs: 2 });
    const starting = other.start(flaky);
    await until(() => throwsUnavailable(() => other.account('wang')));
    failing = false;
    await starting;
    expect(other.account('wang')?.status).toBe('active');
    await Promise.all([directory.stop(), other.stop()]);
  });

  test('stops at a kind of fact it does not know rather than miss that a right was taken away', async () => {
    const { store, directory } = await started(registered(), granted('bureau'));
    await record(store, { type: 'identity.RightsSuspended', data: { user: 'wang' } });
    await until(() => throwsUnavailable(() => directory.grants('wang')));
    await directory.stop();
  });

  test('cannot be asked before it was started', async () => {
    await expect(new UserDirectory({ clock: new TestClock() }).caughtUp()).rejects.toThrow('not started');
  });
});

function throwsUnavailable(ask: () => unknown): boolean {
  try {
    ask();
    return false;
  } catch (error) {
    return (error as Error).name === 'DirectoryUnavailable';
  }
}

async function until(met: () => boolean): Promise<void> {
  const deadline = performance.now() + 5_000;
  while (!met()) {
    if (performance.now() > deadline) throw new Error('it never came about');
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}
