import { createHmac, createPrivateKey, createPublicKey, randomBytes, sign as signBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import fc from 'fast-check';
import { TestClock } from '#engine/testing';
import { hostileText } from '#engine/testing/generators';
import { SqliteSecretStore } from '../secrets/sqlite/index.js';
import { bearerOf } from '../directory/token-authenticator.js';
import { AccessTokens, addSigningKey } from './access-tokens.js';

const start = '2025-04-10T02:00:00.000Z';
const sessionEnd = '2025-04-10T14:00:00.000Z';
const folder = mkdtempSync(join(tmpdir(), 'tokens-'));
const clock = new TestClock(start);
let secrets: SqliteSecretStore;
let tokens: AccessTokens;
let good: string;
beforeAll(async () => void (secrets = new SqliteSecretStore(join(folder, 'secrets.db'))));
beforeEach(async () => {
  clock.set(start);
  tokens = await AccessTokens.open(secrets, clock);
  good = (await tokens.issue('wang', 's-1', sessionEnd)).token;
});
afterAll(async () => {
  await secrets.close();
  rmSync(folder, { recursive: true });
});

const coded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const headerOf = (token: string) => JSON.parse(Buffer.from(token.split('.')[0]!, 'base64url').toString());
const payloadOf = (token: string) => JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString());

/** A token with changed header or claims, signed with our own key: only what was changed is wrong. */
async function forged(header: object = {}, claims: object = {}): Promise<string> {
  const [key] = await secrets.signingKeys();
  const text = `${coded({ ...headerOf(good), ...header })}.${coded({ ...payloadOf(good), ...claims })}`;
  const signature = signBytes('sha256', Buffer.from(text), { key: createPrivateKey({ key: key!.privateJwk as never, format: 'jwk' }), dsaEncoding: 'ieee-p1363' });
  return `${text}.${signature.toString('base64url')}`;
}

describe('an access token', () => {
  test('says who and in which session, for a quarter of an hour', async () => {
    expect(await tokens.verify(good)).toEqual({ user: 'wang', session: 's-1', expiresAt: '2025-04-10T02:15:00.000Z' });
    expect(headerOf(good)).toEqual({ alg: 'ES256', typ: 'at+jwt', kid: expect.any(String) });
    clock.advance({ minutes: 14, seconds: 59 });
    expect(await tokens.verify(good)).toBeDefined();
    clock.advance({ seconds: 1 });
    expect(await tokens.verify(good)).toBeUndefined();
    expect(await (await AccessTokens.open(secrets, clock)).verify(good)).toBeUndefined();
  });

  test('does not outlive its session', async () => {
    const { token, expiresInSeconds } = await tokens.issue('wang', 's-1', '2025-04-10T02:05:00.000Z');
    expect(expiresInSeconds).toBe(300);
    clock.advance({ minutes: 5 });
    expect(await tokens.verify(token)).toBeUndefined();
  });

  test('made the same way with our key is good, so that the attacks below fail for their own reason', async () => {
    expect(await tokens.verify(await forged())).toMatchObject({ user: 'wang' });
  });

  test.each([
    ['another type', { typ: 'JWT' }, {}], ['no type', { typ: undefined }, {}], ['an unknown key id', { kid: 'nobody' }, {}], ['no key id', { kid: undefined }, {}], ['a key id that reaches for a file', { kid: '../../etc/passwd' }, {}],
    ['a key of its own', { jwk: { kty: 'EC' } }, {}], ['a key address', { jku: 'https://attacker.example/keys' }, {}], ['a certificate address', { x5u: 'https://attacker.example/cert' }, {}],
    ['a certificate', { x5c: ['MIIB'] }, {}], ['critical extensions', { crit: ['exp'] }, {}], ['an unencoded payload', { b64: false, crit: ['b64'] }, {}],
    ['another issuer', {}, { iss: 'https://attacker.example' }], ['another audience', {}, { aud: 'other-api' }], ['no audience', {}, { aud: undefined }], ['an audience list with others only', {}, { aud: ['a', 'b'] }],
    ['no expiry', {}, { exp: undefined }], ['an expiry in the past', {}, { exp: 1 }], ['an expiry that is no number', {}, { exp: '9999999999' }], ['a start in the future', {}, { nbf: 4_102_444_800 }],
    ['no subject', {}, { sub: undefined }], ['a subject that is no text', {}, { sub: { $ne: null } }], ['no session', {}, { sid: undefined }], ['a session that is no text', {}, { sid: 7 }],
  ])('with %s is refused', async (_, header, claims) => {
    expect(await tokens.verify(await forged(header, claims))).toBeUndefined();
  });

  test('without a signature is refused, however "none" is written', async () => {
    for (const alg of ['none', 'None', 'NONE', 'nOnE', '']) {
      const text = `${coded({ ...headerOf(good), alg })}.${good.split('.')[1]}`;
      expect(await tokens.verify(`${text}.`)).toBeUndefined();
      expect(await tokens.verify(`${text}.${good.split('.')[2]}`)).toBeUndefined();
    }
  });

  test('signed with HS256 and our public key as secret is refused', async () => {
    const [key] = await secrets.signingKeys();
    const publicKey = createPublicKey({ key: key!.privateJwk as never, format: 'jwk' });
    const text = `${coded({ ...headerOf(good), alg: 'HS256' })}.${good.split('.')[1]}`;
    const secretForms = [publicKey.export({ type: 'spki', format: 'pem' }), publicKey.export({ type: 'spki', format: 'der' }), JSON.stringify(publicKey.export({ format: 'jwk' }))];
    for (const secret of secretForms) expect(await tokens.verify(`${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`)).toBeUndefined();
  });

  test('signed by somebody else is refused, also with the key put into the header', async () => {
    const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
    const sign = (header: object) => new SignJWT(payloadOf(good)).setProtectedHeader({ ...headerOf(good), ...header }).sign(privateKey);
    expect(await tokens.verify(await sign({}))).toBeUndefined();
    expect(await tokens.verify(await sign({ jwk: await exportJWK(publicKey) }))).toBeUndefined();
  });

  test('with a changed letter anywhere is refused', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(good.length - 2), fc.constantFrom('A', 'b', '0', '_', '-'), async (at, letter) => {
        const changed = good.slice(0, at) + letter + good.slice(at + 1);
        // The last letter of a part may carry bits that decode to nothing; such a twin is the same token.
        const same = changed.split('.').every((part, i) => Buffer.from(part, 'base64url').equals(Buffer.from(good.split('.')[i]!, 'base64url')));
        if (!same) expect(await tokens.verify(changed)).toBeUndefined();
      }),
      { numRuns: 60 },
    );
  });

  test('of any other shape is refused quickly: a megabyte, noise, broken parts', async () => {
    const started = performance.now();
    expect(await tokens.verify(`${good}${'a'.repeat(1024 * 1024)}`)).toBeUndefined();
    expect(await tokens.verify(randomBytes(1024 * 1024).toString('base64url'))).toBeUndefined();
    expect(performance.now() - started).toBeLessThan(500);
    for (const token of ['', '.', '..', '...', 'a.b.c', good.split('.').slice(0, 2).join('.'), `${good}.${good}`, ` ${good}`]) expect(await tokens.verify(token)).toBeUndefined();
    await fc.assert(fc.asyncProperty(hostileText, async (token) => expect(await tokens.verify(token)).toBeUndefined()), { numRuns: 50 });
  });

  test('comes as exactly one bearer token', () => {
    const from = (authorization: string | undefined) => bearerOf({ headers: { authorization } } as never);
    expect(from(`Bearer ${good}`)).toBe(good);
    for (const header of [undefined, '', good, `bearer ${good}`, `Bearer  ${good}`, `Bearer ${good} `, `Bearer ${good}, Bearer ${good}`, `Basic ${good}`, `Bearer ${good}\u00e9`]) expect(from(header)).toBeUndefined();
  });
});

describe('signing keys', () => {
  test('are made once and kept', async () => {
    const again = await AccessTokens.open(secrets, clock);
    expect(await again.verify(good)).toMatchObject({ user: 'wang' });
    expect(await secrets.signingKeys()).toHaveLength(1);
  });

  test('are followed by a newer one, which other servers learn of; older tokens stay good', async () => {
    const other = await AccessTokens.open(secrets, clock);
    clock.advance({ seconds: 1 });
    await addSigningKey(secrets, clock);
    const renewed = await AccessTokens.open(secrets, clock);
    const { token } = await renewed.issue('li', 's-2', sessionEnd);
    expect(headerOf(token).kid).not.toBe(headerOf(good).kid);
    expect(await renewed.verify(good)).toMatchObject({ user: 'wang' });
    expect(await other.verify(token)).toBeUndefined();
    clock.advance({ seconds: 30 });
    expect(await other.verify(token)).toMatchObject({ user: 'li' });
  });
});
