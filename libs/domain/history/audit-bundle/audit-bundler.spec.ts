import { beforeAll, describe, expect, test } from '@jest/globals';
import { isRefusal } from '#engine/kernel';
import { readCheckpoint, sha256Tree } from '#engine/ledger';
import { auditor, eventsOf, SmallCity, tarBytes, xuanwu } from './bundle-examples.js';
import type { BundleScope } from './bundle-scope.js';
import { memoryIo } from './verifier/verifier-examples.js';
import { loadVerifier, type Verifier } from './verifier/verifier.js';

const scopes: readonly BundleScope[] = [
  { kind: 'everything' }, { kind: 'stream', stream: 'report-xuanwu' }, { kind: 'unit', unit: 'xuanwu' }, { kind: 'period', plan: 'p', period: '2026-Q1' }, { kind: 'result', round: 'r-1', unit: 'qinhuai' },
];
let city: SmallCity;
let verifier: Verifier;

beforeAll(async () => {
  city = await new SmallCity().live();
  verifier = await loadVerifier();
});
const verdict = (files: ReadonlyMap<string, Buffer>, options = {}) => verifier.verifyBundle(memoryIo(files), options);
const refusal = async (request: Parameters<SmallCity['bundle']>[0]): Promise<string> => city.bundle(request).then(() => 'made', (error: Error) => error.message);

describe('an audit bundle', () => {
  test.each(scopes.map((scope) => [scope.kind, scope] as const))('of %s holds', async (_, scope) => {
    const { files, prepared } = await city.bundle({ scope });
    expect(await verdict(files)).toMatchObject({ ok: true, findings: [], facts: { events: prepared.manifest.events, witnesses: ['witness.example'], keyKnown: false } });
    expect(prepared.manifest.events).toBeGreaterThan(5);
  });

  test('has the exact leaves in log order', async () => {
    const { files } = await city.bundle({ scope: { kind: 'everything' } });
    const reader = city.log.openLeaves();
    const leaves = reader.page(0, city.checkpoints.at(-1)!.size).map(({ prefixed }) => Buffer.from(prefixed.subarray(1)).toString('utf8'));
    expect(files.get('events.ndjson')!.toString('utf8')).toBe(`${leaves.join('\n')}\n`);
    expect(JSON.parse(files.get('proofs.json')!.toString('utf8')).hashes).toEqual([]);
  });

  test('of a unit has its streams whole and nothing of another', async () => {
    const { files, prepared } = await city.bundle({ scope: { kind: 'unit', unit: 'xuanwu' } });
    expect([...new Set(eventsOf(files).map(({ data }) => data['unit']))]).toEqual(['xuanwu']);
    expect(prepared.manifest.streams.map(({ stream }) => stream)).toEqual(['finding-xuanwu', 'report-xuanwu']);
  });

  test('for a unit leaves out what it may not see, and says so', async () => {
    const { files, prepared } = await city.bundle({ scope: { kind: 'unit', unit: 'xuanwu' }, actor: xuanwu });
    expect(eventsOf(files).filter(({ data }) => data['secret'])).toEqual([]);
    expect([prepared.manifest.withheld, prepared.manifest.streams.map(({ stream }) => stream)]).toEqual([true, ['report-xuanwu']]);
    expect((await verdict(files)).ok).toBe(true);
    expect(files.get('README.txt')!.toString('utf8')).toContain('无权查看');
  });

  test('is refused for what is not the unit\'s own', async () => {
    expect(await Promise.all([{ kind: 'everything' } as const, { kind: 'stream', stream: 'report-xuanwu' } as const, { kind: 'unit', unit: 'qinhuai' } as const].map((scope) => refusal({ scope, actor: xuanwu })))).toEqual(Array(3).fill('history.scope-not-yours'));
    expect(await refusal({ scope: { kind: 'everything' }, actor: { id: 'x', grants: [{ role: 'leadership', units: 'all' }] } })).toBe('history.scope-not-yours');
  });

  test('is refused for what is not there', async () => {
    expect(await refusal({ scope: { kind: 'stream', stream: 'report-nobody' } })).toBe('history.nothing-to-export');
    expect(await refusal({ scope: { kind: 'everything' }, size: 3 })).toBe('history.no-checkpoint-of-size');
    const unsigned = await (await new SmallCity().bundler()).prepare({ scope: { kind: 'everything' }, actor: auditor });
    expect(isRefusal(unsigned) && unsigned.refused).toBe('history.nothing-signed');
  });

  test('is never made of a log that does not lead to the checkpoint', async () => {
    const other = new SmallCity();
    await other.append(10);
    await other.sign(false, sha256Tree.leaf('another history'));
    for (const scope of scopes.slice(0, 3)) {
      const made = await (await other.bundler()).prepare({ scope, actor: auditor });
      expect(isRefusal(made) && made.refused).toBe('history.bundle-contradicts-checkpoint');
    }
  });

  test('can be asked for as of an earlier checkpoint', async () => {
    const { size } = city.checkpoints[0]!;
    const { files } = await city.bundle({ scope: { kind: 'unit', unit: 'gulou' }, size });
    expect(eventsOf(files).at(-1)!.position).toBeLessThanOrEqual(size);
    expect((await verdict(files)).ok).toBe(true);
  });

  test('carries earlier checkpoints, each proven to be a beginning of its own', async () => {
    const { files } = await city.bundle({ scope: { kind: 'period', plan: 'p', period: '2026-Q1' } });
    const earlier = [...files.keys()].filter((name) => name.startsWith('checkpoints/'));
    expect(earlier).toEqual(city.checkpoints.slice(0, -1).map(({ size }) => `checkpoints/${size}.note`));
    expect(readCheckpoint(files.get(earlier[0]!)!).root.equals(city.checkpoints[0]!.root)).toBe(true);
  });

  test('is as long as it says', async () => {
    const { prepared } = await city.bundle({ scope: { kind: 'unit', unit: 'xuanwu' } });
    expect((await tarBytes(prepared)).length).toBe(prepared.bytes);
  });

  test('names no person and runs no script in its page for reading', async () => {
    const { files } = await city.bundle({ scope: { kind: 'unit', unit: 'xuanwu' } });
    const page = files.get('index.html')!.toString('utf8');
    expect(page).not.toMatch(/<script|<b>/);
    expect(page).toContain('事实 reporting.IndicatorReported：合格率 &#34;提高&#34; \\ &#60;b&#62;');
    expect([...files.keys()]).toContain('schemas/reporting.IndicatorReported.v1.json');
  });

  test('holds for any choice of events in logs of any size', async () => {
    for (const facts of [1, 2, 7, 255, 300]) {
      const one = await new SmallCity().live(1, facts);
      for (const scope of scopes.slice(0, 4)) {
        const made = await (await one.bundler()).prepare({ scope, actor: auditor });
        if (isRefusal(made)) continue;
        const { files } = await one.bundle({ scope });
        expect([facts, scope.kind, (await verdict(files)).findings]).toEqual([facts, scope.kind, []]);
      }
    }
  });
});
