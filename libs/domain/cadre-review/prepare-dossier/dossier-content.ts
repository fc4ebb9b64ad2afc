import type { DateText, JsonObject, Refusal } from '#engine/kernel';
import { refuse } from '#engine/kernel';
import type { ConfirmedFacts, DossierContent, YearResult } from '../dossier-content.events.js';
import type { InclusionState } from '../inclusion.state.js';
import { nameOn, type LeadingGroup } from '../leading-group.state.js';
import type { LinkageRulesState } from '../linkage-rules.state.js';
import type { KnownResult } from '../published-result.state.js';
import type { KnownRound } from '../published-round.state.js';
import { adviceOn } from './advice.js';
import { contentOfSheet, sheetHashOf } from './sheet-content.js';
import { mainPostsIn, tenuresIn } from './tenure.js';

/** Everything that a dossier is made of. */
export interface DossierSources {
  readonly round: string;
  readonly unit: string;
  readonly known: KnownRound & { readonly publishedRun: number };
  readonly result: KnownResult;
  readonly group: Extract<LeadingGroup, { known: true }>;
  readonly inclusion: InclusionState;
  readonly rules: { readonly code: string; readonly state: Extract<LinkageRulesState, { document: string }> };
  /** Published results of the years before, the nearest first. */
  readonly earlier: readonly YearResult[];
  readonly sheet: JsonObject;
  /** Days on which targets were set, by their log position. */
  readonly targetDates: Readonly<Record<string, DateText>>;
}

/** Put a dossier together, from facts alone; a refusal when the score sheet is not the one that the result names. */
export function contentOf(sources: DossierSources): DossierContent | Refusal {
  const { round, unit, known, result, rules, earlier, sheet } = sources;
  const { publishedRun: run } = known;
  const { figures, position } = result.runs[run]!;
  const { sheet: sheetHash, ...shown } = figures;
  const proof = known.runs[run];
  if (!proof || sheetHashOf(sheet) !== sheetHash) return refuse('cadre-review.sheet-differs', { round, unit, run });
  const read = contentOfSheet(sheet);
  if (!read) return refuse('cadre-review.sheet-unreadable', { round, unit, engine: proof.engineVersion });
  const trend: YearResult[] = [{ round, year: known.year, run, published: figures.published, grade: figures.grade, rank: figures.rank, of: figures.of }, ...earlier];
  const { hash: schemeHash, ...scheme } = proof.scheme;
  const { targetPositions, ...content } = read;
  return {
    confirmed: { ...aboutUnit(sources), ...leaders(sources, targetPositions), ...content, result: { ...shown, run }, trend, reviews: reviewsOf(result), scheme },
    advice: adviceOn(rules.code, rules.state, { grade: figures.grade, vetoed: figures.vetoed, trend }),
    integrity: { round, run, roundHash: proof.hash, sheetHash, schemeHash, engineVersion: proof.engineVersion, frozenAt: proof.frozenAt, upTo: proof.upTo, position },
  };
}

function aboutUnit({ round, unit, known, group, inclusion }: DossierSources): Pick<ConfirmedFacts, 'unit' | 'round' | 'confirmation' | 'publication'> {
  const { title, plan, year, assessmentYear, from, to, confirmation, publication, corrections } = known;
  return {
    unit: { code: unit, name: nameOn(group.names, to), kind: group.kind, inclusion: inclusion.included ? { document: inclusion.document } : null },
    round: { code: round, title, plan, year, assessmentYear, from, to },
    confirmation,
    publication: { ...publication!, corrections: corrections.map((correction) => ({ ...correction })) },
  };
}

function leaders({ known: { from, to }, group: { terms }, targetDates }: DossierSources, positions: readonly number[]): Pick<ConfirmedFacts, 'leaders' | 'mainPosts'> {
  const dates = positions.flatMap((position) => targetDates[position] ?? []);
  return { leaders: tenuresIn(terms, { from, to }, dates), mainPosts: mainPostsIn(terms, { from, to }) };
}

const reviewsOf = ({ reviews }: KnownResult): ConfirmedFacts['reviews'] => reviews.map(({ decidedPosition: _known, ...review }) => review);
