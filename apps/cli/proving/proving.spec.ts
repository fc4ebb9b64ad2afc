import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { checkpointText, consistencyProof, generateNoteKey, inclusionProof, parseSignerKey, proofTexts, rootAt, sha256Tree, signNote, type Hash, type NodeAt } from '#engine/ledger';
import { served } from '../assessment/served-examples.js';
import { run, scriptedServer, testHost, type ScriptedServer, type TestHost } from '../cli-examples.js';

let server: ScriptedServer;
let host: TestHost;
afterEach(async () => {
  await server.close();
  host.dispose();
});

const leaves = ['a', 'b', 'c', 'd', 'e'].map((text) => sha256Tree.leaf(text));
const nodeAt: NodeAt = (level, index): Hash => (level === 0 ? leaves[index]! : sha256Tree.node(nodeAt(level - 1, 2 * index), nodeAt(level - 1, 2 * index + 1)));
const size = leaves.length;
const key = generateNoteKey('city');
const stranger = generateNoteKey('city');
const root = rootAt(sha256Tree, nodeAt, size);
const noteBy = (signerKey: string) => signNote(checkpointText({ origin: 'city', size, root, extensions: [] }), parseSignerKey(signerKey));
const checkpointOf = (note: string) => ({ origin: 'city', size, root: root.toString('base64'), time: null, note, signatures: [{ name: 'city', keyId: key.keyId }] });
const inclusionOf = (position: number) => ({ index: position - 1, size, leaf: leaves[position - 1]!.toString('base64'), proof: [...proofTexts(inclusionProof(sha256Tree, nodeAt, position - 1, size))] });
const ledger = { origin: 'city', state: 'live', size, lag: 0, lagMs: 0, latest: checkpointOf(noteBy(key.signerKey)), keys: [{ key: key.verifierKey, from: '2026-01-01T00:00:00.000Z', until: null }], damage: null, position: size };
const fact = (position: number) => ({
  position, eventId: `e-${position}`, stream: 's', type: 'reporting.ReportVerified', title: { zh: '填报核定', en: 'Report verified' }, person: 'li', unit: 'xuanwu', role: 'verifier', recordedAt: '2026-01-05T00:00:00.000Z', validAt: null, reason: null,
  authority: '文号', evidence: ['c'.repeat(64)],
});
const ground = (position: number, changes: object = {}) => ({ ...fact(position), sentence: { zh: '核定填报值。', en: 'Verified the reported value.' }, matches: true, related: [fact(1)], proof: inclusionOf(position), ...changes });
const explanation = (grounds: readonly object[], note: string | null = noteBy(key.signerKey)) => ({
  sheet: { unit: 'xuanwu', total: { published: '90' } }, hash: 'h', grounds, also: [], checkpoint: note === null ? null : { size, root: root.toString('base64'), note }, unproven: [], position: 9,
});

async function ask(answer: object, route: string, ...argv: string[]): Promise<readonly [exit: number, out: string]> {
  server = await scriptedServer(({ path }) => ({ body: path === '/api/ledger' ? served('GET /ledger', ledger) : served(route, answer) }));
  host = testHost();
  return [await run(host, '--server', server.address, ...argv), host.written.stdout];
}
const event = (answer: object) => ask(answer, 'GET /ledger/inclusion/:position', 'proofs', 'event', '3');
const score = (answer: object) => ask(answer, 'GET /history/explanations/rounds/:round/:unit', 'proofs', 'result', 'r-1', 'xuanwu');
const flipped = (text: string): string => (text.startsWith('A') ? `B${text.slice(1)}` : `A${text.slice(1)}`);

describe('the proof of an event', () => {
  const proven = { position: 3, ...inclusionOf(3), root: root.toString('base64'), checkpoint: checkpointOf(noteBy(key.signerKey)) };

  test('is verified here: leaf, way, root and signature', async () => {
    const [exit, out] = await event(proven);
    expect([exit, out]).toEqual([0, '位置 3 的事件在 5 个事件的账本中：已证明\n']);
  });

  test.each([
    ['another leaf', { ...proven, leaf: flipped(proven.leaf) }],
    ['another way', { ...proven, proof: [flipped(proven.proof[0]!), ...proven.proof.slice(1)] }],
    ['another place', { ...proven, index: 1 }],
    ['the signature of a stranger', { ...proven, checkpoint: checkpointOf(noteBy(stranger.signerKey)) }],
    ['a root that nobody signed', { ...proven, checkpoint: checkpointOf(noteBy(key.signerKey).replace(root.toString('base64'), leaves[0]!.toString('base64'))) }],
  ])('fails with %s', async (_what, answer) => {
    const [exit, out] = await event(answer);
    expect([exit, out]).toEqual([5, '位置 3 的事件在 5 个事件的账本中：证明不成立\n']);
  });

  test('waits for a checkpoint', async () => {
    const [exit, out] = await event({ ...proven, checkpoint: null });
    expect([exit, out.includes('尚无检查点覆盖')]).toEqual([0, true]);
  });
});

describe('a score to its end', () => {
  test('shows every fact with who, authority, evidence, the same matter, and its proof verified here', async () => {
    const [exit, out] = await score(explanation([ground(3), ground(5)]));
    expect(exit).toBe(0);
    expect(out).toContain('2 项，2 项在本机核验成立，0 项尚待检查点');
    expect(out).toMatch(/3 +填报核定 +li（xuanwu verifier） +2026-01-05T00:00:00\.000Z +文号 +c{12} +1 填报核定 +已证明/);
  });

  test('says where a proof fails, where the log has another fact, and where the signature does not hold', async () => {
    const [first, out] = await score(explanation([ground(3), ground(4, { proof: { ...inclusionOf(4), leaf: flipped(inclusionOf(4).leaf) } })]));
    expect([first, out.includes('证明不成立')]).toEqual([5, true]);
    await server.close();
    host.dispose();
    const [second, other] = await score(explanation([ground(3, { matches: false })]));
    expect([second, other.includes('与得分表所引不符')]).toEqual([5, true]);
    await server.close();
    host.dispose();
    const [third, unsigned] = await score(explanation([ground(3)], noteBy(stranger.signerKey)));
    expect([third, unsigned.includes('签名无效')]).toEqual([5, true]);
  });

  test('waits where no checkpoint covers a fact yet', async () => {
    const [exit, out] = await score(explanation([ground(3, { proof: null })], null));
    expect([exit, out.includes('1 项，0 项在本机核验成立，1 项尚待检查点')]).toEqual([0, true]);
  });
});

describe('checkpoints', () => {
  test('show the ledger, and damage is an exit code of its own', async () => {
    const [exit, out] = await ask(ledger, 'GET /ledger', 'checkpoints', 'status');
    expect([exit, out.includes(key.verifierKey)]).toEqual([0, true]);
    await server.close();
    host.dispose();
    const damage = { kind: 'row-changed', position: 7, text: { zh: '位置 7 的事件被改动。', en: 'The event at 7 was changed.' } };
    server = await scriptedServer(() => ({ body: served('GET /ledger', { ...ledger, state: 'halted', damage }) }));
    host = testHost();
    expect([await run(host, '--server', server.address, 'checkpoints', 'status'), host.written.stdout.includes('位置 7 的事件被改动。')]).toEqual([5, true]);
  });

  test('are signed now and kept in a file, byte for byte', async () => {
    const note = noteBy(key.signerKey);
    server = await scriptedServer(() => ({ body: served('POST /ledger/checkpoints', checkpointOf(note)) }));
    host = testHost();
    const target = join(host.home, 'checkpoint.note');
    expect(await run(host, '--server', server.address, 'checkpoints', 'sign', '--out', target)).toBe(0);
    expect(readFileSync(target, 'utf8')).toBe(note);
  });

  test('are proven to extend each other', async () => {
    const proof = { first: 3, firstRoot: rootAt(sha256Tree, nodeAt, 3).toString('base64'), second: size, secondRoot: root.toString('base64'), proof: [...proofTexts(consistencyProof(sha256Tree, nodeAt, 3, size))] };
    const [exit, out] = await ask(proof, 'GET /ledger/consistency', 'checkpoints', 'consistency', '3', '--to', '5', '--json');
    expect([exit, JSON.parse(out)]).toEqual([0, proof]);
    expect(server.seen[0]!.path).toBe('/api/ledger/consistency?from=3&to=5');
  });
});
