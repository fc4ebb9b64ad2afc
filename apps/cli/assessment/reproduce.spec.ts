import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { isRefusal } from '#engine/kernel';
import { openDatabase, SqliteEventStore } from '#engine/event-store/sqlite';
import { TestClock } from '#engine/testing';
import { round, scoreAdjusted, units } from '../../../libs/domain/assessment/assessment-examples.js';
import { calculating, frozenLog, record } from '../../../libs/domain/assessment/calculation-examples.js';
import { reproduceRound } from '../../../libs/domain/assessment/reproduce-round/reproduce-round.js';
import { verdictTexts } from '../../../libs/domain/assessment/reproduce-round/reproduction.js';
import { run, scriptedServer, testHost, type TestHost } from '../cli-examples.js';
import { served } from './served-examples.js';

let host: TestHost;
let data: string;
const file = (): string => join(data, 'events.db');

beforeEach(() => {
  host = testHost();
  data = join(host.home, 'data');
  mkdirSync(data);
});
afterEach(() => host.dispose());

/** A data folder in which a round was calculated twice, or only frozen. */
async function roundLog(calculations = 2): Promise<void> {
  const store = await SqliteEventStore.open({ path: file(), clock: new TestClock(), writer: 'main' });
  try {
    await frozenLog({}, store);
    const { calculate } = calculating(store);
    for (let n = 0; n < calculations; n += 1) {
      if (n > 0) await record(store, scoreAdjusted());
      expect(isRefusal(await calculate())).toBe(false);
    }
  } finally {
    await store.close();
  }
}

/** Write over a log behind its back, as its own triggers would never allow. */
function tamper(sql: string): void {
  const database = openDatabase(file());
  database.exec(`DROP TRIGGER event_is_never_changed; DROP TRIGGER event_is_never_removed; ${sql}`);
  database.close();
}

const reproduced = (...argv: string[]): Promise<number> => run(host, 'round', 'reproduce', round, '--data', data, ...argv);
interface Answer {
  readonly run: number;
  readonly equal: boolean;
  readonly verdict: string;
  readonly units: readonly { readonly unit: string; readonly equal: boolean; readonly recorded: string; readonly computed: string }[];
}
const answer = (): Answer => JSON.parse(host.written.stdout) as Answer;

describe('proving a round from a data folder', () => {
  test('prints the recorded and the computed hash of every unit, and that they are equal', async () => {
    await roundLog();
    expect([await reproduced('--lang', 'en'), host.written.stderr]).toEqual([0, '']);
    const lines = host.written.stdout.split('\n');
    for (const unit of units) expect(lines.filter((line) => new RegExp(`^${unit} +\\S+ +([0-9a-f]{64}) +\\1 +equal$`).test(line))).toHaveLength(1);
    expect(host.written.stdout).toContain(`${units.length} of ${units.length} units agree · ${verdictTexts.reproduced.en}`);
  });

  test('takes the last calculation, or the one that is named', async () => {
    await roundLog();
    await reproduced('--json');
    expect(answer()).toMatchObject({ run: 2, equal: true, verdict: 'reproduced' });
    const first = testHost();
    expect(await run(first, 'rounds', 'reproduce', round, '--data', data, '--run', '1', '--json')).toBe(0);
    expect(JSON.parse(first.written.stdout)).toMatchObject({ run: 1, equal: true });
    first.dispose();
  });

  test('is a difference where an event was written over, and names the unit', async () => {
    await roundLog();
    tamper(`UPDATE event SET data = replace(data, '"value":"50"', '"value":"51"') WHERE type = 'reporting.ReportVerified' AND data LIKE '%"patents"%'`);
    expect(await reproduced('--json')).toBe(5);
    expect(answer()).toMatchObject({ equal: false, verdict: 'facts-differ' });
    expect(answer().units.find(({ unit }) => unit === 'xuanwu')).toMatchObject({ equal: false });
    const told = testHost();
    expect(await run(told, 'rounds', 'reproduce', round, '--data', data)).toBe(5);
    expect(told.written.stdout).toMatch(/xuanwu +districts +([0-9a-f]{64}) +(?!\1)[0-9a-f]{64} +不符[\s\S]*xuanwu 记录得分 .*依据的日志位置：\d+/);
    told.dispose();
  });

  test('is a difference where the log ends before what the calculation rests on', async () => {
    await roundLog(1);
    tamper(`UPDATE event SET data = json_set(data, '$.frozenAt', 999999) WHERE type = 'assessment.RoundCalculated'`);
    expect([await reproduced(), host.written.stderr.includes('cli.log-ends-early')]).toEqual([5, true]);
  });

  test.each([
    [['--run', '9'], 'assessment.unknown-run', 3], [['--run', '0'], 'cli.not-a-number', 2],
  ])('with %j is refused as %s', async (options, code, exit) => {
    await roundLog();
    expect([await reproduced(...options), host.written.stderr.includes(code)]).toEqual([exit, true]);
  });

  test('says that a round is not there or not calculated, and that a folder has no log', async () => {
    await roundLog(0);
    expect([await reproduced(), host.written.stderr.includes('assessment.not-calculated')]).toEqual([3, true]);
    expect([await run(host, 'rounds', 'reproduce', 'another', '--data', data), host.written.stderr.includes('assessment.unknown-round')]).toEqual([3, true]);
    expect([await run(host, 'rounds', 'reproduce', round, '--data', host.home), host.written.stderr.includes('cli.no-log')]).toEqual([2, true]);
  });

  test('says the same as the server, which answers in the same shape', async () => {
    await roundLog();
    expect(await reproduced('--json')).toBe(0);
    const store = SqliteEventStore.openReadOnly({ path: file() });
    const found = await reproduceRound(store, round);
    await store.close();
    if (isRefusal(found)) throw new Error(found.refused);
    const server = await scriptedServer(() => ({ body: served('GET /rounds/:round/reproduction', { ...found, text: verdictTexts[found.verdict] }) }));
    const online = testHost();
    expect(await run(online, '--server', server.address, 'rounds', 'reproduce', round, '--json')).toBe(0);
    expect([JSON.parse(online.written.stdout), server.seen[0]!.path]).toEqual([answer(), `/api/rounds/${round}/reproduction`]);
    await server.close();
    online.dispose();
  });

  test('is a difference too when the server finds one', async () => {
    await roundLog(1);
    expect(await reproduced('--json')).toBe(0);
    const { units: lines, ...rest } = answer();
    const differing = { ...rest, equal: false, verdict: 'record-differs', text: verdictTexts['record-differs'], units: lines.map((line, n) => ({ ...line, equal: n > 0 })) };
    const server = await scriptedServer(() => ({ body: served('GET /rounds/:round/reproduction', differing) }));
    const online = testHost();
    expect(await run(online, '--server', server.address, '--lang', 'en', 'rounds', 'reproduce', round, '--run', '1')).toBe(5);
    expect(online.written.stdout).toContain(`${lines.length - 1} of ${lines.length} units agree · ${verdictTexts['record-differs'].en}`);
    await server.close();
    online.dispose();
  });
});
