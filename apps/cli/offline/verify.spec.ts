import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { LedgerBench } from '../../../libs/engine/ledger/ledger-examples.js';
import { testHost } from '../cli-examples.js';
import { runCommandLine } from '../command-line/run.js';
import type { CommandTree } from '../command-line/parse.js';
import { verifyLogCommand } from './verify.js';

const group = { word: 'audit', summary: { zh: '审计', en: 'Audit' } };
const tree: CommandTree = { version: '0', groups: [group], commands: [verifyLogCommand], chapters: [{ title: group.summary, entries: [group] }] };

let made: LedgerBench;
let note: string;
beforeAll(async () => {
  made = await new LedgerBench().open();
  await made.append(30);
  await made.ledger.checkpoint();
  await made.append(10);
  note = (await made.ledger.checkpoint()).note;
  await made.append(3);
  await made.close();
});
afterAll(() => made.dispose());

let data: string;
beforeEach(() => {
  data = join(made.folder, 'copy');
  rmSync(data, { recursive: true, force: true });
  cpSync(made.ledgerFolder, join(data, 'ledger'), { recursive: true });
  cpSync(made.logFile, join(data, 'events.db'));
});

async function verify(...argv: readonly string[]): Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }> {
  const host = testHost();
  const code = await runCommandLine(tree, ['verify', ...argv], host);
  host.dispose();
  return { code, ...host.written };
}

describe('verifying a data folder', () => {
  test('finds it intact, says how far that is proven, and in which language it is asked', async () => {
    const chinese = await verify(data);
    expect([chinese.code, chinese.stdout]).toEqual([0, expect.stringContaining('完好：位置 1 至 43 的事件与账本一致，检查点证明到位置 40')]);
    expect(chinese.stdout).toContain('位置 40 之后的 3 条事件尚未签入检查点。');
    expect((await verify(data, '--lang', 'en')).stdout).toContain('Intact: events 1 to 43 agree with the ledger, proven to position 40 by 2 checkpoints, 0 of them kept outside.');
  });

  test('names the first bad position and the kind, with exit code 5', async () => {
    const { openDatabase } = await import('#engine/event-store/sqlite');
    const database = openDatabase(join(data, 'events.db'));
    database.exec("DROP TRIGGER event_is_never_changed; UPDATE event SET type = 'x.Other' WHERE position = 17");
    database.close();
    const told = await verify(data, '--lang', 'en');
    expect([told.code, told.stdout]).toEqual([5, expect.stringContaining('First bad position: 17')]);
    expect(told.stdout).toMatch(/17\s+row-changed/);
    const json = await verify(data, '--json');
    expect(json.code).toBe(5);
    expect(JSON.parse(json.stdout)).toMatchObject({ intact: false, head: 43, first: { kind: 'row-changed', position: 17 }, damages: [{ kind: 'row-changed' }, { kind: 'trigger-missing' }] });
  });

  test('holds it against checkpoints and keys kept elsewhere', async () => {
    const kept = join(made.folder, 'kept.note');
    writeFileSync(kept, note);
    const keys = join(made.folder, 'kept-keys.txt');
    cpSync(join(made.ledgerFolder, 'keys.txt'), keys);
    const told = await verify(data, '--checkpoint', kept, '--key', keys, '--full', '--json');
    expect([told.code, JSON.parse(told.stdout)]).toEqual([0, expect.objectContaining({ intact: true, outside: 1, provenTo: 40 })]);
    expect((await verify(data, '--key', readFileSync(keys, 'utf8').split(' ')[0]!)).code).toBe(0);
    writeFileSync(kept, note.replace('\n40\n', '\n41\n'));
    const wrong = await verify(data, '--checkpoint', kept, '--json');
    expect([wrong.code, JSON.parse(wrong.stdout)]).toEqual([5, expect.objectContaining({ first: expect.objectContaining({ kind: 'signature-wrong', values: expect.objectContaining({ name: 'kept.note' }) }) })]);
  });

  test('goes on from a checkpoint, and says when there is none to go on from', async () => {
    expect(JSON.parse((await verify(data, '--from-checkpoint', '30', '--json')).stdout)).toMatchObject({ intact: true, from: 30 });
    const none = await verify(data, '--from-checkpoint', '31', '--lang', 'en');
    expect([none.code, none.stderr]).toEqual([2, expect.stringContaining('no checkpoint of 31 events holds')]);
  });

  test('says when nothing is proven yet', async () => {
    rmSync(join(data, 'ledger'), { recursive: true });
    const told = await verify(data, '--lang', 'en');
    expect([told.code, told.stdout]).toEqual([0, expect.stringContaining('There is no checkpoint')]);
  });

  test.each([
    [['--key', 'nonsense'], 'cli.bad-key'], [['--checkpoint', 'no-such.note'], 'cli.unreadable-file'], [['--from-checkpoint', 'x'], 'cli.not-a-number'],
  ])('refuses %j', async (argv, code) => {
    const told = await verify(data, ...argv, '--json');
    expect([told.code, JSON.parse(told.stderr)]).toEqual([2, expect.objectContaining({ code })]);
  });

  test('says when there is no log', async () => {
    expect((await verify(join(data, 'ledger'))).code).toBe(2);
  });
});
