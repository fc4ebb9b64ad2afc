import type { Collection, Document, Filter } from 'mongodb';
import { RecordContradicts, type KeptRecord, type RecordKind } from '#engine/hand-over';
import type { JsonObject } from '#engine/kernel';
import { keyTaken } from './mongo-database.js';

export interface CollectionRecords<D extends { readonly _id: string | number }, C extends object> {
  readonly kind: string;
  readonly collection: Collection<D>;
  /** Which documents are of the kind; all when absent. */
  readonly where?: Document;
  readonly contentOf: (document: D) => C;
  readonly documentOf: (content: C, key: string) => D;
  /** Keys are whole numbers in `_id`. */
  readonly numbered?: boolean;
}

/** Records that are a document each, under their key. */
export function collectionRecords<D extends { readonly _id: string | number }, C extends object>({ kind, collection, where = {}, contentOf, documentOf, numbered = false }: CollectionRecords<D, C>): RecordKind {
  const idOf = (key: string): string | number => (numbered ? Number(key) : key);
  const recordOf = (document: unknown): KeptRecord => ({ key: String((document as D)._id), content: contentOf(document as D) as JsonObject });
  const those = (condition: Document = {}): Filter<D> => ({ ...where, ...condition }) as Filter<D>;
  return {
    kind,
    count: () => collection.countDocuments(those()),
    page: async (after, limit) => (await collection.find(those(after === undefined ? {} : { _id: { $gt: idOf(after) } })).sort({ _id: 1 }).limit(limit).toArray()).map(recordOf),
    found: async (keys) => (await collection.find(those({ _id: { $in: keys.map(idOf) } })).toArray()).map(recordOf),
    add: async (records) => {
      try {
        await collection.insertMany(records.map(({ key, content }) => documentOf(content as C, key)) as never, { ordered: true });
      } catch (error) {
        if (!keyTaken(error)) throw error;
        const { index = 0 } = ((error as { readonly writeErrors?: readonly { readonly index?: number }[] }).writeErrors ?? [])[0] ?? {};
        throw new RecordContradicts(kind, records[index]!.key);
      }
    },
  };
}
