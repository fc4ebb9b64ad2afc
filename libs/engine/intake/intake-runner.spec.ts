import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { refuse } from '#engine/kernel';
import { TestClock } from '#engine/testing';
import { FileSource } from './file/index.js';
import { Intake, type InboundHandler, type InboundTopic, type Taken } from './index.js';

const topic: InboundTopic = { topic: 'quality.trial.v1', title: { zh: '试', en: 'Trial' }, key: { zh: '单位', en: 'unit' }, schema: { type: 'object', required: ['n'], properties: { n: { type: 'integer' } } } };
const refusals = { 'trial.negative': { kind: 'unprocessable', title: { zh: '{n} 为负', en: '{n} is negative' }, remedy: { zh: '改正', en: 'Correct it' } } } as const;
const line = (n: number): string => JSON.stringify({ specversion: '1.0', id: `m-${n}`, source: '/t', type: topic.topic, data: { n } });

let folder: string;
let took: number[];
let fault: (n: number) => void;
let intakes: Intake[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'zhiheng-intake-'));
  [took, fault, intakes] = [[], () => undefined, []];
});
afterEach(async () => {
  await Promise.all(intakes.map((intake) => intake.stop()));
  rmSync(folder, { recursive: true, force: true });
});

const handler: InboundHandler = {
  topic,
  take: async ({ data }): Promise<Taken | ReturnType<typeof refuse>> => {
    const n = data['n'] as number;
    fault(n);
    if (n < 0) return refuse('trial.negative', { n });
    if (took.includes(n)) return 'repeated';
    took.push(n);
    return 'recorded';
  },
};
const open = (): Intake => {
  const clock = new TestClock();
  const intake = new Intake({ source: new FileSource({ topic: topic.topic, folder, clock, pollMs: 2 }), handler, refusals, clock, backOff: { firstMs: 1, longestMs: 4 } });
  intakes.push(intake);
  intake.start();
  return intake;
};
const drop = (name: string, ...lines: readonly string[]): void => writeFileSync(join(folder, name), lines.join('\n'));
const until = async (condition: () => boolean | Promise<boolean>): Promise<void> => {
  const deadline = performance.now() + 10_000;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error('not within 10 s');
    await new Promise((resolve) => setImmediate(resolve));
  }
};
const emptied = (): boolean => !readdirSync(folder).some((name) => name.endsWith('.ndjson') && !name.startsWith('.'));
const letters = () => readFileSync(join(folder, 'refused', `${topic.topic}.ndjson`), 'utf8').trim().split('\n').map((text) => JSON.parse(text) as Record<string, unknown>);

describe('messages in files', () => {
  test('are taken in order of file and line; what cannot be taken is kept with its reason and blocks nothing', async () => {
    drop('2.ndjson', line(3));
    drop('1.ndjson', line(1), '', 'torn', line(-2), `${line(2)}\r`, line(1));
    drop('.part.ndjson', line(9));
    const intake = open();
    await until(emptied);
    expect([took, readdirSync(join(folder, 'taken')).map((name) => name.slice(13)).sort()]).toEqual([[1, 2, 3], ['1.ndjson', '2.ndjson']]);
    expect(letters().map(({ place, code }) => [place, code])).toEqual([['1.ndjson:3', 'intake.unreadable'], ['1.ndjson:4', 'trial.negative']]);
    expect(letters()[1]).toMatchObject({ title: { zh: '-2 为负', en: '-2 is negative' }, remedy: { zh: '改正', en: 'Correct it' }, values: { n: -2 }, message: line(-2) });
    expect(await intake.status()).toMatchObject({ topic: topic.topic, lag: 0, taken: { recorded: 3, repeated: 1, unchanged: 0, refused: 2 } });
  });

  test('wait while a fault of ours lasts, and are shown as waiting', async () => {
    let away = true;
    fault = () => {
      if (away) throw new Error('the log is away');
    };
    drop('1.ndjson', line(1), line(2));
    const intake = open();
    await until(async () => ((await intake.status()).trying?.attempts ?? 0) > 5);
    expect(await intake.status()).toMatchObject({ lag: 1, trying: { place: '1.ndjson:1', reason: 'Error: the log is away' }, taken: { recorded: 0, refused: 0 } });
    away = false;
    await until(emptied);
    expect([took, (await intake.status()).trying]).toEqual([[1, 2], undefined]);
  });

  test('that a mistake of the program meets are put aside after some tries', async () => {
    fault = (n) => {
      if (n === 1) throw new TypeError('x is undefined');
    };
    drop('1.ndjson', line(1), line(2));
    open();
    await until(emptied);
    expect([took, letters()[0]]).toMatchObject([[2], { code: 'intake.cannot-be-processed', values: { problem: 'TypeError: x is undefined' } }]);
  });

  test('of a file that was left in the middle come again from its beginning, and no letter is kept twice', async () => {
    let away = true;
    fault = (n) => {
      if (n === 2 && away) throw new Error('killed');
    };
    drop('1.ndjson', line(1), 'torn', line(2));
    const first = open();
    await until(async () => (await first.status()).trying !== undefined);
    await first.stop();
    expect(await first.status()).toMatchObject({ state: 'stopped' });
    away = false;
    const second = open();
    await until(emptied);
    expect([took, letters().length, (await second.status()).taken]).toMatchObject([[1, 2], 1, { repeated: 1, recorded: 1, refused: 1 }]);
  });

  test('longer than memory should hold are refused and passed over', async () => {
    mkdirSync(join(folder, 'taken'), { recursive: true });
    drop('1.ndjson', `"${'x'.repeat(6_000_000)}"`, line(1));
    open();
    await until(emptied);
    expect([took, letters()[0]!['code']]).toEqual([[1], 'intake.too-large']);
  });
});
