import { describe, expect, test } from '@jest/globals';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Together } from './together.js';

describe('questions that are asked together', () => {
  test('are answered by one look, those that come meanwhile by the next', async () => {
    const looks: string[][] = [];
    const gates: (() => void)[] = [];
    const together = new Together<string, string>((question) => question, async (questions) => {
      looks.push([...questions]);
      await new Promise<void>((resolve) => gates.push(resolve));
      return questions.map((question) => question.toUpperCase());
    });
    const first = [together.ask('a'), together.ask('b')];
    await nextTurn();
    const second = [together.ask('c'), together.ask('d')];
    await nextTurn();
    expect(looks).toEqual([['a', 'b']]);
    gates[0]!();
    expect(await Promise.all(first)).toEqual(['A', 'B']);
    while (gates.length < 2) await nextTurn();
    gates[1]!();
    expect(await Promise.all(second)).toEqual(['C', 'D']);
    expect(looks).toEqual([['a', 'b'], ['c', 'd']]);
  });

  test('of one key wait for each other, also where an answer takes longer than the look', async () => {
    const looks: string[][] = [];
    let end = (): void => undefined;
    const together = new Together<string, number>((question) => question[0]!, async (questions) => {
      looks.push([...questions]);
      return questions.map((question) => (question === 'a1' ? new Promise<number>((resolve) => (end = () => resolve(1))) : Number(question[1])));
    });
    const [first, second, other] = [together.ask('a1'), together.ask('a2'), together.ask('b3')];
    expect(await other).toBe(3);
    for (let i = 0; i < 5; i += 1) await nextTurn();
    expect(looks).toEqual([['a1', 'b3']]);
    end();
    expect([await first, await second, looks]).toEqual([1, 2, [['a1', 'b3'], ['a2']]]);
  });

  test('that cannot be answered fail for those who asked, and nobody after them', async () => {
    let broken = true;
    const together = new Together<string, string>((question) => question, async (questions) => {
      if (broken) throw new Error('away');
      return questions.map((question) => (question === 'bad' ? Promise.reject<string>(new Error('refused')) : question));
    });
    await expect(Promise.all([together.ask('a'), together.ask('b')])).rejects.toThrow('away');
    broken = false;
    const [good, bad] = [together.ask('good'), together.ask('bad')];
    await expect(bad).rejects.toThrow('refused');
    expect([await good, await together.ask('bad').catch(() => 'again refused'), await together.ask('good')]).toEqual(['good', 'again refused', 'good']);
  });
});
