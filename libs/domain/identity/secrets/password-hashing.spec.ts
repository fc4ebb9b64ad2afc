import { describe, expect, test } from '@jest/globals';
import { hashSync } from '@node-rs/argon2';
import { hashingCost, PasswordHashing, TooManySignIns } from './password-hashing.js';

describe('hashing passwords', () => {
  const hashing = new PasswordHashing();

  test('makes argon2id hashes of the declared cost, each with its own salt', async () => {
    const [one, two] = [await hashing.hash('correct horse'), await hashing.hash('correct horse')];
    expect(one).toMatch(new RegExp(`^\\$argon2id\\$v=19\\$m=${hashingCost.memoryCost},t=${hashingCost.timeCost},p=1\\$`));
    expect(one).not.toBe(two);
    expect([await hashing.matches('correct horse', one), await hashing.matches('Correct horse', one), await hashing.matches('', one)]).toEqual([true, false, false]);
  });

  test('takes the same text in another form for the same password', async () => {
    expect(await hashing.matches('ｐａｓｓ-é', await hashing.hash('pass-e\u0301'))).toBe(true);
  });

  test('does the work of a comparison for nobody too, and never finds a match', async () => {
    const known = await hashing.hash('correct horse');
    const time = async (against: string | undefined): Promise<number> => {
      const started = performance.now();
      await hashing.matches('nobody has this password', against);
      return performance.now() - started;
    };
    await time(undefined);
    const taken = { known: [] as number[], nobody: [] as number[] };
    for (let i = 0; i < 9; i += 1) {
      taken.known.push(await time(known));
      taken.nobody.push(await time(undefined));
    }
    const median = (times: number[]): number => times.sort((x, y) => x - y)[4]!;
    expect(await hashing.matches('nobody has this password', undefined)).toBe(false);
    // A path that skipped the work would be a thousand times faster; turn by turn, the noise of the machine hits both.
    expect(median(taken.nobody) / median(taken.known)).toBeGreaterThan(0.3);
    expect(median(taken.nobody) / median(taken.known)).toBeLessThan(3);
  });

  test('notices hashes of a lower cost', async () => {
    expect(hashing.isOutdated(hashSync('x', { memoryCost: 8_192, timeCost: 2 }))).toBe(true);
    expect(hashing.isOutdated(hashSync('x', { memoryCost: hashingCost.memoryCost, timeCost: 1 }))).toBe(true);
    expect(hashing.isOutdated(await hashing.hash('x'))).toBe(false);
  });

  test('works on a few at a time, lets some wait and sends the others away', async () => {
    const narrow = new PasswordHashing({ atATime: 1, longestQueue: 2 });
    const results = await Promise.allSettled(Array.from({ length: 6 }, () => narrow.hash('x')));
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled', 'rejected', 'rejected', 'rejected']);
    expect((results[5] as PromiseRejectedResult).reason).toBeInstanceOf(TooManySignIns);
    expect(await narrow.matches('x', await narrow.hash('x'))).toBe(true);
  });

  test('goes on after a hash that is none', async () => {
    const narrow = new PasswordHashing({ atATime: 1 });
    await expect(narrow.matches('x', 'no hash')).rejects.toThrow();
    expect(await narrow.hash('x')).toMatch(/^\$argon2id/);
  });
});
