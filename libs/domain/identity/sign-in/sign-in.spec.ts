import { afterEach, describe, expect, test } from '@jest/globals';
import { IdentityServer, initialPassword, ownPassword } from '../identity-server-examples.js';

let server: IdentityServer;
const start = async (...given: Parameters<typeof IdentityServer.start>): Promise<void> => void (server = await IdentityServer.start(...given));
afterEach(async () => {
  expect(server.faults).toEqual([]);
  await server.close();
});

const me = (token?: string) => server.ask('GET', '/me', { token });
const refresh = (refreshToken: string) => server.ask('POST', '/sign-in/refresh', { body: { refreshToken } });

describe('signing in', () => {
  test('gives tokens, and they say who one is and what one may do', async () => {
    await start();
    const { status, json } = await server.signIn('wang');
    expect([status, json]).toEqual([200, {
      user: 'wang', tokenType: 'Bearer', accessToken: expect.any(String), expiresInSeconds: 900, refreshToken: expect.any(String), sessionEndsAt: '2025-04-10T14:01:00.000Z',
      mustChangePassword: false, demonstration: false, signInsBefore: { failures: 0 },
    }]);
    expect((await me(json.accessToken)).json).toEqual({
      user: 'wang', loginName: 'wang', unit: 'xuanwu', personRef: null, demonstration: false, label: null, mustChangePassword: false,
      grants: [{ role: 'reporter', title: { zh: '填报员', en: 'Reporter' }, units: ['xuanwu'], until: null, delegatedBy: null }],
      signIns: { failures: 0, lastAt: '2025-04-10T02:01:00.000Z', lastAddress: '127.0.0.1' },
    });
    expect(await server.entries(1)).toEqual(['sign-in wang']);
  });

  test('answers a wrong password and an unknown name alike, and writes no name down that is nobody\'s', async () => {
    await start();
    const [wrong, unknown] = [await server.signIn('wang', 'not-this-1X'), await server.signIn('my-password-typed-here', 'x')];
    expect([wrong.status, unknown.status]).toEqual([401, 401]);
    for (const { json } of [wrong, unknown]) delete json.traceId;
    expect(unknown.json).toEqual(wrong.json);
    expect(await server.entries(2)).toEqual(['sign-in-failed wang', 'sign-in-failed -']);
    expect((await server.accessLog.entries({}, 1))[0]).not.toMatchObject({ detail: expect.anything() });
    expect((await server.signIn('wang')).json.signInsBefore).toMatchObject({ failures: 1, lastFailureAt: '2025-04-10T02:01:00.000Z' });
  });

  test('takes the login name in any case and width', async () => {
    await start();
    expect((await server.signIn(' ＷａｎＧ ')).status).toBe(200);
  });

  test('wants a name and a password, as texts, and nothing else', async () => {
    await start();
    const bodies = [undefined, { loginName: 'wang' }, { loginName: 'wang', password: { $ne: null } }, { loginName: ['wang'], password: ownPassword }, { loginName: 'wang', password: ownPassword, role: 'bureau' }, { loginName: 'wang', password: 'x'.repeat(1_001) }];
    for (const body of bodies) expect((await server.ask('POST', '/sign-in', { body })).status).toBe(400);
  });

  test('with an initial password lets one change it and nothing else', async () => {
    await start();
    const sys = await server.tokenOf('sys');
    await server.ask('POST', '/users', { token: sys, body: { loginName: 'zhao', unit: 'xuanwu', password: initialPassword } });
    const first = await server.signIn('zhao', initialPassword);
    expect(first.json.mustChangePassword).toBe(true);
    await server.ask('POST', '/users/zhao/grants', { token: await server.tokenOf('sec'), body: { role: 'auditor', units: 'all' } });
    const token = first.json.accessToken;
    expect((await server.ask('GET', '/users', { token })).status).toBe(403);
    expect((await server.ask('GET', '/colleagues', { token })).status).toBe(403);
    expect((await me(token)).json.mustChangePassword).toBe(true);
    const changed = await server.ask('POST', '/me/password', { token, body: { current: initialPassword, password: ownPassword } });
    expect([changed.status, changed.json.mustChangePassword]).toEqual([200, false]);
    expect((await server.ask('GET', '/users', { token: changed.json.accessToken })).status).toBe(200);
    expect((await me(token)).status).toBe(401);
  });

  test('after 90 days asks for a new password under 等保, and never under ASVS', async () => {
    await start();
    server.clock.advance({ days: 91 });
    expect((await server.signIn('wang')).json.mustChangePassword).toBe(true);
    await server.close();
    await start({ passwordProfile: 'asvs-l2' });
    server.clock.advance({ days: 91 });
    expect((await server.signIn('wang')).json.mustChangePassword).toBe(false);
  });

  test('with a demonstration account works where that is switched on, without ever changing its password', async () => {
    await start();
    expect((await server.signIn('demo')).json).toMatchObject({ status: 403, code: 'identity.demonstration-off' });
    await server.close();
    await start({ demonstration: true });
    const { json } = await server.signIn('demo');
    expect(json).toMatchObject({ demonstration: true, mustChangePassword: false });
    expect((await me(json.accessToken)).json.label).toEqual({ zh: '演示账号', en: 'Demonstration account' });
    const change = await server.ask('POST', '/me/password', { token: json.accessToken, body: { current: ownPassword, password: 'Another-One-77' } });
    expect(change.json).toMatchObject({ status: 403, code: 'identity.demonstration-fixed' });
  });
});

describe('a session', () => {
  test('is renewed by refresh tokens that are good once', async () => {
    await start();
    const first = (await server.signIn('wang')).json;
    server.clock.advance({ minutes: 20 });
    expect((await me(first.accessToken)).status).toBe(401);
    const second = await refresh(first.refreshToken);
    expect([second.status, second.json.sessionEndsAt]).toEqual([200, first.sessionEndsAt]);
    expect((await me(second.json.accessToken)).status).toBe(200);
  });

  test('ends for both when a refresh token is used a second time', async () => {
    await start();
    const stolen = (await server.signIn('wang')).json.refreshToken;
    const mine = (await refresh(stolen)).json;
    const other = (await server.signIn('wang')).json;
    expect((await refresh(stolen)).status).toBe(401);
    expect(await server.entries(1)).toEqual(['token-reused wang']);
    expect((await me(mine.accessToken)).status).toBe(401);
    expect((await refresh(mine.refreshToken)).status).toBe(401);
    expect((await me(other.accessToken)).status).toBe(200);
  });

  test('ends with its twelfth hour, whatever is refreshed', async () => {
    await start();
    let { accessToken, refreshToken } = (await server.signIn('wang')).json;
    server.clock.advance({ hours: 11, minutes: 59 });
    ({ accessToken, refreshToken } = (await refresh(refreshToken)).json);
    expect((await me(accessToken)).status).toBe(200);
    server.clock.advance({ minutes: 1 });
    expect((await me(accessToken)).status).toBe(401);
    expect((await refresh(refreshToken)).status).toBe(401);
  });

  test('ends with sign-out at once, and only this one', async () => {
    await start();
    const [one, two] = [(await server.signIn('wang')).json, (await server.signIn('wang')).json];
    expect((await server.ask('POST', '/sign-out', { token: one.accessToken })).status).toBe(204);
    expect([(await me(one.accessToken)).status, (await refresh(one.refreshToken)).status, (await me(two.accessToken)).status]).toEqual([401, 401, 200]);
    expect(await server.accessLog.count({ kind: 'sign-out', user: 'wang' })).toBe(1);
  });

  test('of nobody: no token, noise, or somebody else\'s refresh token as access token', async () => {
    await start();
    const { refreshToken } = (await server.signIn('wang')).json;
    for (const token of [undefined, 'x', refreshToken, 'a.b.c', `${'a'.repeat(3_000)}.b.c`]) expect((await me(token)).status).toBe(401);
    for (const token of ['x', 'a'.repeat(200)]) expect((await refresh(token)).status).toBe(401);
  });
});

describe('changing the own password', () => {
  const change = (token: string, current: string, password: string) => server.ask('POST', '/me/password', { token, body: { current, password } });

  test('needs the present one, and ends every other session', async () => {
    await start();
    const [here, elsewhere] = [(await server.signIn('wang')).json, (await server.signIn('wang')).json];
    expect((await change(here.accessToken, 'not-this-1X', 'Silver-Bridge-9')).json).toMatchObject({ status: 403, code: 'identity.password-wrong', field: 'body.current' });
    const changed = await change(here.accessToken, ownPassword, 'Silver-Bridge-9');
    expect(changed.status).toBe(200);
    expect([(await me(elsewhere.accessToken)).status, (await refresh(elsewhere.refreshToken)).status, (await me(changed.json.accessToken)).status]).toEqual([401, 401, 200]);
    expect([(await server.signIn('wang')).status, (await server.signIn('wang', 'Silver-Bridge-9')).status]).toEqual([401, 200]);
    expect(await server.accessLog.count({ kind: 'password-changed', user: 'wang' })).toBe(1);
  });

  test('is refused for weak ones and for those used before', async () => {
    await start();
    const token = await server.tokenOf('wang');
    for (const [password, code] of [['short1A', 'too-short'], ['alllowercase', 'too-simple'], [ownPassword, 'used-before'], [initialPassword, 'used-before']] as const) {
      expect((await change(token, ownPassword, password)).json).toMatchObject({ status: 422, code: `identity.password-${code}`, field: 'body.password' });
    }
    expect((await me(token)).status).toBe(200);
  });

  test('cannot be tried at will with somebody\'s token', async () => {
    await start();
    const token = await server.tokenOf('wang');
    const tries = [];
    for (let i = 0; i < 6; i += 1) tries.push((await change(token, `guess-${i}-X`, 'Silver-Bridge-9')).status);
    expect(tries).toEqual([403, 403, 403, 403, 403, 429]);
  });
});
