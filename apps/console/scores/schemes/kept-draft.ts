import { sessionState } from '../../server/session.js';
import type { SchemeContent } from './scheme-content.js';

/** What was changed and not saved, and the revision of the scheme that it began from. */
export interface KeptDraft {
  readonly content: SchemeContent;
  readonly revision: number;
}

const keyOf = (scheme: string): string => {
  const session = sessionState();
  return `zhiheng.scheme.${session.is === 'in' ? session.user : ''}.${scheme}`;
};

/** Keep what is not saved yet in this browser: it survives a reload. */
export const keepDraft = (scheme: string, draft: KeptDraft): void => localStorage.setItem(keyOf(scheme), JSON.stringify(draft));

export function keptDraft(scheme: string): KeptDraft | undefined {
  try {
    return (JSON.parse(localStorage.getItem(keyOf(scheme)) ?? 'null') as KeptDraft | null) ?? undefined;
  } catch {
    return undefined;
  }
}

export const forgetDraft = (scheme: string): void => localStorage.removeItem(keyOf(scheme));
