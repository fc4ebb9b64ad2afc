import type { HandsOver, RecordKind } from '#engine/hand-over';
import type { Collection, Filter, MongoDatabase } from '#engine/mongodb';
import { collectionRecords, keyTaken } from '#engine/mongodb';
import type { DossierStore, KeptDocument, Taking } from '../dossier-store.js';

interface DossierDocument extends Omit<KeptDocument, 'hash'> {
  readonly _id: string;
}

interface TakingDocument extends Omit<Taking, 'receiver'> {
  readonly _id: string;
}

/** Signed dossiers in MongoDB. */
export class MongoDossierStore implements DossierStore, HandsOver {
  readonly records: readonly RecordKind[];

  private constructor(
    private readonly documents: Collection<DossierDocument>,
    private readonly receivers: Collection<TakingDocument>,
  ) {
    this.records = [
      collectionRecords<DossierDocument, KeptDocument>({ kind: 'dossier', collection: documents, contentOf: documentOf, documentOf: ({ hash, ...document }) => ({ _id: hash, ...document }) }),
      collectionRecords<TakingDocument, Taking>({ kind: 'taking', collection: receivers, contentOf: takingOf, documentOf: ({ receiver, ...taking }) => ({ _id: receiver, ...taking }) }),
    ];
  }

  /** The connection is the caller's. */
  static async open(database: MongoDatabase): Promise<MongoDossierStore> {
    const documents = await database.indexed<DossierDocument>('dossiers.documents', [{ key: { round: 1, unit: 1, version: 1 }, name: 'version' }, { key: { persons: 1 }, name: 'persons' }]);
    return new MongoDossierStore(documents, database.collection<TakingDocument>('dossiers.takings'));
  }

  async keep({ hash, round, unit, version, jws, persons, keptAt }: Omit<KeptDocument, 'redactedAt'>): Promise<void> {
    try {
      await this.documents.insertOne({ _id: hash, round, unit, version, jws, persons: [...persons], keptAt, redactedAt: null });
    } catch (error) {
      if (!keyTaken(error)) throw error;
    }
  }

  async find(hash: string): Promise<KeptDocument | undefined> {
    return (await this.found({ _id: hash }))[0];
  }

  async remove(hash: string): Promise<void> {
    await this.documents.deleteOne({ _id: hash });
  }

  ofVersion(round: string, unit: string, version: number): Promise<readonly KeptDocument[]> {
    return this.found({ round, unit, version });
  }

  naming(person: string): Promise<readonly KeptDocument[]> {
    return this.found({ persons: person });
  }

  async redact(hash: string, { jws, persons, at }: Pick<KeptDocument, 'jws' | 'persons'> & { readonly at: string }): Promise<void> {
    await this.documents.updateOne({ _id: hash }, { $set: { jws, persons: [...persons], redactedAt: at } });
  }

  async noteTaking({ receiver, takenTo, offeredTo, at }: Taking): Promise<void> {
    const note = (): Promise<{ readonly matchedCount: number }> => this.receivers.updateOne({ _id: receiver }, { $max: { takenTo, offeredTo }, $set: { at } });
    if ((await note()).matchedCount === 1) return;
    try {
      await this.receivers.insertOne({ _id: receiver, takenTo, offeredTo, at });
    } catch (error) {
      if (!keyTaken(error)) throw error;
      await note();
    }
  }

  async takings(): Promise<readonly Taking[]> {
    const found = await this.receivers.find().sort({ _id: 1 }).toArray();
    return found.map(takingOf);
  }

  async close(): Promise<void> {}

  private async found(wanted: Filter<DossierDocument>): Promise<KeptDocument[]> {
    const found = await this.documents.find(wanted).sort({ round: 1, unit: 1, version: 1, _id: 1 }).toArray();
    return found.map(documentOf);
  }
}

const documentOf = ({ _id, round, unit, version, jws, persons, keptAt, redactedAt }: DossierDocument): KeptDocument => ({ hash: _id, round, unit, version, jws, persons, keptAt, redactedAt });

const takingOf = ({ _id, takenTo, offeredTo, at }: TakingDocument): Taking => ({ receiver: _id, takenTo, offeredTo, at });
