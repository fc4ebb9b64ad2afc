import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { generateNoteKey } from '#engine/ledger';
import { eventsOf, exampleKeys, SmallCity, writeFiles, type ExampleKeys } from '../bundle-examples.js';
import { memoryIo } from './verifier-examples.js';
import { loadVerifier, verifierFiles, type BundleVerdict, type Verifier, type VerifyOptions } from './verifier.js';

type Files = Map<string, Buffer>;
let keys: ExampleKeys;
let city: SmallCity;
let files: Files;
let everything: Files;
let verifier: Verifier;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'zhiheng-verifier-'));
  keys = exampleKeys();
  city = await new SmallCity(keys).live(3, 12);
  ({ files } = await city.bundle({ scope: { kind: 'unit', unit: 'xuanwu' } }));
  ({ files: everything } = await city.bundle({ scope: { kind: 'everything' } }));
  verifier = await loadVerifier();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const verdict = (good: Files, options: VerifyOptions = {}): Promise<BundleVerdict> => verifier.verifyBundle(memoryIo(good), options);
const codes = async (good: Files, options: VerifyOptions = {}): Promise<readonly string[]> => [...new Set((await verdict(good, options)).findings.map(({ code }) => code))];
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** The bundle with a file changed, and the manifest made to fit, as somebody who knows the format would. */
function forged(good: Files, name: string, change: (text: string) => string | undefined, more: Record<string, unknown> = {}): Files {
  const made = new Map(good);
  const changed = change(made.get(name)?.toString('utf8') ?? '');
  if (changed === undefined) made.delete(name);
  else made.set(name, Buffer.from(changed, 'utf8'));
  const manifest = { ...JSON.parse(made.get('manifest.json')!.toString('utf8')), ...more };
  manifest.files = [...made].filter(([file]) => !file.startsWith('manifest')).map(([file, content]) => ({ name: file, bytes: content.length, sha256: sha256(content) }));
  const text = Buffer.from(`${JSON.stringify(manifest)}\n`, 'utf8');
  return made.set('manifest.json', text).set('manifest.sha256', Buffer.from(`${sha256(text)}\n`, 'utf8'));
}
const withoutLine = (n: number) => (text: string): string => text.split('\n').filter((_, i) => i !== n).join('\n');
const lines = (good: Files): number => eventsOf(good).length;

describe('the verifier', () => {
  test('is a script of at most 170 lines without dependencies, and the page has the same core', () => {
    const { script, page } = verifierFiles();
    expect(script.trimEnd().split('\n').length).toBeLessThanOrEqual(170);
    expect([...script.matchAll(/from '([^']+)'/g)].map(([, name]) => name)).toEqual(['node:crypto', 'node:fs', 'node:path', 'node:url']);
    const core = script.slice(script.indexOf('// The arithmetic of proofs'), script.indexOf('const keyObject'));
    expect(page.includes(core)).toBe(true);
    expect(page).not.toMatch(/https?:\/\/(?!www\.w3)|src=|href=/);
  });

  test('finds any changed byte of any file', async () => {
    for (const good of [files, everything]) {
      await fc.assert(fc.asyncProperty(fc.constantFrom(...good.keys()), fc.nat(), fc.integer({ min: 1, max: 255 }), async (name, at, mask) => {
        const bytes = Buffer.from(good.get(name)!);
        bytes[at % bytes.length]! ^= mask;
        return !(await verdict(new Map(good).set(name, bytes))).ok;
      }), { numRuns: 150 });
    }
  });

  test('finds any changed byte of an event, a proof, a checkpoint or a key although the manifest was made to fit', async () => {
    for (const good of [files, everything]) {
      const meaningful = [...good.keys()].filter((name) => /^(events|proofs|checkpoint|key)/.test(name));
      await fc.assert(fc.asyncProperty(fc.constantFrom(...meaningful), fc.nat(), fc.integer({ min: 1, max: 127 }), async (name, at, mask) => {
        const bytes = Buffer.from(good.get(name)!);
        bytes[at % bytes.length]! ^= mask;
        const text = bytes.toString('latin1');
        // What is the same to every reader of JSON changes nothing that is proven.
        // The times beside a key are the exporter's word: they can only take validity away.
        const before = good.get(name)!.toString('latin1');
        const inTimes = name === 'key.txt' && at % bytes.length > before.indexOf(' 2026') && at % bytes.length < before.indexOf('\n');
        const unchanged = inTimes || (name === 'proofs.json' && same(text, before));
        return unchanged || !(await verdict(forged(new Map(good).set(name, bytes), 'README.txt', (readme) => readme))).ok;
      }), { numRuns: 200 });
    }
  });

  test.each([
    ['a missing event in a stream that is claimed whole', 'stream-gap', (good: Files) => forged(good, 'events.ndjson', withoutLine(3), { events: lines(good) - 1 })],
    ['a missing event of a bundle of everything', 'position-missing', () => forged(everything, 'events.ndjson', withoutLine(3), { events: lines(everything) - 1 })],
    ['a missing first event', 'position-missing', () => forged(everything, 'events.ndjson', withoutLine(0), { events: lines(everything) - 1, first: 2 })],
    ['a missing last event', 'position-missing', () => forged(everything, 'events.ndjson', withoutLine(lines(everything) - 1), { events: lines(everything) - 1, last: lines(everything) - 1 })],
    ['an event twice', 'position-again', (good: Files) => forged(good, 'events.ndjson', (text) => `${text.split('\n')[0]}\n${text}`, { events: lines(good) + 1 })],
    ['two events in the wrong order', 'position-again', (good: Files) => forged(good, 'events.ndjson', (text) => { const [a, b, ...rest] = text.split('\n'); return [b, a, ...rest].join('\n'); })],
    ['an event that was changed', 'root-differs', (good: Files) => forged(good, 'events.ndjson', (text) => text.replace('.50"', '.51"'))],
    ['an event that was added', 'root-differs', () => forged(everything, 'events.ndjson', (text) => `${text}{"position":${lines(everything) + 1}}\n`, { events: lines(everything) + 1, last: lines(everything) + 1 })],
    ['a line that is no JSON', 'event-unreadable', (good: Files) => forged(good, 'events.ndjson', (text) => text.replace('{', '['))],
    ['another count than claimed', 'claims-differ', (good: Files) => forged(good, 'README.txt', (text) => text, { events: 1 })],
    ['another root than claimed', 'claims-differ', (good: Files) => forged(good, 'README.txt', (text) => text, { root: 'AAAA' })],
    ['a checkpoint that is none', 'note-unreadable', (good: Files) => forged(good, 'checkpoint.note', (text) => text.replace('\n\n', '\n'))],
    ['a checkpoint without a signature of the ledger', 'signature-wrong', (good: Files) => forged(good, 'checkpoint.note', (text) => text.replace(/— nanjing.*\n/, ''))],
    ['a cosignature that does not hold', 'signature-wrong', (good: Files) => forged(good, 'key.txt', (text) => text.replace(/witness .*\n/, `witness ${generateNoteKey('witness.example', 'cosignature').verifierKey}\n`))],
    ['a witness passed off as the ledger', 'key-unreadable', (good: Files) => forged(good, 'key.txt', (text) => text.replace('witness ', 'ledger '))],
    ['a key that was not in use', 'key-out-of-time', (good: Files) => forged(good, 'key.txt', (text) => text.replace(/ -\n/, ' 2026-03-02T01:00:00.000Z\n'))],
    ['an earlier checkpoint of another size', 'signature-wrong', (good: Files) => forged(good, [...good.keys()].find((name) => name.startsWith('checkpoints/'))!, (text) => text.replace(/\n(\d+)\n/, '\n3\n'))],
    ['a proof that was left out', 'history-rewritten', (good: Files) => forged(good, 'proofs.json', (text) => text.replace(/"consistency":.*?,"hashes"/, '"consistency":[],"hashes"'))],
    ['a file that is not listed', 'file-unlisted', (good: Files) => new Map(good).set('more.txt', Buffer.from('x'))],
    ['a file that is missing', 'file-missing', (good: Files) => { const made = new Map(good); made.delete('schemas/reporting.IndicatorReported.v1.json'); return made; }],
    ['no manifest', 'manifest-changed', (good: Files) => { const made = new Map(good); made.delete('manifest.json'); return made; }],
    ['a manifest that is nonsense', 'bundle-unreadable', (good: Files) => { const text = Buffer.from('{"format":"zhiheng-audit-bundle/1"}'); return new Map(good).set('manifest.json', text).set('manifest.sha256', Buffer.from(`${sha256(text)}\n`)); }],
  ])('names %s', async (_, code, change) => {
    expect(await codes(change(files))).toContain(code);
  });

  test('says which revision of which stream, and which position, is missing', async () => {
    const { stream, revision } = eventsOf(files)[3]!;
    expect((await verdict(forged(files, 'events.ndjson', withoutLine(3)))).findings).toContainEqual(expect.objectContaining({ code: 'stream-gap', values: { stream, revision }, zh: `流 ${stream} 缺少修订号 ${revision}` }));
    expect((await verdict(forged(everything, 'events.ndjson', withoutLine(3)))).findings[0]).toMatchObject({ code: 'position-missing', values: { position: 4 } });
  });
});

describe('a bundle whose log was forged and signed again', () => {
  let rewritten: SmallCity;
  let forgery: Files;
  const held = () => ({ name: 'held.note', text: city.checkpoints[1]!.note });

  const rewrite = async (otherKeys: ExampleKeys): Promise<void> => {
    rewritten = new SmallCity(otherKeys);
    await rewritten.append(1);
    await rewritten.live(3, 12);
    forgery = (await rewritten.bundle({ scope: { kind: 'unit', unit: 'xuanwu' } })).files;
  };

  test('looks right on its own, but not to who knows the key', async () => {
    await rewrite(exampleKeys());
    expect(await codes(forgery)).toEqual([]);
    expect(await codes(forgery, { keys: [keys.ledger.verifierKey] })).toEqual(['key-unknown']);
    expect(await codes(files, { keys: [keys.ledger.verifierKey] })).toEqual([]);
    expect(await codes(forgery, { checkpoints: [held()] })).toContain('signature-wrong');
  });

  test('signed with the very key, is caught by a checkpoint from elsewhere', async () => {
    await rewrite(keys);
    expect(await codes(forgery, { keys: [keys.ledger.verifierKey] })).toEqual([]);
    const { size } = city.checkpoints[1]!;
    expect(await codes(forgery, { checkpoints: [held()] })).toEqual(['checkpoint-not-connected']);
    const asked = await rewritten.bundle({ scope: { kind: 'unit', unit: 'xuanwu' }, known: [size] });
    expect(await codes(asked.files, { checkpoints: [held()] })).toEqual(['history-rewritten']);
    expect(await codes((await rewritten.bundle({ scope: { kind: 'everything' } })).files, { checkpoints: [held()] })).toEqual(['history-rewritten']);
  });

  test('the true one agrees with every checkpoint that was given out', async () => {
    for (const { note } of city.checkpoints) for (const good of [files, everything]) expect(await codes(good, { checkpoints: [{ name: 'held', text: note }] })).toEqual([]);
    const later = await city.bundle({ scope: { kind: 'everything' }, size: city.checkpoints[0]!.size });
    expect(await codes(later.files, { checkpoints: [held()] })).toEqual(['checkpoint-not-connected']);
  });

  test('a witness that is pinned has to have cosigned', async () => {
    expect(await codes(files, { keys: [keys.witness.verifierKey] })).toEqual([]);
    expect(await codes(files, { keys: [generateNoteKey('other.example', 'cosignature').verifierKey] })).toEqual(['key-unknown']);
    expect(await codes(files, { keys: ['nonsense'] })).toEqual(['key-unreadable']);
  });
});

describe('the script and the page', () => {
  test('the script runs alone, without this program, and says the same', () => {
    const good = writeFiles(join(folder, 'good'), files);
    const bad = writeFiles(join(folder, 'bad'), forged(files, 'events.ndjson', (text) => text.replace('.50"', '.51"')));
    writeFileSync(join(folder, 'held.note'), city.checkpoints[0]!.note);
    const run = (...args: readonly string[]) => spawnSync(process.execPath, [...args], { encoding: 'utf8', cwd: folder, env: {} });
    const alone = run(join(good, 'verify.mjs'), '--key', keys.ledger.verifierKey, '--checkpoint', 'held.note');
    expect([alone.status, alone.stderr, alone.stdout.startsWith('✓ ')]).toEqual([0, '', true]);
    expect(run(join(good, 'verify.mjs')).stdout).toContain('--key');
    const tampered = run(join(good, 'verify.mjs'), bad);
    expect([tampered.status, tampered.stdout]).toEqual([1, expect.stringContaining('[root-differs]')]);
  });

  test('the page checks with WebCrypto what the script checks', () => {
    const page = verifierFiles().page;
    const script = page.slice(page.indexOf('<script type="module">') + '<script type="module">'.length, page.indexOf('</script>'));
    writeFileSync(join(folder, 'page.mjs'), `${script}
import { readdirSync, readFileSync } from 'node:fs';
const files = readdirSync(process.argv[2], { recursive: true, withFileTypes: true }).filter((one) => one.isFile()).map((one) => {
  const path = one.parentPath + '/' + one.name;
  return { webkitRelativePath: 'bundle' + path.slice(process.argv[2].length), arrayBuffer: async () => new Uint8Array(readFileSync(path)).buffer };
});
if (process.argv[3]) crypto.subtle.importKey = async () => { throw new Error('NotSupportedError'); };
console.log(JSON.stringify((await verifyBundle(pageIo(files))).findings.map(({ code }) => code)));`);
    const run = (...args: readonly string[]): unknown => JSON.parse(execFileSync(process.execPath, [join(folder, 'page.mjs'), ...args], { encoding: 'utf8' }));
    expect(run(join(folder, 'good'))).toEqual([]);
    expect(run(join(folder, 'bad'))).toEqual(['root-differs']);
    expect(run(join(folder, 'good'), 'without Ed25519')).toEqual(['signatures-not-checked']);
  });
});

function same(a: string, b: string): boolean {
  try {
    return JSON.stringify(JSON.parse(a)) === JSON.stringify(JSON.parse(b));
  } catch {
    return false;
  }
}
