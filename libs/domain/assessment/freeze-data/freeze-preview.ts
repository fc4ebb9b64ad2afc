import { leavesOf, type Group, type Leaf } from '#domain/scoring';
import { kindOfLeaf } from '../leaf-kinds.js';
import type { ResultState } from '../result.state.js';
import { countingClaims, hasSelfAssessed } from '../self-assess/counting-claims.js';
import type { ReportStanding, ReportStandingRow } from './report-standings.projection.js';

/** One thing that a freeze would leave as it is. */
export interface Gap {
  readonly unit: string;
  readonly node: string;
  readonly indicator: string;
  readonly period?: string;
}

/** What a freeze of the data would leave open for one unit. None of it forbids the freeze. */
export interface Gaps {
  /** Reported, and not verified. */
  readonly unverified: readonly Gap[];
  /** Given back, and not reported anew. */
  readonly returned: readonly Gap[];
  /** Declared not applicable, and not decided. */
  readonly undecided: readonly Gap[];
  readonly notReleased: readonly Gap[];
  /** Neither reported nor claimed with evidence nor checked on site. */
  readonly missing: readonly Gap[];
  /** Left to raters, none of whom has marked. */
  readonly unmarked: readonly Gap[];
  /** Bonus claims that nobody decided. */
  readonly bonuses: readonly { readonly unit: string; readonly claim: string }[];
}

export const noGaps: Gaps = { unverified: [], returned: [], undecided: [], notReleased: [], missing: [], unmarked: [], bonuses: [] };

const gapOf: Partial<Record<ReportStanding, keyof Omit<Gaps, 'bonuses'>>> = { reported: 'unverified', returned: 'returned', 'not-applicable-asked': 'undecided', 'not-released': 'notReleased' };

/** Gaps of one unit, from its reports within the assessed months and what the round knows of it. */
export function gapsOf(unit: string, group: Group, state: ResultState, reports: readonly ReportStandingRow[]): Gaps {
  const found = Object.fromEntries(Object.keys(noGaps).map((name) => [name, [] as Gap[]])) as Record<keyof Omit<Gaps, 'bonuses'>, Gap[]>;
  const claimed = new Set([...countingClaims(state).map(({ node }) => node), ...Object.keys(state.checked)]);
  for (const leaf of leavesOf(group.tree)) {
    const gap = leafGap(leaf, state, claimed.has(leaf.code), reports);
    if (gap) found[gap.kind].push({ unit, node: leaf.code, indicator: leaf.indicator, ...(gap.period === undefined ? {} : { period: gap.period }) });
  }
  const open = hasSelfAssessed(state) ? state.selfAssessment!.bonuses.filter(({ claim }) => state.bonusDecisions[claim] === undefined) : [];
  return { ...found, bonuses: open.map(({ claim }) => ({ unit, claim })) };
}

function leafGap(leaf: Leaf, state: ResultState, isClaimed: boolean, reports: readonly ReportStandingRow[]): { readonly kind: keyof Omit<Gaps, 'bonuses'>; readonly period?: string } | undefined {
  if (kindOfLeaf(leaf) === 'marks') return state.marks.some(({ node }) => node === leaf.code) ? undefined : { kind: 'unmarked' };
  // A site check stands in the place of whatever was reported.
  if (state.checked[leaf.code]) return undefined;
  const last = reports.filter(({ indicator }) => indicator === leaf.indicator).sort((a, b) => (a.ends < b.ends ? -1 : 1)).at(-1);
  if (!last) return isClaimed ? undefined : { kind: 'missing' };
  const kind = gapOf[last.standing];
  return kind && { kind, period: last.period };
}

/** Gaps of several units together. */
export function allGaps(gaps: readonly Gaps[]): Gaps {
  const names = Object.keys(noGaps) as (keyof Gaps)[];
  return Object.fromEntries(names.map((name) => [name, gaps.flatMap((one) => one[name] as readonly unknown[])])) as unknown as Gaps;
}
