import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { decimal, type Decimal } from '#engine/kernel';
import { hashOfText, leafText, openNote, parseVerifierKey, readCheckpoint, sha256Tree, verifyConsistency, verifyInclusion } from '#engine/ledger';
import { sheetHash, type ScoreSheet, type SheetNode } from '#domain/scoring';
import { checkBundle } from '../cli/auditing/bundle-file.js';
import { LedServer } from './led-server-examples.js';

const areas = ['xuanwu', 'qinhuai', 'jianye', 'gulou', 'pukou', 'qixia', 'yuhuatai', 'jiangning', 'luhe', 'lishui', 'gaochun', 'jiangbei-new-area'];

let city: LedServer;
/** The log as the auditor reads it. */
const events = new Map<number, any>();
const get = async (who: string, path: string): Promise<any> => {
  const { status, body } = await city.call(who, 'GET', path);
  if (status !== 200) throw new Error(`${path}: ${status} ${JSON.stringify(body)}`);
  return body;
};

beforeAll(async () => {
  city = await LedServer.start('2026-03-02T02:00:00.000Z');
  expect((await city.call('bureau', 'POST', '/ledger/checkpoints', {})).status).toBe(200);
  for (let after = 0, head = 1; after < head; ) {
    const page = await get('auditor', `/events?after=${after}&limit=1000`);
    for (const event of page.items) events.set(event.position, event);
    [after, head] = [page.scannedTo, page.head];
  }
}, 120_000);
afterAll(() => city.stop(), 60_000);

const sum = (values: readonly string[]): Decimal => values.reduce((total, value) => total.plus(value), decimal('0'));
const leavesOf = (node: SheetNode): readonly SheetNode[] => (node.children ? node.children.flatMap(leavesOf) : [node]);

/** Work the published score out again from the parts that a sheet shows. */
function recomputed({ tree, lines, total }: ScoreSheet): { readonly base: Decimal; readonly raw: Decimal; readonly lines: Decimal } {
  const base = sum(leavesOf(tree).flatMap(({ contribution }) => contribution ?? []));
  return { base, raw: base.plus(total.bonus).minus(total.deduction).plus(total.adjustment ?? '0'), lines: sum(lines.map(({ counted }) => counted)) };
}

const negligible = decimal('1e-15');
const equal = (a: Decimal, b: string | null): boolean => b !== null && a.minus(b).abs().lt(negligible);

/** What a fact states for an input of a sheet. */
function stated(name: string, { type, data }: { readonly type: string; readonly data: any }): string | undefined {
  if (name === 'value' && type.startsWith('reporting.')) return data.to ?? data.value;
  if (name === 'target' && type.startsWith('plan.Target')) return data.target.value;
  return undefined;
}

function provenToTheEnd(found: any, keys: readonly { key: string }[]): { facts: number; held: number } {
  const { size, root } = readCheckpoint(found.checkpoint.note);
  const { verified, wrong } = openNote(found.checkpoint.note, keys.map(({ key }) => parseVerifierKey(key)));
  expect([verified.length, wrong.length, size, found.unproven]).toEqual([1, 0, found.checkpoint.size, []]);
  let held = 0;
  const inputs = leavesOf(found.sheet.tree).flatMap((node) => node.leaf?.inputs ?? []);
  for (const ground of found.grounds) {
    const event = events.get(ground.position);
    const leaf = sha256Tree.leaf(leafText(event));
    expect([ground.position, ground.matches, ground.eventId, ground.person, hashOfText(ground.proof.leaf)!.equals(leaf)]).toEqual([ground.position, true, event.id, event.meta.actor, true]);
    expect(verifyInclusion(sha256Tree, { size, index: ground.position - 1, leaf, proof: ground.proof.proof.map((text: string) => hashOfText(text)!), root })).toBe(true);
    for (const input of inputs.filter(({ position }) => position === ground.position)) {
      const said = stated(input.name, event);
      if (said === undefined) continue;
      expect([input.name, input.value]).toEqual([input.name, said]);
      held += 1;
    }
  }
  return { facts: found.grounds.length, held };
}

describe('every score explains itself to the end', () => {
  test('on the live board: cited facts are in the log and in the ledger, figures are what they state, and the parts add up to the score', async () => {
    const { keys } = await get('leader', '/ledger');
    const counted = { facts: 0, held: 0 };
    for (const unit of areas) {
      const found = await get('leader', `/history/explanations/scores/nanjing-2023/2025/districts/${unit}`);
      expect(sheetHash(found.sheet)).toBe(found.hash);
      const { base, raw } = recomputed(found.sheet);
      expect([unit, equal(base, found.sheet.total.base), equal(raw, found.sheet.total.raw)]).toEqual([unit, true, true]);
      const { facts, held } = provenToTheEnd(found, keys);
      counted.facts += facts;
      counted.held += held;
    }
    expect(counted.facts).toBeGreaterThan(150);
    expect(counted.held).toBeGreaterThan(150);
  }, 120_000);

  test('in a published round: also the publication of the scheme and the record of the result', async () => {
    const { keys } = await get('leader', '/ledger');
    for (const unit of ['qixia', 'luhe', 'xuanwu']) {
      const found = await get('leader', `/history/explanations/rounds/2024-districts/${unit}`);
      const { base, raw } = recomputed(found.sheet);
      expect([unit, equal(base, found.sheet.total.base), equal(raw, found.sheet.total.raw)]).toEqual([unit, true, true]);
      expect(found.also.map(({ what }: { what: string }) => what)).toEqual(['scheme', 'result']);
      const result = events.get(found.also[1].position);
      expect([result.type, result.data.figures.sheet]).toEqual(['assessment.ResultCalculated', found.hash]);
      provenToTheEnd(found, keys);
    }
  }, 60_000);

  test('is for those who may see the score', async () => {
    const own = '/history/explanations/rounds/2025-districts/xuanwu';
    expect((await city.call('reporter-xuanwu', 'GET', own)).body.code).toBe('assessment.not-calculated');
    expect((await city.call('reporter-gulou', 'GET', '/history/explanations/rounds/none/gulou')).body.code).toBe('assessment.unknown-round');
    expect((await city.call('secadmin', 'GET', '/history/explanations/scores/nanjing-2023/2025/districts/xuanwu')).status).toBeGreaterThanOrEqual(400);
    expect((await city.call('leader', 'GET', '/history/explanations/scores/nanjing-2023/2025/districts/nowhere')).body.code).toBe('scoring.unit-not-in-group');
  });
});

describe('an audit bundle over HTTP', () => {
  test('of a result checks offline, and one changed byte of an event is found', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'bundle-'));
    try {
      const file = join(folder, 'bundle.tar');
      const bytes = await city.download('bureau', '/history/audit-bundle?scope=result&round=2024-districts&unit=qixia');
      writeFileSync(file, bytes);
      const { keys } = await get('auditor', '/ledger');
      const good = await checkBundle(file, { keys: [keys[0].key] });
      expect([good.ok, good.findings, good.facts.keyKnown]).toEqual([true, [], true]);
      expect(good.facts.events).toBeGreaterThan(100);
      const at = bytes.indexOf('manufacturing-pass-rate');
      bytes[at]! ^= 1;
      writeFileSync(file, bytes);
      expect((await checkBundle(file, {})).ok).toBe(false);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }, 60_000);

  test('is for the unit itself, its bureau and its auditors', async () => {
    expect((await city.call('reporter-gulou', 'GET', '/history/audit-bundle?scope=unit&unit=xuanwu')).body.code).toBe('history.scope-not-yours');
    expect((await city.call('reporter-gulou', 'GET', '/history/audit-bundle?scope=everything')).body.code).toBe('history.scope-not-yours');
    const { items } = await get('auditadmin', '/access-log?kind=export&limit=5');
    expect(items.map(({ path, query }: { path: string; query?: string }) => [path, query])).toContainEqual(['/api/history/audit-bundle', expect.stringContaining('scope=result')]);
  });
});

describe('the ledger over HTTP', () => {
  test('later checkpoints extend earlier ones, and keys change with a reason', async () => {
    const before = (await get('auditor', '/ledger/checkpoints')).items.at(-1);
    expect((await city.call('secadmin', 'POST', '/ledger/keys', {})).body.code).toBe('history.reason-required');
    expect((await city.call('bureau', 'POST', '/ledger/keys', { reason: '轮换' })).status).toBe(403);
    const { status, body } = await city.call('secadmin', 'POST', '/ledger/keys', { reason: '年度轮换' });
    expect([status, body.events.map(({ type }: { type: string }) => type)]).toEqual([200, ['history.SigningKeyRetired', 'history.SigningKeyIntroduced']]);
    const after = (await city.call('auditor', 'POST', '/ledger/checkpoints', {})).body;
    const { keys } = await get('auditor', '/ledger');
    expect([keys.length, keys[0].until !== null, keys[1].until]).toEqual([2, true, null]);
    const { verified } = openNote(after.note, [parseVerifierKey(keys[1].key)]);
    const { proof, firstRoot, secondRoot } = await get('auditor', `/ledger/consistency?from=${before.size}&to=${after.size}`);
    expect([verified.length, firstRoot, secondRoot]).toEqual([1, before.root, after.root]);
    expect(after.size).toBeGreaterThan(before.size);
    expect(verifyConsistency(sha256Tree, { first: before.size, firstRoot: hashOfText(firstRoot)!, second: after.size, secondRoot: hashOfText(secondRoot)!, proof: proof.map((text: string) => hashOfText(text)!) })).toBe(true);
  });

  test('says what it does not have', async () => {
    const { size } = await get('auditor', '/ledger');
    expect((await city.call('auditor', 'GET', `/ledger/inclusion/${size + 500}`)).body.code).toBe('history.no-checkpoint-yet');
    expect((await city.call('auditor', 'GET', `/ledger/inclusion/5?size=${size + 500}`)).body.code).toBe('history.beyond-ledger');
    expect((await city.call('auditor', 'GET', '/ledger/inclusion/9?size=5')).body.code).toBe('history.beyond-ledger');
    expect((await city.call('auditor', 'GET', '/ledger/consistency?from=9&to=5')).body.code).toBe('history.beyond-ledger');
    expect((await get('auditor', '/ledger/inclusion/5?size=9'))).toMatchObject({ index: 4, size: 9, checkpoint: null });
  });
});
