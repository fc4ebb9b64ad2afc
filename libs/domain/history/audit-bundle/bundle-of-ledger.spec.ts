import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isRefusal, type Actor } from '#engine/kernel';
import { rootAt, rootOf, sha256Tree, type Hash } from '#engine/ledger';
import { LedgerBench } from '../../../engine/ledger/ledger-examples.js';
import { AuditBundleHttp } from './audit-bundle.http.js';
import { AuditBundler, type BundleRequest } from './audit-bundler.js';
import { auditor, exampleContents, filesOf, tarBytes, xuanwu } from './bundle-examples.js';
import { tilesIn } from './bundle-ledger.js';
import { coveringSubtrees, GrowingTree, TileMissing } from './covering-hashes.js';
import { NotATar, tarHeader, tarredFiles } from './tar.js';
import { memoryIo } from './verifier/verifier-examples.js';
import { loadVerifier } from './verifier/verifier.js';

describe('bundles of a ledger that follows its log', () => {
  let bench: LedgerBench;
  beforeEach(async () => {
    bench = await new LedgerBench().open();
  });
  afterEach(async () => {
    await bench.close();
    rmSync(bench.folder, { recursive: true, force: true });
  });
  const bundler = () => new AuditBundler({ log: bench.store, leaves: bench.store, ledger: bench.ledger, tiles: tilesIn(bench.ledgerFolder), contents: exampleContents, clock: bench.clock });
  const made = async (request: Omit<BundleRequest, 'actor'>) => {
    const prepared = await bundler().prepare({ actor: auditor, ...request });
    if (isRefusal(prepared)) throw new Error(prepared.refused);
    return prepared;
  };

  test('hold, for sizes around full tiles, also while the log goes on', async () => {
    const { verifyBundle } = await loadVerifier();
    for (const more of [5, 250, 1, 1, 520]) {
      await bench.append(more);
      const { note, size } = await bench.ledger.checkpoint();
      await bench.append(5);
      for (const scope of [{ kind: 'stream', stream: 'report-0' }, { kind: 'everything' }] as const) {
        const files = filesOf(await tarBytes(await made({ scope, size })));
        expect([size, await verifyBundle(memoryIo(files), { checkpoints: [{ name: 'held', text: note }] })]).toMatchObject([size, { ok: true, findings: [] }]);
      }
    }
  });

  test('a tile that is gone is told, not made up', async () => {
    await bench.append(600);
    await bench.ledger.checkpoint();
    rmSync(join(bench.ledgerFolder, 'tile/0/000'));
    await expect(made({ scope: { kind: 'stream', stream: 'report-0' } })).rejects.toThrow(TileMissing);
  });

  test('unpack with any tar, and the script in them runs', async () => {
    await bench.append(30);
    await bench.ledger.checkpoint();
    const prepared = await made({ scope: { kind: 'everything' } });
    const folder = mkdtempSync(join(tmpdir(), 'zhiheng-tar-'));
    writeFileSync(join(folder, 'bundle.tar'), await tarBytes(prepared));
    execFileSync('tar', ['-xf', 'bundle.tar'], { cwd: folder });
    expect(execFileSync(process.execPath, [join(folder, prepared.name, 'verify.mjs')], { encoding: 'utf8' })).toContain('✓ 30');
    rmSync(folder, { recursive: true, force: true });
  });

  test('leave by the route as a file with its length, each scope with its own fields', async () => {
    await bench.append(30);
    await bench.ledger.checkpoint();
    const http = new AuditBundleHttp(bundler());
    const ask = (query: object, actor: Actor = auditor) => http.bundle({ params: undefined, query: query as never, body: undefined }, { actor } as never);
    const file = await ask({ scope: 'stream', stream: 'report-1', known: '1,2' });
    const chunks: Buffer[] = [];
    for await (const chunk of file.getStream()) chunks.push(chunk as Buffer);
    expect([Buffer.concat(chunks).length, file.getHeaders().disposition]).toEqual([file.getHeaders().length, 'attachment; filename="audit-stream-report-1-30.tar"']);
    expect(JSON.parse(filesOf(Buffer.concat(chunks)).get('proofs.json')!.toString('utf8')).consistency.map(({ size }: { size: number }) => size)).toEqual([1, 2]);
    await expect(ask({ scope: 'stream' })).rejects.toMatchObject({ status: 400 });
    await expect(ask({ scope: 'everything', unit: 'xuanwu' })).rejects.toMatchObject({ status: 400 });
    await expect(ask({ scope: 'everything' }, xuanwu)).rejects.toMatchObject({ refusal: { refused: 'history.scope-not-yours' } });
  });
});

describe('covering hashes', () => {
  test('with the chosen leaves they lead to the root, and there are none that could be one', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 200 }), fc.array(fc.boolean(), { minLength: 200, maxLength: 200 }), (size, picks) => {
      const leaves: readonly Hash[] = Array.from({ length: size }, (_, i) => sha256Tree.leaf(`leaf ${i}`));
      const chosen = leaves.flatMap((_, i) => (picks[i] ? [i] : []));
      const nodeAt = (level: number, index: number): Hash => rootOf(sha256Tree, leaves.slice(index * 2 ** level, (index + 1) * 2 ** level));
      const covering = [...coveringSubtrees(chosen, size)];
      const tree = new GrowingTree();
      for (const index of [...chosen, size]) {
        for (const one of covering.filter(({ level, index: at }) => at * 2 ** level >= tree.size && (at + 1) * 2 ** level <= index)) tree.push(nodeAt(one.level, one.index), one.level);
        if (index < size) tree.push(leaves[index]!);
      }
      const keys = new Set(covering.map(({ level, index }) => `${level}/${index}`));
      const mergeable = covering.some(({ level, index }) => index % 2 === 0 && keys.has(`${level}/${index + 1}`));
      return tree.size === size && tree.root().equals(rootAt(sha256Tree, nodeAt, size)) && !mergeable;
    }), { numRuns: 200 });
  });

  test('everything needs none, one leaf of a million twenty', () => {
    expect([...coveringSubtrees(Array.from({ length: 300 }, (_, i) => i), 300)]).toEqual([]);
    expect([...coveringSubtrees([123_456], 2 ** 20)].length).toBe(20);
  });
});

describe('a tar file', () => {
  test('has sizes beyond 8 GiB, and no names that do not fit', () => {
    const header = tarHeader({ name: 'x', bytes: 20 * 2 ** 30, modified: 0 });
    const [file] = tarredFiles((offset) => (offset === 0 ? header : Buffer.alloc(512)));
    expect(file).toEqual({ name: 'x', offset: 512, bytes: 20 * 2 ** 30 });
    expect(() => tarHeader({ name: 'x'.repeat(101), bytes: 0, modified: 0 })).toThrow(RangeError);
  });

  test('a changed header and a link are refused', () => {
    const header = tarHeader({ name: 'x', bytes: 0, modified: 0 });
    const changed = Buffer.from(header);
    changed[0] = 121;
    const link = tarHeader({ name: 'x', bytes: 0, modified: 0 });
    link.write('2', 156);
    link.write(`${(parseInt(link.toString('latin1', 148, 154), 8) + 2).toString(8).padStart(6, '0')}`, 148);
    for (const block of [changed, link]) expect(() => tarredFiles((offset) => (offset === 0 ? block : Buffer.alloc(512)))).toThrow(NotATar);
  });
});
