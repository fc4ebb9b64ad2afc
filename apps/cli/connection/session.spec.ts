import { chmodSync, existsSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { problemBody, run, scriptedServer, testHost, type ScriptedServer, type SeenRequest, type TestHost } from '../cli-examples.js';
import { SessionFile, sessionsPath } from './session-file.js';
import { demoAccountOf } from './sign-in.js';

const tokens = (name: string, n: number) => ({ user: name, accessToken: `access-${name}-${n}`, refreshToken: `refresh-${name}-${n}`, expiresInSeconds: 900, mustChangePassword: false });
const me = { user: 'li', unit: 'xuanwu', label: null, mustChangePassword: false, grants: [] };
const refused = { status: 401, body: problemBody(401, 'access.unauthenticated') };

/** A server that knows tokens as Zhiheng does: access tokens serve until taken back, a refresh token serves once. */
class TokenServer {
  issued = 0;
  readonly good = new Set<string>();
  readonly refreshable = new Set<string>();
  readonly usedTwice: string[] = [];
  demo = false;

  issue(name: string) {
    this.issued += 1;
    const reply = tokens(name, this.issued);
    this.good.add(reply.accessToken);
    this.refreshable.add(reply.refreshToken);
    return { body: reply };
  }

  answer({ path, body, headers }: SeenRequest) {
    if (path === '/api/system') return { body: { version: '1', demo: this.demo, plan: 'p', year: 2025, accounts: [{ name: 'reporter-xuanwu', unit: 'xuanwu' }, { name: 'bureau', unit: null }], password: this.demo ? 'Demo-1' : null } };
    if (path === '/api/sign-in') {
      const { loginName, password } = JSON.parse(body) as { loginName: string; password: string };
      return password === 'Demo-1' ? this.issue(loginName.toLowerCase()) : { status: 401, body: problemBody(401, 'identity.sign-in-failed') };
    }
    if (path === '/api/sign-in/refresh') {
      const { refreshToken } = JSON.parse(body) as { refreshToken: string };
      if (!this.refreshable.delete(refreshToken)) {
        this.usedTwice.push(refreshToken);
        return refused;
      }
      return this.issue(refreshToken.split('-')[1]!);
    }
    return this.good.has(String(headers.authorization).replace('Bearer ', '')) ? { body: me } : refused;
  }
}

let script: TokenServer;
let server: ScriptedServer;
let host: TestHost;
beforeEach(async () => {
  script = new TokenServer();
  server = await scriptedServer((request) => script.answer(request));
  host = testHost({ env: { ZHIHENG_SERVER: server.address } });
});
afterEach(async () => {
  await server.close();
  host.dispose();
});

const file = () => new SessionFile(sessionsPath(host), host.platform);
const stdinHost = (text: string): TestHost => {
  const piped = testHost({ env: { ZHIHENG_SERVER: server.address, XDG_CONFIG_HOME: host.home } });
  return Object.assign(piped, { stdin: (async function* () { yield Buffer.from(text); })() as never });
};
const signIn = async (name = 'li'): Promise<number> => run(stdinHost('Demo-1\n'), 'sign-in', name, '--password-stdin');

describe('the file of sessions', () => {
  test('lies in the user’s folder for settings', () => {
    expect(sessionsPath({ env: {}, platform: 'linux', home: '/home/li' })).toBe('/home/li/.config/zhiheng/sessions.json');
    expect(sessionsPath({ env: { XDG_CONFIG_HOME: '/x' }, platform: 'linux', home: '/h' })).toBe('/x/zhiheng/sessions.json');
    expect(sessionsPath({ env: { APPDATA: 'C:/Users/li/Roaming' }, platform: 'win32', home: 'C:/Users/li' })).toContain('Roaming');
  });

  test('is the owner’s alone, also where it was opened to others meanwhile', async () => {
    await signIn();
    const { path } = file();
    expect(statSync(path).mode & 0o777).toBe(0o600);
    chmodSync(path, 0o644);
    expect(file().find(server.address)?.name).toBe('li');
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  test('that is spoilt means that nobody is signed in', async () => {
    await signIn();
    writeFileSync(file().path, '{"version": 1, "servers"');
    expect(file().find(server.address)).toBeUndefined();
    expect(await run(host, 'whoami')).toBe(4);
  });
});

describe('a session', () => {
  test('begins with the password and is the one used when none is named', async () => {
    expect(await signIn('LI')).toBe(0);
    expect(await signIn('wang')).toBe(0);
    expect([file().find(server.address)?.name, file().names(server.address)]).toEqual(['wang', ['li', 'wang']]);
    expect(await run(host, 'whoami', '--as', 'li')).toBe(0);
    expect(server.seen.at(-1)!.headers.authorization).toBe('Bearer access-li-1');
    expect(JSON.stringify(readFileSync(file().path, 'utf8'))).not.toContain('Demo-1');
  });

  test('with a wrong password is not kept', async () => {
    const wrong = stdinHost('wrong\n');
    expect(await run(wrong, 'sign-in', 'li', '--password-stdin')).toBe(4);
    expect([wrong.written.stderr.includes('identity.sign-in-failed'), existsSync(file().path)]).toEqual([true, false]);
  });

  test('is renewed before its token ends', async () => {
    await signIn();
    host.now = '2026-01-05T02:14:45.000Z';
    expect(await run(host, 'whoami')).toBe(0);
    expect(server.seen.slice(1).map(({ path, headers }) => [path, headers.authorization])).toEqual([['/api/sign-in/refresh', undefined], ['/api/me', 'Bearer access-li-2']]);
    expect(file().find(server.address)).toMatchObject({ accessToken: 'access-li-2', expiresAt: '2026-01-05T02:29:45.000Z' });
  });

  test('is renewed when the server does not take the token any more', async () => {
    await signIn();
    script.good.clear();
    expect(await run(host, 'whoami')).toBe(0);
    expect(server.seen.slice(1).map(({ path }) => path)).toEqual(['/api/me', '/api/sign-in/refresh', '/api/me']);
  });

  test('is renewed once when several commands find it ended at the same time', async () => {
    await signIn();
    const hosts = Array.from({ length: 6 }, () => {
      const one = testHost({ env: { ZHIHENG_SERVER: server.address, XDG_CONFIG_HOME: host.home } });
      return Object.assign(one, { now: '2026-01-05T03:00:00.000Z', sleep: () => new Promise((resolve) => setImmediate(resolve)) });
    });
    expect(await Promise.all(hosts.map((one) => run(one, 'whoami')))).toEqual(hosts.map(() => 0));
    expect([script.usedTwice, server.seen.filter(({ path }) => path === '/api/sign-in/refresh').length]).toEqual([[], 1]);
    hosts.forEach((one) => one.dispose());
  });

  test('takes over from a process that was killed while it renewed', async () => {
    await signIn();
    const lock = `${file().path}.lock`;
    writeFileSync(lock, '');
    utimesSync(lock, new Date('2026-01-05T02:00:00Z'), new Date('2026-01-05T02:00:00Z'));
    host.now = '2026-01-05T02:20:00.000Z';
    expect([await run(host, 'whoami'), existsSync(lock)]).toEqual([0, false]);
  });

  test('that has ended on the server is forgotten, and the person is told to sign in', async () => {
    await signIn();
    script.good.clear();
    script.refreshable.clear();
    expect(await run(host, 'whoami')).toBe(4);
    expect([host.written.stderr.includes('zhiheng sign-in li'), file().find(server.address)]).toEqual([true, undefined]);
  });

  test('ends with sign-out, also where the server is away', async () => {
    await signIn();
    await server.close();
    expect([await run(host, 'sign-out'), file().names(server.address)]).toEqual([0, []]);
  });
});

describe('a demonstration account', () => {
  test('signs in by itself with the published password, by name or by its unit', async () => {
    script.demo = true;
    expect([await run(host, 'whoami', '--as', 'bureau'), await run(host, 'whoami', '--as', 'xuanwu'), await run(host, 'whoami', '--as', 'xuanwu')]).toEqual([0, 0, 0]);
    expect(server.seen.filter(({ path }) => path === '/api/sign-in').map(({ body }) => (JSON.parse(body) as { loginName: string }).loginName)).toEqual(['bureau', 'reporter-xuanwu']);
  });

  test('does not where demonstration is off', async () => {
    expect(await run(host, 'whoami', '--as', 'bureau')).toBe(4);
    expect(server.seen.map(({ path }) => path)).toEqual(['/api/system']);
  });

  test('of a unit is meant only where the unit has one', () => {
    const about = { version: '1', demo: true, plan: 'p', year: 1, password: 'x', accounts: [{ name: 'a', unit: 'u' }, { name: 'b', unit: 'u' }, { name: 'c', unit: 'v' }] };
    expect(['a', 'u', 'v', 'w'].map((wanted) => demoAccountOf(about, wanted))).toEqual(['a', undefined, 'c', undefined]);
  });

  test('is suggested to somebody who is not signed in', async () => {
    script.demo = true;
    expect(await run(host, 'whoami', '--lang', 'en')).toBe(4);
    expect(host.written.stderr).toContain('--as reporter-xuanwu');
  });
});
