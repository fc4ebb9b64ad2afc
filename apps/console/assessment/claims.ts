import type { ReplyOf } from '../server/ask.js';
import { mark } from '../show/punctuation.js';

export type Form = ReplyOf<'GET /rounds/:round/units/:unit/self-assessment-form'>;
export type Leaf = Form['leaves'][number];
export type Report = ReplyOf<'GET /rounds/:round/units/:unit/self-assessment'>;

/** What is claimed or found for an item: a figure, a level, or items counted; empty where raters mark. */
export interface Claim {
  readonly value?: string;
  readonly level?: string;
  readonly counts?: Readonly<Record<string, string>>;
}

/** Without fields that say nothing. */
export function cleanClaim({ value, level, counts }: Claim): Claim {
  const counted = Object.entries(counts ?? {}).filter(([, number]) => number.trim() !== '');
  return { ...(value?.trim() ? { value: value.trim() } : {}), ...(level ? { level } : {}), ...(counted.length > 0 ? { counts: Object.fromEntries(counted) } : {}) };
}

export const isEmptyClaim = (claim: Claim): boolean => Object.keys(cleanClaim(claim)).length === 0;

/** A claim in a line of text. */
export function claimText({ value, level, counts }: Claim): string {
  return value ?? level ?? Object.entries(counts ?? {}).map(([code, number]) => `${code} ${number}`).join(mark.semicolon);
}
