import { createHash } from 'node:crypto';
import { canonicalJson, covers, refuse, type Actor, type Bilingual, type Clock, type JsonObject, type RecordedEvent, type Refusal } from '#engine/kernel';
import type { EventStore, LeafReader, LeafSource } from '#engine/event-store';
import { proofTexts, sha256Tree, type SignedCheckpoint } from '#engine/ledger';
import type { BundleContents } from './bundle-contents.js';
import { chooseEvents, chosenLeaves, eventOfLeaf, LeafMissing, type ChosenEvents } from './bundle-events.js';
import { bundleFormat, manifestFiles, readmeText, sha256Hex, textFile, type BundleFile, type BundleManifest } from './bundle-files.js';
import { checkpointOfSize, earlierCheckpoints, keysText, noteFor, type BundleLedger, type FullTiles } from './bundle-ledger.js';
import { indexPage, mostRows, pageRow } from './bundle-page.js';
import { mayExportBundles } from './bundle.policies.js';
import { scopeFileName, unitOfScope, type BundleScope } from './bundle-scope.js';
import { coveringSubtrees, GrowingTree, TreeReader } from './covering-hashes.js';
import { tarEnd, tarHeader, tarPadding, tarredBytes } from './tar.js';
import { verifierFiles } from './verifier/verifier.js';

export interface AuditBundlerOptions {
  readonly log: EventStore;
  readonly leaves: Pick<LeafSource, 'openLeaves'>;
  readonly ledger: BundleLedger;
  readonly tiles: FullTiles;
  readonly contents: BundleContents;
  readonly clock: Clock;
  /** Public keys of the witnesses, for the cosignatures on checkpoints. */
  readonly witnessKeys?: readonly string[];
}

export interface BundleRequest {
  readonly scope: BundleScope;
  readonly actor: Actor;
  /** Size of the checkpoint it is proven to; the latest when absent. */
  readonly size?: number | undefined;
  /** Sizes of checkpoints that the recipient holds. */
  readonly known?: readonly number[];
}

/** A bundle that holds: its tree was grown to the checkpoint's root already. */
export interface PreparedBundle {
  /** Name without an ending. */
  readonly name: string;
  /** Bytes of the tar file. */
  readonly bytes: number;
  readonly manifest: BundleManifest;
  /** The tar file, in pieces; the events are read again, so that memory stays flat. */
  tar(): AsyncGenerator<Uint8Array>;
}

interface Grown {
  readonly bytes: number;
  readonly sha256: string;
  readonly events: number;
  readonly first: number | null;
  readonly last: number | null;
  readonly hashes: readonly (readonly [level: number, index: number, hash: string])[];
  readonly schemas: ReadonlyMap<string, { readonly type: string; readonly version: number }>;
  readonly rows: readonly string[];
}

const eventsName = 'events.ndjson';

/** Makes audit bundles: what was recorded, with all that is needed to check it far away and later. */
export class AuditBundler {
  readonly #options: AuditBundlerOptions;

  constructor(options: AuditBundlerOptions) {
    this.#options = options;
  }

  /** Choose, prove and describe. @throws TileMissing · the driver's error */
  async prepare({ scope, actor, size, known = [] }: BundleRequest): Promise<PreparedBundle | Refusal> {
    const { log, ledger, contents, clock } = this.#options;
    if (!covers(mayExportBundles.scope(actor), unitOfScope(scope))) return refuse('history.scope-not-yours');
    const checkpoint = checkpointOfSize(ledger, size);
    if (!checkpoint) return size === undefined ? refuse('history.nothing-signed') : refuse('history.no-checkpoint-of-size', { size });
    const chosen = await chooseEvents(log, contents, scope, actor, checkpoint.size);
    if (!chosen) return refuse('history.nothing-to-export', { size: checkpoint.size });
    const grown = await this.#grow(chosen, checkpoint);
    if (!grown) return refuse('history.bundle-contradicts-checkpoint', { size: checkpoint.size });
    const files = await this.#files(scope, checkpoint, chosen, grown, known);
    const { events, first, last } = grown;
    const listed = [...files.map(({ name, content }) => ({ name, bytes: content.length, sha256: sha256Hex(content) })), { name: eventsName, bytes: grown.bytes, sha256: grown.sha256 }];
    const manifest: BundleManifest = {
      format: bundleFormat, scope: { ...scope }, origin: checkpoint.origin, size: checkpoint.size, root: checkpoint.root.toString('base64'), exportedAt: clock.now(), events, first, last,
      streams: chosen.streams, withheld: chosen.withheld, files: listed,
    };
    const held = [...files, ...manifestFiles(manifest)];
    const bytes = [...held.map(({ content }) => content.length), grown.bytes].reduce((sum, one) => sum + tarredBytes(one), tarEnd.length);
    const name = scopeFileName(scope, checkpoint.size);
    return { name, bytes, manifest, tar: () => this.#tar(name, held, chosen, grown, manifest) };
  }

  /** Read the chosen events and grow the tree with them. Undefined when they do not lead to the root. */
  async #grow(chosen: ChosenEvents, { size, root }: SignedCheckpoint): Promise<Grown | undefined> {
    const reader = this.#options.leaves.openLeaves();
    try {
      return await this.#grown(reader, chosen, size, root);
    } catch (error) {
      if (error instanceof LeafMissing) return undefined;
      throw error;
    } finally {
      reader.close();
    }
  }

  async #grown(reader: LeafReader, chosen: ChosenEvents, size: number, root: Buffer): Promise<Grown | undefined> {
    const tree = new GrowingTree();
    const nodes = new TreeReader({ tile: this.#options.tiles, leaf: (index) => leafHash(reader, index) }, size);
    const gaps = chosen.positions === 'everything' ? [][Symbol.iterator]() : coveringSubtrees(indexesOf(chosen.positions), size);
    let gap = gaps.next();
    const hashes: (readonly [number, number, string])[] = [];
    const coverUpTo = async (index: number): Promise<void> => {
      for (; !gap.done && gap.value.index * 2 ** gap.value.level < index; gap = gaps.next()) {
        const { level, index: place } = gap.value;
        const hash = await nodes.nodeAt(level, place);
        tree.push(hash, level);
        hashes.push([level, place, hash.toString('base64')]);
      }
    };
    const text = createHash('sha256');
    const schemas = new Map<string, { readonly type: string; readonly version: number }>();
    const rows: string[] = [];
    let [bytes, events, first, last] = [0, 0, null as number | null, null as number | null];
    for await (const leaves of chosenLeaves(reader, chosen, size)) {
      for (const leaf of leaves) {
        await coverUpTo(leaf.position - 1);
        tree.push(sha256Tree.prefixedLeaf(leaf.prefixed));
        const event = eventOfLeaf(leaf);
        schemas.set(`${event.type}.v${event.schema}`, { type: event.type, version: event.schema });
        if (rows.length < mostRows) rows.push(pageRow(event, await this.#told(event)));
        text.update(leaf.prefixed.subarray(1)).update('\n');
        [bytes, events, first, last] = [bytes + leaf.prefixed.length, events + 1, first ?? leaf.position, leaf.position];
      }
    }
    await coverUpTo(size);
    return tree.size === size && tree.root().equals(root) ? { bytes, sha256: text.digest('hex'), events, first, last, hashes, schemas, rows } : undefined;
  }

  /** A fact in words, as this version of the program reads it. */
  async #told(event: RecordedEvent): Promise<Bilingual> {
    const { log, contents } = this.#options;
    const { events } = await log.readAll({ after: event.position - 1, limit: 1, upTo: event.position });
    return contents.tell(events[0] ?? event);
  }

  async #files(scope: BundleScope, checkpoint: SignedCheckpoint, { withheld }: ChosenEvents, { events, hashes, schemas, rows }: Grown, known: readonly number[]): Promise<readonly BundleFile[]> {
    const { ledger, witnessKeys = [] } = this.#options;
    const { size } = checkpoint;
    const keys = await ledger.knownKeys();
    const earlier = earlierCheckpoints(ledger, size, known);
    const sizes = [...new Set([...earlier.map((one) => one.size), ...known.filter((one) => one > 0 && one < size)])].sort((a, b) => a - b);
    const consistency: JsonObject[] = [];
    for (const first of sizes) consistency.push({ size: first, proof: [...proofTexts(ledger.consistency(first, size).proof)] });
    const { script, page } = verifierFiles();
    return [
      textFile('README.txt', readmeText(scope, checkpoint, events, withheld)),
      textFile('checkpoint.note', noteFor(checkpoint, keys, witnessKeys)),
      textFile('key.txt', keysText(keys, witnessKeys)),
      textFile('proofs.json', `${canonicalJson({ size, hashes, consistency })}\n`),
      ...earlier.map((one) => textFile(`checkpoints/${one.size}.note`, noteFor(one, keys, witnessKeys))),
      ...this.#schemaFiles(schemas),
      textFile('index.html', indexPage(scope, checkpoint, { rows, events, withheld })),
      textFile('verify.mjs', script),
      textFile('verify.html', page),
    ];
  }

  #schemaFiles(schemas: Grown['schemas']): readonly BundleFile[] {
    return [...schemas].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([name, { type, version }]) => {
      const schema = this.#options.contents.schemaOf(type, version);
      return schema ? [textFile(`schemas/${name}.json`, `${JSON.stringify(schema, null, 2)}\n`)] : [];
    });
  }

  async *#tar(folder: string, held: readonly BundleFile[], chosen: ChosenEvents, { bytes }: Grown, { size, exportedAt }: BundleManifest): AsyncGenerator<Uint8Array> {
    const modified = Math.floor(Date.parse(exportedAt) / 1_000);
    for (const { name, content } of held) yield Buffer.concat([tarHeader({ name: `${folder}/${name}`, bytes: content.length, modified }), content, tarPadding(content.length)]);
    yield tarHeader({ name: `${folder}/${eventsName}`, bytes, modified });
    const reader = this.#options.leaves.openLeaves();
    try {
      for await (const leaves of chosenLeaves(reader, chosen, size)) yield Buffer.concat(leaves.flatMap(({ prefixed }) => [prefixed.subarray(1), lineBreak]));
    } finally {
      reader.close();
    }
    yield Buffer.concat([tarPadding(bytes), tarEnd]);
  }
}

const lineBreak = Buffer.from('\n');

function leafHash(reader: LeafReader, index: number): Buffer {
  const [leaf] = reader.page(index, 1);
  if (leaf?.position !== index + 1) throw new LeafMissing(index + 1);
  return sha256Tree.prefixedLeaf(leaf.prefixed);
}

function* indexesOf(positions: readonly number[]): Generator<number> {
  for (const position of positions) yield position - 1;
}
