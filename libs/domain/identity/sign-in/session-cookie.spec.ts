import { describe, expect, test } from '@jest/globals';
import { cookieOf, fromForeignPage, noSessionCookie, sessionCookie } from './session-cookie.js';

const now = '2025-04-10T02:00:00.000Z';
const bringing = (cookie?: string) => cookieOf({ headers: cookie === undefined ? {} : { cookie } });
const page = (headers: Record<string, string>, host = 'zhiheng.example') => fromForeignPage({ headers, host });

describe('the cookie of a session', () => {
  test('is kept from scripts, from other sites and from every route but renewal, until the session ends', () => {
    expect(sessionCookie('t-1', '2025-04-10T14:00:00.900Z', { now, secure: false })).toBe('zhiheng-refresh=t-1; Path=/api/sign-in; HttpOnly; SameSite=Strict; Max-Age=43200');
    expect(sessionCookie('t-1', '2025-04-10T01:00:00.000Z', { now, secure: true })).toMatch(/Max-Age=0; Secure$/);
    expect(noSessionCookie({ secure: true })).toBe('zhiheng-refresh=; Path=/api/sign-in; HttpOnly; SameSite=Strict; Max-Age=0; Secure');
  });

  test('is found among others, and only where it could be a token', () => {
    expect([bringing('a=1; zhiheng-refresh=AbC_-9; b=2'), bringing('zhiheng-refresh=x')]).toEqual(['AbC_-9', 'x']);
    for (const cookie of [undefined, '', 'a=1', 'zhiheng-refresh=', 'zhiheng-refresh=a b', 'xzhiheng-refresh=a', `zhiheng-refresh=${'a'.repeat(201)}`, 'zhiheng-refresh="a"']) expect(bringing(cookie)).toBeUndefined();
  });
});

describe('a request', () => {
  test.each([
    [{}], [{ origin: 'https://zhiheng.example' }], [{ origin: 'http://zhiheng.example', 'sec-fetch-site': 'same-origin' }], [{ 'sec-fetch-site': 'none' }], [{ 'sec-fetch-site': 'same-site' }],
  ])('with %j comes from a page of this site, or of none', (headers) => {
    expect(page(headers)).toBe(false);
  });

  test.each([
    [{ origin: 'https://elsewhere.example' }], [{ origin: 'https://zhiheng.example:8443' }], [{ origin: 'https://sub.zhiheng.example' }], [{ origin: 'null' }], [{ origin: '' }], [{ origin: 'file://zhiheng.example' }], [{ origin: 'https://' }],
    [{ 'sec-fetch-site': 'cross-site' }], [{ origin: 'https://zhiheng.example', 'sec-fetch-site': 'cross-site' }],
  ])('with %j comes from a foreign page', (headers) => {
    expect(page(headers)).toBe(true);
  });

  test('names the same host with and without the port that goes without saying', () => {
    expect([page({ origin: 'https://zhiheng.example' }, 'zhiheng.example:443'), page({ origin: 'http://127.0.0.1:3000' }, '127.0.0.1:3000'), page({ origin: 'http://zhiheng.example' }, 'zhiheng.example:443')]).toEqual([false, false, true]);
  });
});
