import { afterEach, describe, expect, test } from '@jest/globals';
import { IdentityServer } from '../identity-server-examples.js';
import { SignInBudget } from './sign-in-budget.js';

const limits = { pair: 5, account: 8, address: 12, windowSeconds: 900 };
const many = async (budget: SignInBudget, count: number, name: (i: number) => string, address: (i: number) => string, known = false): Promise<number> => {
  let blocked = 0;
  for (let i = 0; i < count; i += 1) if ((await budget.take(name(i), address(i), known)) !== undefined) blocked += 1;
  return blocked;
};

describe('the budget of failed sign-ins', () => {
  test('stops guessing at one account from one address', async () => {
    const budget = new SignInBudget(limits);
    expect(await many(budget, 5, () => 'wang', () => 'a')).toBe(0);
    expect(await budget.take('wang', 'a', false)).toBe(900);
  });

  test('does not lock the owner out elsewhere, nor others at the same address', async () => {
    const budget = new SignInBudget(limits);
    expect(await many(budget, 1_000, () => 'wang', () => 'a')).toBe(995);
    expect(await budget.take('wang', 'b', false)).toBeUndefined();
    expect(await budget.take('li', 'a', false)).toBeUndefined();
  });

  test('stops many addresses guessing at one account, but not where its owner has signed in from', async () => {
    const budget = new SignInBudget(limits);
    expect(await many(budget, 20, () => 'wang', (i) => `bot-${i}`)).toBe(12);
    expect(await budget.take('wang', 'new', false)).toBe(900);
    expect(await budget.take('wang', 'home', true)).toBeUndefined();
  });

  test('stops one address guessing at many accounts, but not those who are known there', async () => {
    const budget = new SignInBudget(limits);
    expect(await many(budget, 30, (i) => `user-${i}`, () => 'a')).toBe(18);
    expect(await budget.take('li', 'a', true)).toBeUndefined();
    expect(await budget.take('li', 'b', false)).toBeUndefined();
  });

  test('gives back what a right password shows to have been its owner\'s', async () => {
    const budget = new SignInBudget(limits);
    for (let round = 0; round < 20; round += 1) {
      await many(budget, 1, () => 'wang', () => 'a');
      await budget.giveBack('wang', 'a', false);
    }
    expect(await many(budget, 5, () => 'wang', () => 'a')).toBe(0);
  });

  test('counts attempts that come all at once', async () => {
    const budget = new SignInBudget(limits);
    const waits = await Promise.all(Array.from({ length: 50 }, () => budget.take('wang', 'a', false)));
    expect(waits.filter((wait) => wait === undefined)).toHaveLength(5);
  });

  test('is full again after its time', async () => {
    const budget = new SignInBudget({ ...limits, pair: 1, windowSeconds: 1 });
    await budget.take('wang', 'a', false);
    expect(await budget.take('wang', 'a', false)).toBe(1);
    const deadline = performance.now() + 5_000;
    while ((await budget.take('wang', 'a', false)) !== undefined && performance.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 50));
    expect(performance.now()).toBeLessThan(deadline);
  });
});

describe('too many failed sign-ins', () => {
  let server: IdentityServer;
  afterEach(() => server.close());

  test('are answered with 429 and the time to wait, right password or not, while others come and go', async () => {
    server = await IdentityServer.start({ limits });
    for (let i = 0; i < 5; i += 1) expect((await server.signIn('wang', `wrong-${i}`)).status).toBe(401);
    const blocked = await server.signIn('wang');
    expect(blocked).toMatchObject({ status: 429, json: { code: 'identity.sign-in-blocked', values: { seconds: 900 }, detail: '请在 900 秒后重试。', text: { remedy: { en: 'Try again in 900 seconds.' } } } });
    expect(blocked.headers.get('retry-after')).toBe('900');
    expect((await server.signIn('li')).status).toBe(200);
    expect(await server.accessLog.count({ kind: 'sign-in-blocked', user: 'wang' })).toBe(1);
  });

  test('for a name that nobody has are blocked the same way', async () => {
    server = await IdentityServer.start({ limits });
    for (let i = 0; i < 5; i += 1) expect((await server.signIn('nobody', 'x')).status).toBe(401);
    expect((await server.signIn('nobody', 'x')).status).toBe(429);
  });

  test('beyond what can be hashed are sent away with 503', async () => {
    server = await IdentityServer.start({ hashing: { atATime: 1, longestQueue: 1 } });
    const replies = await Promise.all(Array.from({ length: 8 }, (_, i) => server.signIn(`user-${i}`, 'x')));
    const busy = replies.filter(({ status }) => status === 503);
    expect(busy.length).toBeGreaterThan(0);
    expect(busy[0]).toMatchObject({ json: { code: 'identity.busy' } });
    expect(replies.filter(({ status }) => status === 401).length).toBe(8 - busy.length);
  });
});
