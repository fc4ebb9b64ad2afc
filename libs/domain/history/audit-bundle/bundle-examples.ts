// What specs of audit bundles start from; product code never imports it.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isRefusal, type Actor, type JsonObject, type RecordedEvent } from '#engine/kernel';
import { MemoryEventStore } from '#engine/event-store/memory';
import { checkpointText, formatNote, generateNoteKey, parseCosignerKey, parseSignerKey, parseVerifierKey, readCheckpoint, rootOf, sha256Tree, signNote, type Hash, type SignedCheckpoint } from '#engine/ledger';
import { appendTo, TestClock } from '#engine/testing';
import { ledgerStream } from '../checkpoints/ledger.events.js';
import { AuditBundler, type BundleRequest, type PreparedBundle } from './audit-bundler.js';
import type { BundleContents } from './bundle-contents.js';
import { RecordedLedger } from './recorded-ledger.js';
import { tarredFiles } from './tar.js';

export const exampleOrigin = 'nanjing.example/zhiheng';
const grant = (role: string, units: 'all' | readonly string[] = 'all'): Actor => ({ id: `user-${role}`, grants: [{ role, units }] });
export const auditor = grant('auditor');
export const xuanwu = grant('reporter', ['xuanwu']);

/** A unit's facts are those that name it; its own streams are whole; a secret of any unit stays in the house. */
export const exampleContents: BundleContents = {
  select: async (scope) => {
    if (scope.kind === 'everything') return 'everything';
    if (scope.kind === 'stream') return { streams: [scope.stream], sought: [] };
    if (scope.kind === 'period') return { streams: [], sought: [{ types: ['reporting.'], belongs: ({ data }) => data['period'] === scope.period, takes: 'fact' }] };
    return { streams: [], sought: [{ types: ['reporting.', 'supervision.'], belongs: ({ data }) => data['unit'] === scope.unit, takes: 'stream' }] };
  },
  mayReceive: async ({ grants }) => (grants.some(({ role }) => role === 'auditor') ? 'everything' : ({ data }) => data['secret'] !== true),
  schemaOf: (type, version) => (version === 1 && type.startsWith('reporting.') ? { $id: `urn:example:${type}`, type: 'object' } : undefined),
  tell: ({ type, data }) => ({ zh: `事实 ${type}：${String(data['note'] ?? '')}`, en: `Fact ${type}: ${String(data['note'] ?? '')}` }),
};

export interface ExampleKeys {
  readonly ledger: { readonly signerKey: string; readonly verifierKey: string };
  readonly witness: { readonly signerKey: string; readonly verifierKey: string };
}
export const exampleKeys = (): ExampleKeys => ({ ledger: generateNoteKey(exampleOrigin), witness: generateNoteKey('witness.example', 'cosignature') });

const units = ['xuanwu', 'qinhuai', 'gulou'];

/** A city whose log knows its own ledger: facts of three units, checkpoints in between, the last one witnessed. */
export class SmallCity {
  readonly clock = new TestClock('2026-03-02T01:00:00.000Z');
  readonly log = new MemoryEventStore({ clock: this.clock });
  readonly checkpoints: SignedCheckpoint[] = [];

  constructor(readonly keys: ExampleKeys = exampleKeys()) {}

  /** Rounds of facts with a checkpoint after each. */
  async live(rounds = 3, facts = 24): Promise<this> {
    await appendTo(this.log, ledgerStream, { type: 'history.SigningKeyIntroduced', data: { key: this.keys.ledger.verifierKey, from: this.clock.now() } });
    for (let round = 0; round < rounds; round += 1) {
      await this.append(facts);
      await this.sign(round === rounds - 1);
    }
    return this;
  }

  async append(facts: number): Promise<void> {
    for (let n = 0; n < facts; n += 1) {
      const [unit, period] = [units[n % 3]!, `2026-Q${(Math.floor(n / 6) % 4) + 1}`];
      const data: JsonObject = { unit, period, value: `${n}.50`, note: '合格率 "提高" \\ <b>' };
      if (n % 8 === 7) await appendTo(this.log, `finding-${unit}`, { type: 'supervision.FindingIssued', data: { ...data, secret: true } });
      else await appendTo(this.log, `report-${unit}`, { type: 'reporting.IndicatorReported', data });
    }
  }

  /** Sign what there is. */
  async sign(witnessed = false, root?: Hash): Promise<SignedCheckpoint> {
    this.clock.advance({ hours: 1 });
    const size = await this.log.head();
    const text = checkpointText({ origin: exampleOrigin, size, root: root ?? (await this.root(size)), time: this.clock.now(), extensions: [] });
    const note = signNote(text, parseSignerKey(this.keys.ledger.signerKey));
    const facts = [{ type: 'history.CheckpointSigned', data: { origin: exampleOrigin, size, root: '', note } as JsonObject }];
    const signature = parseCosignerKey(this.keys.witness.signerKey).cosign(text, Math.floor(Date.parse(this.clock.now()) / 1_000));
    const lines = formatNote({ text: '\n', signatures: [signature] }).slice(2);
    if (witnessed) facts.push({ type: 'history.CheckpointCosigned', data: { size, root: '', witness: 'witness.example', signatures: lines } });
    await appendTo(this.log, ledgerStream, ...facts);
    const checkpoint = readCheckpoint(witnessed ? note + lines : note);
    this.checkpoints.push(checkpoint);
    return checkpoint;
  }

  async root(size: number): Promise<Hash> {
    const reader = this.log.openLeaves();
    return rootOf(sha256Tree, reader.page(0, size).map(({ prefixed }) => sha256Tree.prefixedLeaf(prefixed)));
  }

  async bundler(contents: BundleContents = exampleContents): Promise<AuditBundler> {
    const ledger = await RecordedLedger.read(this.log, this.log.openLeaves());
    return new AuditBundler({ log: this.log, leaves: this.log, ledger, tiles: ledger.tiles, contents, clock: this.clock, witnessKeys: [this.keys.witness.verifierKey] });
  }

  /** The files of a bundle, by name. */
  async bundle(request: Partial<BundleRequest> & Pick<BundleRequest, 'scope'>): Promise<ExampleBundle> {
    const prepared = await (await this.bundler()).prepare({ actor: auditor, ...request });
    if (isRefusal(prepared)) throw new Error(prepared.refused);
    return { prepared, files: filesOf(await tarBytes(prepared)) };
  }
}

export interface ExampleBundle {
  readonly prepared: PreparedBundle;
  readonly files: Map<string, Buffer>;
}

export async function tarBytes(prepared: PreparedBundle): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of prepared.tar()) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Files of a tar by name, without the folder they are in. */
export const filesOf = (tar: Buffer): Map<string, Buffer> =>
  new Map(tarredFiles((offset, bytes) => tar.subarray(offset, offset + bytes)).map(({ name, offset, bytes }) => [name.split('/').slice(1).join('/'), tar.subarray(offset, offset + bytes)]));

export function writeFiles(folder: string, files: ReadonlyMap<string, Buffer>): string {
  for (const [name, content] of files) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

export const eventsOf = (files: ReadonlyMap<string, Buffer>): readonly RecordedEvent[] => files.get('events.ndjson')!.toString('utf8').trimEnd().split('\n').map((line) => JSON.parse(line) as RecordedEvent);

export const verifierKeyId = (key: string): string => parseVerifierKey(key).keyId;
