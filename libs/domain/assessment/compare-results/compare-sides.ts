import { isRefusal, refuse, type Refusal } from '#engine/kernel';
import type { Scheme } from '#domain/scoring';
import type { RoundBasis } from '../calculate-round/round-input.js';
import type { RoundCalculator, ScoredRun } from '../calculate-round/round-calculator.js';
import { scoreRound, type RoundScores } from '../calculate-round/score-round.js';
import type { OpenRound } from '../round.state.js';
import type { PublishedScheme } from '../assessed-scheme.state.js';

/** Which two results are compared. */
export interface Comparison {
  readonly round: string;
  /** Calculation of the earlier side; its round's first, or the last of an earlier round. */
  readonly from?: number | undefined;
  /** Calculation of the round on the later side; the last one. */
  readonly to?: number | undefined;
  /** Another round on the earlier side. */
  readonly earlier?: string | undefined;
  /** Another published version of a scheme on the later side, on the data of the calculation. */
  readonly scheme?: { readonly id: string; readonly version: number } | undefined;
}

export interface ComparedSide {
  readonly round: string;
  readonly run: number;
  readonly scheme: { readonly id: string; readonly version: number };
  readonly scores: RoundScores;
  /** Whether these very results were published. */
  readonly isPublished: boolean;
  /** The round that they are of, as it stands now. */
  readonly known: OpenRound;
}

/** Both sides of a comparison, worked out. */
export async function sidesOf(calculator: RoundCalculator, { round, from, to, earlier, scheme }: Comparison, published: (id: string) => Promise<readonly PublishedScheme[]>): Promise<readonly [ComparedSide, ComparedSide] | Refusal> {
  const later = await calculator.scored(round, to);
  if (isRefusal(later)) return later;
  const run = sideOf(later);
  if (scheme) {
    const other = (await published(scheme.id)).find(({ version }) => version === scheme.version)?.scheme;
    if (!other) return refuse('assessment.unknown-scheme-version', { scheme: scheme.id, version: scheme.version }, 'query.scheme');
    return [run, { ...run, scheme, scores: scoreRound(underScheme(later.basis, other)), isPublished: false }];
  }
  const before = await calculator.scored(earlier ?? round, from ?? (earlier === undefined ? 1 : undefined));
  if (isRefusal(before)) return before;
  return before.fact.id === later.fact.id ? refuse('assessment.nothing-to-compare', { round }) : [sideOf(before), run];
}

const sideOf = ({ fact: { data: { round, run, scheme } }, of, scores }: ScoredRun): ComparedSide => ({
  round, run, scheme: { id: scheme.id, version: scheme.version }, scores, isPublished: of.published.includes(run), known: of.known,
});

/** The same data under another scheme: each unit of the round in the group that lists it, or in the one for everybody. */
export function underScheme(basis: RoundBasis, scheme: Scheme): RoundBasis {
  const units = basis.groups.flatMap((group) => group.units);
  const listed = new Set(scheme.groups.flatMap((group) => (group.units === '*' ? [] : group.units)));
  const groups = scheme.groups.map((group) => ({ code: group.code, units: units.filter((unit) => (group.units === '*' ? !listed.has(unit) : group.units.includes(unit))) }));
  return { ...basis, scheme, groups: groups.filter((group) => group.units.length > 0) };
}
