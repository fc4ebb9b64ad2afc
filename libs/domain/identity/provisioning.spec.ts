import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CommandEngine } from '#engine/commands';
import { MemoryEventStore } from '#engine/event-store/memory';
import { newId } from '#engine/kernel';
import { TestClock } from '#engine/testing';
import { unitEvents, unitStream } from '#domain/units';
import { demoAccounts, demonstrationPassword } from './demo/demo-accounts.js';
import { unit } from './identity-examples.js';
import { identityEvents } from './identity.events.js';
import { firstAdministrators, newPassword, NotProvisioned, provisionAccounts, type Provisioning } from './provisioning.js';
import { isRole } from './roles.js';
import { PasswordHashing } from './secrets/password-hashing.js';
import { passwordPolicies, passwordProblem } from './secrets/password-policy.js';
import { SqliteSecretStore } from './secrets/sqlite/index.js';

let folder: string;
let store: MemoryEventStore;
let secrets: SqliteSecretStore;
let parts: Provisioning;
let hashed: number;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'provisioning-'));
  const clock = new TestClock();
  const hashing = new PasswordHashing();
  hashed = 0;
  store = new MemoryEventStore({ clock });
  secrets = new SqliteSecretStore(join(folder, 'secrets.db'));
  parts = { engine: new CommandEngine(store, { ...identityEvents, ...unitEvents }, clock), secrets, clock, hashing: { hash: (password) => ((hashed += 1), hashing.hash(password)) } };
});
afterEach(async () => {
  await secrets.close();
  rmSync(folder, { recursive: true });
});

async function registerUnits(codes: readonly string[]): Promise<void> {
  const meta = { actor: 'x', correlation: newId(), causation: newId() };
  await store.append(codes.map((code) => ({ stream: unitStream(code), expected: 'no-stream' as const, events: [{ id: newId(), type: unit().type, schema: 1, data: { ...unit(code).data }, meta }] })));
}

describe('making accounts', () => {
  test('gives a new system its three administrators, who must change their passwords', async () => {
    await provisionAccounts(parts, firstAdministrators(), { demonstration: false });
    const events = (await store.readAll({ after: 0, limit: 100 })).events;
    expect(events.map(({ type }) => type).sort()).toEqual([...Array(3).fill('identity.RoleGranted'), ...Array(3).fill('identity.UserRegistered')]);
    expect(new Set(events.map(({ meta }) => meta.actor))).toEqual(new Set(['system:operator']));
    for (const user of ['sysadmin', 'secadmin', 'auditadmin']) expect((await secrets.password(user))?.mustChange).toBe(true);
  });

  test('leaves what is there as it is, however often it is asked for', async () => {
    const accounts = firstAdministrators();
    await provisionAccounts(parts, accounts, { demonstration: false });
    const before = [await store.head(), await secrets.password('secadmin')];
    await provisionAccounts(parts, accounts, { demonstration: false });
    await provisionAccounts(parts, firstAdministrators(), { demonstration: false });
    expect([await store.head(), await secrets.password('secadmin')]).toEqual(before);
  });

  test('of the demo city takes one hash for all, which nobody has to change', async () => {
    const accounts = demoAccounts();
    await registerUnits([...new Set(accounts.flatMap(({ unit: code, units }) => [...(code ? [code] : []), ...(units === 'all' ? [] : units)]))]);
    await provisionAccounts(parts, accounts, { demonstration: true });
    expect(hashed).toBe(1);
    for (const { loginName } of accounts) expect((await secrets.password(loginName))?.mustChange).toBe(false);
    const { events } = await store.readAll({ after: 0, limit: 1_000, types: ['identity.UserRegistered'] });
    expect([events.length, events.every(({ data }) => data['demonstration'] === true)]).toEqual([accounts.length, true]);
  });

  test('says which one could not be made', async () => {
    await expect(provisionAccounts(parts, [{ loginName: 'wang', role: 'reporter', unit: 'atlantis', units: ['atlantis'], password: 'x' }], { demonstration: false })).rejects.toThrow(NotProvisioned);
    await expect(provisionAccounts(parts, [{ loginName: 'wang', role: 'reporter', unit: 'atlantis', units: ['atlantis'], password: 'x' }], { demonstration: false })).rejects.toThrow('identity.unknown-unit');
  });
});

describe('drawn passwords', () => {
  test('hold under every policy and differ', () => {
    const drawn = Array.from({ length: 200 }, newPassword);
    expect(new Set(drawn).size).toBe(200);
    for (const policy of Object.values(passwordPolicies)) for (const password of drawn) expect(passwordProblem(password, 'sysadmin', policy)).toBeUndefined();
  });
});

describe('the accounts of the demo city', () => {
  const accounts = demoAccounts();

  test('have a reporter for each of the twelve areas, and somebody for every role', () => {
    const names = accounts.map(({ loginName }) => loginName);
    expect(new Set(names).size).toBe(names.length);
    for (const area of ['xuanwu', 'qinhuai', 'jianye', 'gulou', 'pukou', 'qixia', 'yuhuatai', 'jiangning', 'luhe', 'lishui', 'gaochun', 'jiangbei-new-area']) expect(names).toContain(`reporter-${area}`);
    expect([...new Set(accounts.map(({ role }) => role))].filter(isRole)).toHaveLength(10);
    expect(accounts.filter(({ role }) => role === 'reporter').every(({ unit: own, units }) => units !== 'all' && units.length === 1 && units[0] === own)).toBe(true);
  });

  test('are marked in both languages and share one password', () => {
    for (const { label, password } of accounts) {
      expect(label.zh).toMatch(/^演示账号：/);
      expect(label.en).toMatch(/^Demonstration account: /);
      expect(password).toBe(demonstrationPassword);
    }
    expect(accounts.find(({ loginName }) => loginName === 'reporter-xuanwu')?.label).toEqual({ zh: '演示账号：玄武区填报员', en: 'Demonstration account: Reporter, Xuanwu' });
  });
});
