import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { IdentityServer, initialPassword, ownPassword, people } from './identity-server-examples.js';

let server: IdentityServer;
const tokens: Record<string, string> = {};
beforeAll(async () => {
  server = await IdentityServer.start({ demonstration: true });
  for (const { loginName } of people) tokens[loginName] = await server.tokenOf(loginName);
});
afterEach(() => expect(server.faults.splice(0)).toEqual([]));
afterAll(() => server.close());

const ask = (as: string, method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => server.ask(method, path, { token: tokens[as], body, headers });
const register = (loginName: string, more: object = {}, headers: Record<string, string> = {}) => ask('sys', 'POST', '/users', { loginName, password: initialPassword, ...more }, headers);
const rolesOf = async (token: string) => (await server.ask('GET', '/me', { token })).json.grants.map(({ role }: { role: string }) => role);

/** Register somebody who has changed the initial password; returns an access token. */
async function settled(loginName: string, more: object = {}): Promise<string> {
  await register(loginName, more);
  const { json } = await server.signIn(loginName, initialPassword);
  const changed = await server.ask('POST', '/me/password', { token: json.accessToken, body: { current: initialPassword, password: ownPassword } });
  return (tokens[loginName] = changed.json.accessToken as string);
}

describe('accounts', () => {
  test('are registered by the system administrator, listed for administrators and auditors', async () => {
    const done = await register('chen', { unit: 'xuanwu', personRef: 'p-7' });
    expect([done.status, done.json.events]).toEqual([201, [{ id: expect.any(String), type: 'identity.UserRegistered' }]]);
    const one = await ask('sec', 'GET', `/users/chen?waitFor=${done.json.position}`);
    expect(one).toMatchObject({ status: 200, json: { user: 'chen', unit: 'xuanwu', personRef: 'p-7', locked: false, grants: [], position: done.json.position } });
    expect(one.headers.get('etag')).toBe('"0"');
    const list = await ask('aud', 'GET', '/users?role=security-admin');
    expect(list.json).toMatchObject({ items: [{ user: 'sec' }], total: 1 });
    expect((await ask('aud', 'GET', '/users?demonstration=true')).json.items.map((u: { user: string }) => u.user)).toEqual(['demo']);
    expect(JSON.stringify((await ask('aud', 'GET', '/users?limit=500')).json)).not.toMatch(/argon2|hash|password"/);
    expect((await register('chen')).json.code).toBe('identity.already-registered');
    expect((await register('chen-2', { personRef: 'p-7' })).json).toMatchObject({ code: 'identity.person-has-account', values: { user: 'chen' } });
    expect((await register('weak', { password: 'abcdefgh' })).json.code).toBe('identity.password-too-simple');
    expect((await ask('sec', 'GET', '/users/weak')).status).toBe(404);
  });

  test('are made once when the request is repeated, and keep a password changed meanwhile', async () => {
    const key = { 'idempotency-key': 'form-1' };
    const first = await register('he', { personRef: 'p-8' }, key);
    const { json } = await server.signIn('he', initialPassword);
    await server.ask('POST', '/me/password', { token: json.accessToken, body: { current: initialPassword, password: ownPassword } });
    const again = await register('he', { personRef: 'p-8' }, key);
    expect([first.json.repeated, again.json.repeated]).toEqual([false, true]);
    expect((await server.signIn('he')).status).toBe(200);
  });

  test('are locked and opened from the next request on; the owner is told', async () => {
    const token = await settled('liu');
    await ask('sys', 'POST', '/users/liu/lock', { reason: '离岗' });
    expect((await server.ask('GET', '/me', { token })).status).toBe(401);
    expect((await server.signIn('liu')).json).toMatchObject({ status: 403, code: 'identity.account-locked' });
    expect((await server.signIn('liu', 'wrong-1X')).json.status).toBe(401);
    expect(await server.accessLog.count({ kind: 'sign-in-refused', user: 'liu' })).toBe(1);
    await ask('sys', 'POST', '/users/liu/unlock', { reason: '返岗' });
    expect((await server.ask('GET', '/me', { token })).status).toBe(200);
  });

  test('get a new password by a reset, which ends their sessions', async () => {
    const token = await settled('zhou');
    const reset = await ask('sys', 'POST', '/users/zhou/password-reset', { password: 'Fresh-Start-88', reason: '遗忘口令' });
    expect(reset.status).toBe(200);
    expect((await server.ask('GET', '/me', { token })).status).toBe(401);
    expect((await server.signIn('zhou')).status).toBe(401);
    expect((await server.signIn('zhou', 'Fresh-Start-88')).json.mustChangePassword).toBe(true);
    expect((await ask('sys', 'POST', '/users/sec/password-reset', { password: 'Fresh-Start-88', reason: 'x' })).json.code).toBe('identity.administrator-reset');
    expect((await server.signIn('sec')).status).toBe(200);
  });

  test('show their unit\'s names to colleagues, and nothing to strangers', async () => {
    const { json } = await ask('wang', 'GET', '/colleagues');
    expect(json.items).toContainEqual({ user: 'li', unit: 'xuanwu', personRef: null, demonstration: false });
    expect(json.items.every((u: { unit: string }) => u.unit === 'xuanwu')).toBe(true);
    expect((await ask('boss', 'GET', '/colleagues')).status).toBe(403);
    expect((await ask('wang', 'GET', '/users')).status).toBe(403);
  });
});

describe('roles', () => {
  test('are a catalogue in both languages for whoever is signed in', async () => {
    const { json } = await ask('wang', 'GET', '/roles');
    expect(json).toHaveLength(10);
    expect(json[1]).toMatchObject({ code: 'reporter', kind: 'business', title: { zh: '填报员', en: 'Reporter' } });
    expect((await server.ask('GET', '/roles')).status).toBe(401);
  });

  test('act with the next request after the grant, and no more after the revocation', async () => {
    const token = await settled('sun', { unit: 'xuanwu' });
    expect((await server.ask('GET', '/access-log', { token })).status).toBe(403);
    expect((await ask('sec', 'POST', '/users/sun/grants', { role: 'auditor', units: 'all' })).status).toBe(201);
    expect((await server.ask('GET', '/access-log', { token })).status).toBe(200);
    expect((await ask('sec', 'POST', '/users/sun/revocations', { role: 'auditor', reason: '岗位调整' })).status).toBe(200);
    expect((await server.ask('GET', '/access-log', { token })).status).toBe(403);
    expect(await rolesOf(token)).toEqual([]);
  });

  test.each([
    ['sys', '/users/wang/grants', { role: 'verifier', units: 'all' }, 403, 'access.forbidden'], ['boss', '/users/wang/grants', { role: 'verifier', units: 'all' }, 403, 'access.forbidden'],
    ['sec', '/users/sec/grants', { role: 'bureau', units: 'all' }, 403, 'identity.own-grant'], ['sec', '/users/wang/grants', { role: 'system-admin', units: 'all' }, 409, 'identity.incompatible-role'],
    ['sec', '/users/nobody/grants', { role: 'verifier', units: 'all' }, 404, 'identity.unknown-user'], ['sec', '/users/wang/grants', { role: 'king', units: 'all' }, 422, 'identity.unknown-role'],
    ['sec', '/users/wang/grants', { role: 'verifier', units: ['atlantis'] }, 404, 'identity.unknown-unit'], ['sec', '/users/wang/grants', { role: 'verifier', units: [] }, 400, 'request.invalid'],
    ['sec', '/users/wang/grants', { role: 'verifier', units: 'all', until: '2025-02-30' }, 400, 'request.invalid'], ['sec', '/users/aud/revocations', { role: 'audit-admin', reason: 'x' }, 409, 'identity.last-administrator'],
    ['sys', '/users/sec/lock', { reason: 'x' }, 409, 'identity.last-administrator'], ['sys', '/users/sys/lock', { reason: 'x' }, 403, 'identity.own-account'], ['sec', '/users', { loginName: 'x', password: initialPassword }, 403, 'access.forbidden'],
  ])('%s asking for %s with %j is answered %i %s', async (as, path, body, status, code) => {
    expect(await ask(as, 'POST', path, body)).toMatchObject({ status, json: { code } });
  });

  test('leave one administrator of each kind when two try to remove each other at once', async () => {
    for (const name of ['sys-2', 'sys-3']) {
      await settled(name);
      await ask('sec', 'POST', `/users/${name}/grants`, { role: 'system-admin', units: 'all' });
    }
    const all = ['sys', 'sys-2', 'sys-3'];
    await Promise.all(all.map((by, i) => ask(by, 'POST', `/users/${all[(i + 1) % 3]}/lock`, { reason: '互锁' })));
    const able = all.filter((name) => server.identity.directory.account(name)?.status === 'active');
    expect(able.length).toBeGreaterThan(0);
    for (const name of all) if (!able.includes(name)) await ask(able[0]!, 'POST', `/users/${name}/unlock`, { reason: '恢复' });
  });
});

describe('standing in for a colleague', () => {
  const days = { fromDate: '2025-04-10', untilDate: '2025-04-12' };

  test('works until it is ended, and shows', async () => {
    const token = await settled('wu', { unit: 'xuanwu' });
    const made = await ask('wang', 'POST', '/users/wu/delegations', { role: 'reporter', units: ['xuanwu'], ...days });
    expect(made.status).toBe(201);
    expect((await server.ask('GET', '/me', { token })).json.grants).toMatchObject([{ role: 'reporter', units: ['xuanwu'], until: '2025-04-12', delegatedBy: 'wang' }]);
    const { items } = (await ask('li', 'GET', `/delegations?to=wu&waitFor=${made.json.position}`)).json;
    expect(items).toMatchObject([{ from: 'wang', to: 'wu', role: 'reporter', endedAt: null }]);
    const end = (as: string) => ask(as, 'POST', `/users/wu/delegations/${items[0].delegation}/end`, { reason: '提前返岗' });
    expect((await end('li')).json.code).toBe('identity.not-the-delegator');
    expect((await end('wang')).status).toBe(200);
    expect(await rolesOf(token)).toEqual([]);
  });

  test('passes nobody\'s rights but one\'s own', async () => {
    expect((await ask('wang', 'POST', '/users/li/delegations', { role: 'bureau', units: 'all', ...days })).json.code).toBe('identity.delegation-not-own');
    expect((await ask('sec', 'POST', '/users/li/delegations', { role: 'security-admin', units: 'all', ...days })).status).toBe(403);
  });
});
