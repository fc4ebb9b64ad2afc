import type { Document } from 'mongodb';
import type { KeptRecord, RecordKind } from '#engine/hand-over';
import type { JsonObject } from '#engine/kernel';
import type { Journalled } from './journalled.js';

export interface HeadRecords<S, D extends Document, C extends object> {
  readonly kind: string;
  readonly kept: () => Journalled<S, D>;
  /** The one head that all documents belong to. */
  readonly head: string;
  readonly contentOf: (document: D) => C;
  readonly documentOf: (content: C) => D;
}

/** Records that are documents of one journalled state, under their key. */
export function headRecords<S, D extends Document, C extends object>({ kind, kept, head, contentOf, documentOf }: HeadRecords<S, D, C>): RecordKind {
  const recordOf = (key: string, document: D): KeptRecord => ({ key, content: contentOf(document) as JsonObject });
  return {
    kind,
    count: () => kept().documentCount(),
    page: async (after, limit) => (await kept().documents(after === undefined ? undefined : { id: head, key: after }, limit)).map(({ key, content }) => recordOf(key, content)),
    found: async (keys) => (await kept().documentsOf(head, keys)).map(({ key, content }) => recordOf(key, content)),
    add: async (records) => void (await kept().change(head, async (state) => ({ state, documents: records.map(({ key, content }) => ({ key, content: documentOf(content as C) })), result: undefined }))),
  };
}
