import type { JsonObject } from '#engine/kernel';
import { rows } from '#engine/projections';
import type { SchemeEvent } from '../scheme.events.js';

/** A scheme with its draft and what was published: versions stay readable for ever. */
export type SchemeRow = {
  readonly scheme: string;
  readonly plan: string;
  readonly status: 'draft' | 'published' | 'withdrawn';
  readonly draft: JsonObject | null;
  readonly published: JsonObject | null;
  readonly version: number;
  readonly year: number | null;
  readonly hash: string | null;
  readonly document: string | null;
  readonly versions: readonly { readonly version: number; readonly year: number; readonly hash: string; readonly document: string; readonly publishedAt: string; readonly position: number }[];
  readonly revision: number;
  readonly changedAt: string;
};

export const schemeRegister = rows<SchemeRow, SchemeEvent>({
  name: 'scheme-register',
  version: 1,
  events: ['scoring.Scheme'],
  table: {
    name: 'scheme-register',
    fields: { scheme: 'text', plan: 'text', status: 'text', year: 'number' },
    indexes: [['plan', 'year'], ['status']],
    temporal: true,
  },
  keys: ({ data }) => [data.scheme],
  fold: (row, event) => {
    const before: SchemeRow = row ?? {
      scheme: event.data.scheme, plan: event.data.plan, status: 'draft', draft: null, published: null, version: 0, year: null, hash: null, document: null, versions: [],
      revision: event.revision, changedAt: event.recordedAt,
    };
    const at = { revision: event.revision, changedAt: event.recordedAt };
    switch (event.type) {
      case 'scoring.SchemeDrafted':
      case 'scoring.SchemeRevised':
        return { ...before, ...at, draft: event.data.content as JsonObject };
      case 'scoring.SchemePublished': {
        const { version, year, hash, document, content } = event.data;
        const line = { version, year, hash, document, publishedAt: event.recordedAt, position: event.position };
        return { ...before, ...at, status: 'published', draft: null, published: content as JsonObject, version, year, hash, document, versions: [...before.versions, line] };
      }
      case 'scoring.SchemeWithdrawn':
        return { ...before, ...at, status: 'withdrawn' };
    }
  },
});
