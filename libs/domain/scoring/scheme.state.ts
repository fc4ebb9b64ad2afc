import type { Fold, JsonObject } from '#engine/kernel';
import type { SchemeEvent } from './scheme.events.js';

/** A scheme's life: nothing yet, a draft, published (frozen), published with a newer draft, withdrawn. */
export interface SchemeState {
  readonly plan?: string;
  /** Content that is not published yet. */
  readonly draft?: JsonObject;
  readonly published?: { readonly version: number; readonly year: number; readonly hash: string; readonly document: string; readonly withdrawn: boolean };
}

/** Folds the facts of a scheme stream. */
export const scheme: Fold<SchemeState, SchemeEvent> = {
  name: 'scoring.scheme',
  initial: {},
  evolve: (state, event) => {
    switch (event.type) {
      case 'scoring.SchemeDrafted':
      case 'scoring.SchemeRevised':
        return { ...state, plan: event.data.plan, draft: event.data.content };
      case 'scoring.SchemePublished': {
        const { draft: _, ...rest } = state;
        const { version, year, hash, document } = event.data;
        return { ...rest, published: { version, year, hash, document, withdrawn: false } };
      }
      case 'scoring.SchemeWithdrawn':
        return state.published ? { ...state, published: { ...state.published, withdrawn: true } } : state;
    }
  },
};
