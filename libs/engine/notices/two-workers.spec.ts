import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { MemoryReadStore } from '#engine/read-store/memory';
import { appendTo } from '#engine/testing';
import { issued, noticeSetting, overdue, until } from './notice-examples.js';

let setting: ReturnType<typeof noticeSetting>;
let leases: MemoryReadStore;
beforeEach(() => {
  setting = noticeSetting();
  leases = new MemoryReadStore();
});
afterEach(() => setting.stop());

const lease = (owner: string) => ({ lease: { leases, owner, forMs: 300 } });

describe('two workers', () => {
  test('share the work: each notice is delivered by one of them, once', async () => {
    const { store, outlet, open } = setting;
    const workers = [open(lease('one')), open(lease('two'))];
    for (let n = 1; n <= 40; n++) await appendTo(store, `finding-F${n}`, issued(`F${n}`), overdue(`F${n}`, 1));
    await until(() => outlet.arrived.length === 120);
    const states = (await Promise.all(workers.map((worker) => worker.status()))).map(({ outlets }) => outlets[0]!.state).sort();
    expect(states).toEqual(['live', 'standby']);
    expect(outlet.calls).toHaveLength(120);
  });

  test('take over from each other when one stops', async () => {
    const { store, outlet, open } = setting;
    const first = open(lease('one'));
    await until(async () => (await first.status()).outlets[0]!.state === 'live');
    const second = open(lease('two'));
    await appendTo(store, 'finding-F1', overdue('F1', 1));
    expect(await first.whenDelivered('sms', 1, 5_000)).toBe(true);
    await first.stop();
    await appendTo(store, 'finding-F1', overdue('F1', 2));
    expect(await second.whenDelivered('sms', 2, 5_000)).toBe(true);
    expect(outlet.calls).toHaveLength(2);
  });

  test('one of which hangs amid a delivery: the other delivers it under the same id, and the late answer changes nothing', async () => {
    const { store, clock, outlet, outbox, open } = setting;
    let release: () => void = () => undefined;
    outlet.after = () => new Promise((resolve) => (release = resolve));
    const slow = open(lease('slow'));
    await appendTo(store, 'finding-F1', overdue('F1', 1));
    await until(() => outlet.calls.length === 1);
    outlet.after = () => undefined;
    const other = open(lease('other'));
    // The slow one renews no more: to the others its lease has run out.
    const renew = leases.lease.bind(leases);
    leases.lease = async (name, owner, now, forMs) => (owner === 'slow' ? undefined : renew(name, owner, now, forMs));
    clock.advance({ seconds: 1 });
    expect(await other.whenDelivered('sms', 1, 5_000)).toBe(true);
    const row = await outbox.one(outlet.calls[0]!);
    expect([outlet.calls[0] === outlet.calls[1], outlet.calls.length, row?.state]).toEqual([true, 2, 'delivered']);
    clock.advance({ minutes: 5 });
    release();
    await slow.stop();
    expect(await outbox.one(outlet.calls[0]!)).toEqual(row);
    expect(outlet.arrived).toHaveLength(1);
  });
});
