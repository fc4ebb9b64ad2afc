import type { AnyBulkWriteOperation, ClientSession, Collection } from 'mongodb';
import { within } from '#engine/mongodb';
import { fieldValue, rowText } from '../fields.js';
import type { RowWrite, TableSpec } from '../read-store.js';
import { open, type RowDocument, type VersionDocument } from './documents.js';
import type { Snapshot } from './catalogue.js';

const keysTogether = 1_000;
const documentsTogether = 1_000;

/** What one step writes into one table. Nothing of it is seen before the step is committed. */
export class Staging {
  private readonly last = new Map<string, RowDocument>();
  private readonly versions = new Map<string, VersionDocument[]>();

  /** @throws BadRow when a row is no JSON */
  constructor(spec: TableSpec, writes: readonly RowWrite[], private readonly step: number) {
    const fields = Object.entries(spec.fields);
    for (const { key, row, position } of writes) {
      const f = Object.fromEntries(fields.map(([field, type]) => [field, row === undefined ? null : fieldValue(row, field, type)]));
      const document: RowDocument = { _id: `${step}:${key}`, k: key, p: position, s: step, x: open, t: row === undefined ? null : rowText(row), f };
      this.last.set(key, document);
      if (spec.temporal) this.follow(document);
    }
  }

  /** Write it, leaving alone what steps have replaced that are not voided. Resolves with the number of rows replaced. */
  async write({ rows, history }: Pick<Snapshot, 'rows' | 'history'>, voided: readonly number[], session: ClientSession | undefined): Promise<number> {
    const replaceable = { x: { $in: [open, ...voided] }, s: { $lt: this.step } };
    let replaced = 0;
    for (const keys of portions([...this.last.keys()], keysTogether)) {
      const { modifiedCount } = await rows.updateMany({ k: { $in: keys }, ...replaceable }, { $set: { x: this.step } }, within(session));
      replaced += modifiedCount;
    }
    await insert(rows, [...this.last.values()].filter(({ t }) => t !== null), session);
    if (history) await this.writeVersions(history, replaceable, session);
    return replaced;
  }

  private async writeVersions(history: Collection<VersionDocument>, replaceable: object, session: ClientSession | undefined): Promise<void> {
    const byStart = new Map<number, string[]>();
    const before = await this.replacedKeys(history, replaceable, session);
    for (const [key, [first]] of this.versions) {
      if (!before.has(key)) continue;
      const keys = byStart.get(first!.p);
      if (keys) keys.push(key);
      else byStart.set(first!.p, [key]);
    }
    const marks = [...byStart].flatMap(([start, keys]) =>
      portions(keys, keysTogether).map((some): AnyBulkWriteOperation<VersionDocument> => ({ updateMany: { filter: { k: { $in: some }, ...replaceable }, update: { $set: { x: this.step, e: start } } } })),
    );
    if (marks.length > 0) await history.bulkWrite(marks, { ordered: false, ...within(session) });
    await insert(history, [...this.versions.values()].flat(), session);
  }

  /** Keys whose last version ends here. Each start is a command of its own, so that it pays to ask which are needed: while a log is caught up with, few. */
  private async replacedKeys(history: Collection<VersionDocument>, replaceable: object, session: ClientSession | undefined): Promise<ReadonlySet<string>> {
    const found = new Set<string>();
    for (const keys of portions([...this.versions.keys()], keysTogether)) {
      for (const { k } of await history.find({ k: { $in: keys }, ...replaceable }, { projection: { _id: 0, k: 1 }, ...within(session) }).toArray()) found.add(k);
    }
    return found;
  }

  // Of two versions at one position the last holds.
  private follow(document: RowDocument): void {
    const version: VersionDocument = { ...document, _id: `${this.step}:${document.p}:${document.k}`, e: open };
    const before = this.versions.get(document.k) ?? [];
    const previous = before.at(-1);
    if (previous?.p === version.p) before.pop();
    else if (previous) before.splice(-1, 1, { ...previous, x: this.step, e: version.p });
    this.versions.set(document.k, [...before, version]);
  }
}

/** Remove what a voided step left behind, so far as it has arrived. */
export async function sweep({ rows, history }: Pick<Snapshot, 'rows' | 'history'>, step: number): Promise<void> {
  // ';' is the character behind ':'.
  const ofStep = { _id: { $gte: `${step}:`, $lt: `${step};` } };
  await rows.deleteMany(ofStep);
  await history?.deleteMany(ofStep);
}

async function insert<D extends RowDocument>(collection: Collection<D>, documents: readonly D[], session: ClientSession | undefined): Promise<void> {
  for (const some of portions(documents, documentsTogether)) await collection.insertMany(some as never, { ordered: false, ...within(session) });
}

function portions<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, n) => all.slice(n * size, (n + 1) * size));
}
