import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { generateNoteKey, openNote, parseVerifierKey, sha256Tree } from '#engine/ledger';
import { crashVariable } from '../testing/crash-point.js';
import { formatAddCheckpoint, type WitnessAnswer } from './index.js';
import { ExampleLedger, leavesUpTo } from './witness-examples.js';

const root = join(import.meta.dirname, '../../..');
const program = join(root, 'dist/libs/engine/witness/crash/program.js');
const points = ['witness-before-remembering', 'witness-written', 'witness-flushed', 'witness-remembered'];
let folder: string;

beforeAll(() => void execFileSync(process.execPath, [join(root, 'infra/tasks/build.mjs')], { cwd: root }));
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'zhiheng-witness-crash-'))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** One life of a witness: what it answered before it died or was done. */
function live(at: string, key: string, questions: readonly string[], crash?: string): Promise<{ readonly signal: string | null; readonly key: string; readonly answers: readonly WitnessAnswer[] }> {
  const child = spawn(process.execPath, [program, at, key], { env: { ...process.env, ...(crash === undefined ? {} : { [crashVariable]: crash }) }, stdio: ['pipe', 'pipe', 'inherit'] });
  let printed = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => void (printed += text));
  child.stdin.on('error', () => undefined).end(questions.map((body) => `${JSON.stringify(body)}\n`).join(''));
  return new Promise((resolve) => child.on('close', (_, signal) => {
    const [first = '{}', ...answers] = printed.split('\n').filter((line) => line !== '');
    resolve({ signal, key: (JSON.parse(first) as { key: string }).key, answers: answers.map((line) => JSON.parse(line) as WitnessAnswer) });
  }));
}

describe('a witness that is killed between any two steps', () => {
  test('every step of its sources is one that it is killed at', () => {
    const labels = ['witness.ts', 'state-folder.ts'].flatMap((file) => [...readFileSync(join(import.meta.dirname, file), 'utf8').matchAll(/crashPoint\('([^']+)'\)/g)].map(([, label]) => label));
    expect(labels.sort()).toEqual([...points].sort());
  });

  test.each(points)('at %s never signs two histories, and goes on afterwards', async (point) => {
    const at = join(folder, point);
    const keys = generateNoteKey('ledger.example');
    const ledger = new ExampleLedger('ledger.example', leavesUpTo(9), keys);
    const question = (oldSize: number, size: number, root = ledger.root(size)) =>
      formatAddCheckpoint({ oldSize, proof: oldSize > 0 && oldSize < size ? ledger.proof(oldSize, size) : [], note: ledger.checkpoint(size, root).note });
    expect((await live(at, keys.verifierKey, [question(0, 4)])).answers.map(({ status }) => status)).toEqual([200]);
    const killed = await live(at, keys.verifierKey, [question(4, 9)], point);
    expect([killed.signal, killed.answers]).toEqual(['SIGKILL', []]);
    // What was not answered may or may not be remembered. Either way a forged history of that size is never signed beside a true one.
    const forged = question(0, 9, sha256Tree.leaf('forged')).replace('old 0', 'old 9');
    const after = await live(at, keys.verifierKey, [forged, question(4, 9), question(9, 9)]);
    expect([after.signal, after.key, after.answers[0]!.status]).toEqual([null, killed.key, 409]);
    const remembered = point === 'witness-remembered';
    expect(after.answers.slice(1).map(({ status }) => status)).toEqual([remembered ? 409 : 200, 200]);
    expect(openNote(ledger.checkpoint().note + after.answers[2]!.body, [parseVerifierKey(after.key)]).verified.length).toBe(1);
  });
});
