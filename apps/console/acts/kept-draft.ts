import { knownEvidence, rememberEvidence } from './evidence-input.js';
import type { Evidence } from './upload.js';

/** Beside what was typed: the names and sizes of the files that it refers to by their fingerprints. */
const files = '~files';

/** Keep what was typed in this browser until it is recorded. */
export function keepDraft(key: string, values: object): void {
  localStorage.setItem(key, JSON.stringify({ ...values, [files]: knownEvidence(JSON.stringify(values)) }));
}

/** What was typed before under a key; its files are known by their names again. */
export function keptDraft<T extends object>(key: string): T | undefined {
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? 'null') as (T & { readonly [files]?: readonly Evidence[] }) | null;
    if (!kept) return undefined;
    const { [files]: named = [], ...values } = kept;
    rememberEvidence(named);
    return values as unknown as T;
  } catch {
    return undefined;
  }
}
