import { afterEach, describe, expect, test } from '@jest/globals';
import { IdentityServer, initialPassword, ownPassword, type Reply } from '../identity-server-examples.js';

let server: IdentityServer;
const start = async (...given: Parameters<typeof IdentityServer.start>): Promise<void> => void (server = await IdentityServer.start(...given));
afterEach(async () => {
  expect(server.faults).toEqual([]);
  await server.close();
});

const signIn = (loginName: string, password = ownPassword) => server.ask('POST', '/sign-in', { body: { loginName, password, session: 'cookie' } });
const renew = (cookie?: string, headers: Record<string, string> = {}) => server.ask('POST', '/sign-in/refresh', { body: {}, headers: { ...(cookie === undefined ? {} : { cookie }), ...headers } });
const me = (token: string) => server.ask('GET', '/me', { token });
/** What the browser sends back. */
const cookieOf = ({ headers }: Reply): string => headers.get('set-cookie')!.split(';')[0]!;

describe('a session of a browser', () => {
  test('keeps its refresh token in a cookie and out of the answer', async () => {
    await start();
    const { status, json, headers } = await signIn('wang');
    expect([status, json.refreshToken, json.accessToken]).toEqual([200, undefined, expect.any(String)]);
    expect(headers.get('set-cookie')).toMatch(/^zhiheng-refresh=[\w-]{43}; Path=\/api\/sign-in; HttpOnly; SameSite=Strict; Max-Age=43200$/);
    const token = await server.signIn('wang');
    expect([token.json.refreshToken, token.headers.get('set-cookie')]).toEqual([expect.any(String), null]);
  });

  test('sends its cookie by HTTPS only where browsers come by HTTPS', async () => {
    await start({ https: true });
    expect((await signIn('wang')).headers.get('set-cookie')).toMatch(/; Secure$/);
  });

  test('is renewed by the cookie, which is another one each time and lasts as long as the session', async () => {
    await start();
    const first = await signIn('wang');
    server.clock.advance({ hours: 2 });
    const second = await renew(cookieOf(first));
    expect([second.status, second.json.refreshToken, second.json.sessionEndsAt]).toEqual([200, undefined, first.json.sessionEndsAt]);
    expect(second.headers.get('set-cookie')).toContain('Max-Age=36000');
    expect(cookieOf(second)).not.toBe(cookieOf(first));
    expect((await me(second.json.accessToken)).status).toBe(200);
    expect((await renew(cookieOf(second))).status).toBe(200);
  });

  test('without a cookie is not renewed, and that is said', async () => {
    await start();
    for (const cookie of [undefined, 'other=1', 'zhiheng-refresh=']) expect((await renew(cookie)).json).toMatchObject({ status: 401, code: 'identity.no-session-cookie' });
    expect((await renew('zhiheng-refresh=never-given')).json).toMatchObject({ status: 401, code: 'identity.sign-in-failed' });
  });

  test('is not renewed for a page of another site, which is written down, and goes on', async () => {
    await start();
    const cookie = cookieOf(await signIn('wang'));
    for (const headers of [{ origin: 'https://elsewhere.example' }, { origin: 'null' }, { 'sec-fetch-site': 'cross-site' }]) {
      expect((await renew(cookie, headers)).json).toMatchObject({ status: 403, code: 'identity.foreign-page' });
    }
    expect(await server.entries(3)).toEqual(['refused -', 'refused -', 'refused -']);
    expect((await renew(cookie, { origin: server.address, 'sec-fetch-site': 'same-origin' })).status).toBe(200);
  });

  test('goes on when two tabs renew at once: one is told to use the new cookie', async () => {
    await start();
    const shared = cookieOf(await signIn('wang'));
    const answers = await Promise.all([renew(shared), renew(shared)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const [won, lost] = answers[0]!.status === 200 ? answers : [answers[1]!, answers[0]!];
    expect([lost!.json.code, lost!.headers.get('set-cookie')]).toEqual(['identity.just-renewed', null]);
    expect((await me(won!.json.accessToken)).status).toBe(200);
    server.clock.advance({ seconds: 10 });
    expect((await renew(shared)).status).toBe(409);
    expect((await renew(cookieOf(won!))).status).toBe(200);
    expect(await server.accessLog.count({ kind: 'token-reused' })).toBe(0);
  });

  test('ends when the old cookie comes later than any tab would, or its token comes in another way', async () => {
    await start();
    const [old, other] = [cookieOf(await signIn('wang')), cookieOf(await signIn('li'))];
    const renewed = await renew(old);
    server.clock.advance({ seconds: 11 });
    expect((await renew(old)).status).toBe(401);
    expect(await server.entries(1)).toEqual(['token-reused wang']);
    expect([(await me(renewed.json.accessToken)).status, (await renew(cookieOf(renewed))).status]).toEqual([401, 401]);
    await renew(other);
    expect((await server.ask('POST', '/sign-in/refresh', { body: { refreshToken: other.split('=')[1] } })).status).toBe(401);
    expect(await server.entries(1)).toEqual(['token-reused li']);
  });

  test('takes its cookie away with sign-out', async () => {
    await start();
    const one = await signIn('wang');
    const out = await server.ask('POST', '/sign-out', { token: one.json.accessToken });
    expect([out.status, out.headers.get('set-cookie')]).toEqual([204, 'zhiheng-refresh=; Path=/api/sign-in; HttpOnly; SameSite=Strict; Max-Age=0']);
    expect((await renew(cookieOf(one))).status).toBe(401);
  });

  test('goes on with a new cookie when the password is changed in it', async () => {
    await start();
    const before = await signIn('wang');
    const change = (session?: string) => server.ask('POST', '/me/password', { token: before.json.accessToken, body: { current: ownPassword, password: 'Silver-Bridge-9', ...(session ? { session } : {}) } });
    expect((await change('elsewhere')).status).toBe(400);
    const after = await change('cookie');
    expect([after.status, after.json.refreshToken]).toEqual([200, undefined]);
    expect([(await renew(cookieOf(before))).status, (await renew(cookieOf(after))).status]).toEqual([401, 200]);
  });
});

describe('what somebody may use', () => {
  const permitted = async (token: string): Promise<readonly string[]> => (await server.ask('GET', '/me/permissions', { token })).json.routes.map(({ method, path }: { method: string; path: string }) => `${method} ${path}`);

  test('is told with the units it reaches', async () => {
    await start();
    const { json } = await server.ask('GET', '/me/permissions', { token: await server.tokenOf('wang') });
    const of = (method: string, path: string) => json.routes.find((route: { method: string; path: string }) => route.method === method && route.path === path);
    expect(of('GET', '/colleagues')).toEqual({ method: 'GET', path: '/colleagues', units: ['xuanwu'], view: true });
    expect(of('POST', '/users/:user/delegations')).toMatchObject({ units: 'all', view: false });
    expect([of('GET', '/users'), of('POST', '/users')]).toEqual([undefined, undefined]);
    expect(await permitted(await server.tokenOf('sys'))).toEqual(expect.arrayContaining(['GET /users', 'POST /users', 'POST /users/:user/lock']));
    expect((await server.ask('GET', '/me/permissions')).status).toBe(401);
  });

  test('is what anybody signed in may, while the password has to be changed', async () => {
    await start();
    await server.ask('POST', '/users', { token: await server.tokenOf('sys'), body: { loginName: 'zhao', unit: 'xuanwu', password: initialPassword } });
    await server.ask('POST', '/users/zhao/grants', { token: await server.tokenOf('sec'), body: { role: 'auditor', units: 'all' } });
    const limited = await permitted((await server.signIn('zhao', initialPassword)).json.accessToken);
    expect(limited).toEqual(expect.arrayContaining(['GET /me', 'GET /me/permissions', 'POST /me/password', 'POST /sign-out', 'POST /sign-in']));
    expect(limited.filter((route) => /users|colleagues|access-log|delegations/.test(route))).toEqual([]);
  });

  test('is what the server then lets them in to, route by route', async () => {
    await start();
    for (const name of ['wang', 'sec', 'aud', 'boss']) {
      const token = await server.tokenOf(name);
      const mine = new Set(await permitted(token));
      for (const { method, path } of server.routes) {
        if (path === '/sign-out') continue;
        // A body that no route takes: whoever is let in gets no further than the gate.
        const nonsense = method === 'GET' ? {} : { body: 'x', headers: { 'content-type': 'text/plain' } };
        const { status, json } = await server.ask(method, path.replace(/:\w+/g, 'x'), { token, ...nonsense });
        expect([name, method, path, json?.code === 'access.forbidden' && status === 403]).toEqual([name, method, path, !mine.has(`${method} ${path}`)]);
      }
    }
  });
});
