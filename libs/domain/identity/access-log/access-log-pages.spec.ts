import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { IdentityServer, people } from '../identity-server-examples.js';

let server: IdentityServer;
const tokens: Record<string, string> = {};
beforeAll(async () => {
  server = await IdentityServer.start();
  for (const { loginName } of people) tokens[loginName] = await server.tokenOf(loginName);
});
afterAll(() => server.close());

const ask = (as: string, path: string) => server.ask('GET', path, { token: tokens[as] });

describe('the access log over HTTP', () => {
  test('is for the audit administrator and auditors, and reading it is an entry', async () => {
    const { json, status } = await ask('aud', '/access-log?limit=3');
    expect([status, json.items.map((e: { kind: string; user: string }) => [e.kind, e.user])]).toEqual([200, [['read', 'aud'], ['sign-in', 'boss'], ['sign-in', 'li']]]);
    expect(json).toMatchObject({ total: 7, position: 7, next: '5' });
    for (const other of ['sys', 'sec', 'wang', 'boss']) expect((await ask(other, '/access-log')).status).toBe(403);
    const { json: refused } = await ask('aud', '/access-log?kind=refused&user=wang');
    expect(refused.items).toEqual([expect.objectContaining({ kind: 'refused', user: 'wang', status: 403, policy: 'identity.access-log', path: '/api/access-log', method: 'GET', address: '127.0.0.1' })]);
  });

  test('goes page by page and by day', async () => {
    const seqs: number[] = [];
    for (let cursor = ''; ; ) {
      const { json } = await ask('aud', `/access-log?kind=sign-in&limit=2${cursor}`);
      seqs.push(...json.items.map((e: { seq: number }) => e.seq));
      if (json.next === undefined) break;
      cursor = `&cursor=${json.next}`;
    }
    expect(seqs).toEqual([6, 5, 4, 3, 2, 1]);
    expect((await ask('aud', '/access-log?kind=sign-in&from=2025-04-10&to=2025-04-10')).json.total).toBe(6);
    expect((await ask('aud', '/access-log?kind=sign-in&from=2025-04-11')).json.total).toBe(0);
    expect((await ask('aud', '/access-log?from=yesterday')).status).toBe(400);
  });

  test('can be checked, also against a head noted earlier', async () => {
    const { head, intact } = (await ask('aud', '/access-log/verification')).json;
    expect(intact).toBe(true);
    await ask('aud', '/access-log');
    expect((await ask('aud', `/access-log/verification?seq=${head.seq}&hash=${head.hash}`)).json).toMatchObject({ intact: true });
    expect((await ask('aud', `/access-log/verification?seq=${head.seq}&hash=${'0'.repeat(64)}`)).json).toMatchObject({ intact: false, firstBad: head.seq });
  });

  test('leaves as a table that no spreadsheet calculates, with the filters of the export in the log', async () => {
    await ask('wang', '/users/=1+1');
    const { status, text, headers } = await ask('aud', '/access-log.csv?kind=refused&user=wang&language=en');
    expect([status, headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8']);
    const lines = text.split('\r\n');
    expect(lines[0]).toBe('No.,At (UTC),Kind,Account,Address,Method,Path,Filters,Status,Rule,Detail,Hash in the chain');
    expect(lines.slice(1, -1).every((line) => line.includes(',Access refused,wang,127.0.0.1,GET,/api/'))).toBe(true);
    const { json } = await ask('aud', '/access-log?kind=export');
    expect(json.items[0]).toMatchObject({ kind: 'export', user: 'aud', path: '/api/access-log.csv', query: 'kind=refused&user=wang&language=en' });
    expect((await ask('wang', '/access-log.csv')).status).toBe(403);
  });

  test('stops sign-ins, commands and sensitive reads when it cannot be written', async () => {
    await server.accessLog.close();
    const lock = server.ask('POST', '/users/li/lock', { token: tokens['sys'], body: { reason: 'x' } });
    const answers = await Promise.all([lock, ask('aud', '/users'), ask('wang', '/users'), ask('nobody', '/me'), server.signIn('wang'), server.signIn('wang', 'wrong')]);
    for (const answer of answers) expect([answer.status, answer.json.code]).toEqual([503, 'access.unrecorded']);
    expect(server.identity.directory.account('li')?.status).toBe('active');
    expect((await ask('wang', '/me')).status).toBe(200);
  });
});
