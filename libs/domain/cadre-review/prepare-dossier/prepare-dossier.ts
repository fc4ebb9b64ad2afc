import { isDeepStrictEqual } from 'node:util';
import { command, isRefusal, refuse, told, type DateText, type Decision, type JsonObject, type Refusal, type Told } from '#engine/kernel';
import type { DossierContent, YearResult } from '../dossier-content.events.js';
import { dossierStream, type DossierEvent } from '../dossier.events.js';
import { dossier, latestVersion, type DossierState, type DossierVersion } from '../dossier.state.js';
import { mayPrepareDossiers } from '../cadre-review.policies.js';
import { inclusionStream } from '../inclusion.events.js';
import { inclusion, type InclusionState } from '../inclusion.state.js';
import { toldLeadingGroup, type LeadingGroup } from '../leading-group.state.js';
import { areAdopted, toldLinkageRules, type LinkageRulesState } from '../linkage-rules.state.js';
import { toldResult, type KnownResult } from '../published-result.state.js';
import { toldRound, type PublishedRound } from '../published-round.state.js';
import { contentOf } from './dossier-content.js';
import { notReady, type ReadyRound } from './readiness.js';

/** What the edge finds out for the decision, which checks it: it is no part of what the caller states. */
export interface FoundForDossier {
  /** The unit's score sheet of the published run; it has to have the hash that the result names. */
  readonly sheet: JsonObject | null;
  /** Rounds of the years before, the nearest first, without a gap. */
  readonly earlier: readonly string[];
  /** Days on which targets were set, by log position. */
  readonly targetDates: Readonly<Record<string, DateText>>;
}

/** Prepare the dossier of a unit from its published result, or a new version in place of the last one. */
export interface PrepareDossier {
  readonly round: string;
  readonly unit: string;
  /** 函号 of the covering letter. */
  readonly number: string;
  /** Code of the linkage rules. */
  readonly rules: string;
  /** Why a dossier that was handed over is replaced. */
  readonly reason?: string;
  readonly found: FoundForDossier;
}

type ToldOfUnit = {
  readonly round: Told<PublishedRound>;
  readonly result: Told<KnownResult>;
  readonly group: Told<LeadingGroup>;
  readonly inclusion: Told<InclusionState>;
  readonly rules: Told<LinkageRulesState>;
};
type ToldOfEarlier = Readonly<Record<`round.${number}`, Told<PublishedRound>> & Record<`result.${number}`, Told<KnownResult>>>;

export const prepareDossier = command({
  name: 'cadre-review.PrepareDossier',
  policy: mayPrepareDossiers,
  stream: (c: PrepareDossier) => dossierStream(c.round, c.unit),
  state: dossier,
  told: ({ round, unit, rules, found: { earlier } }): ToldOfUnit & ToldOfEarlier => ({
    ...Object.fromEntries(earlier.flatMap((code, n) => [[`round.${n}`, toldRound(code)], [`result.${n}`, toldResult(code, unit)]])),
    round: toldRound(round), result: toldResult(round, unit), group: toldLeadingGroup(unit), inclusion: told(inclusionStream(unit), inclusion), rules: toldLinkageRules(rules),
  }),
  stated: ({ found: _found, ...stated }) => stated,
  decide: (state, { round, unit, number, rules, reason: given, found }, { told: facts, reason: header }) => {
    const no = notReady({ round, unit, known: facts.round, result: facts.result, group: facts.group, inclusion: facts.inclusion });
    if (no) return no;
    if (!areAdopted(facts.rules)) return refuse('cadre-review.no-linkage-rules', { rules }, 'body.rules');
    const known = facts.round as ReadyRound;
    if (found.sheet === null) return refuse('cadre-review.sheet-missing', { round, unit });
    const earlier = earlierResults(unit, known, found.earlier, facts);
    if (isRefusal(earlier)) return earlier;
    const content = contentOf({
      round, unit, known, earlier, result: facts.result, group: facts.group as Extract<LeadingGroup, { known: true }>, inclusion: facts.inclusion,
      rules: { code: rules, state: facts.rules }, sheet: found.sheet, targetDates: found.targetDates,
    });
    return isRefusal(content) ? content : newVersion(state, { round, unit, number, content, reason: given ?? header ?? null });
  },
});

/** Published results of the years before; the edge named the rounds, so they are looked at again here. */
function earlierResults(unit: string, { plan, year }: ReadyRound, codes: readonly string[], facts: Readonly<Record<string, unknown>>): YearResult[] | Refusal {
  const results: YearResult[] = [];
  for (const [n, round] of codes.entries()) {
    const known = facts[`round.${n}`] as PublishedRound;
    const { runs } = facts[`result.${n}`] as KnownResult;
    const run = known.status === 'published' ? known.publishedRun : undefined;
    const figures = run === undefined ? undefined : runs[run]?.figures;
    if (known.status !== 'published' || known.plan !== plan || known.year !== year - n - 1 || run === undefined || !figures) return refuse('cadre-review.earlier-rounds-moved-on', { round, unit });
    results.push({ round, year: known.year, run, published: figures.published, grade: figures.grade, rank: figures.rank, of: figures.of });
  }
  return results;
}

interface Prepared {
  readonly round: string;
  readonly unit: string;
  readonly number: string;
  readonly content: DossierContent;
  readonly reason: string | null;
}

function newVersion(state: DossierState, { round, unit, number, content, reason }: Prepared): Decision<DossierEvent> {
  const last = latestVersion(state);
  const version = (last?.version ?? 0) + 1;
  const prepared: DossierEvent = { type: 'cadre-review.DossierPrepared', validAt: content.confirmed.round.to, data: { round, unit, version, number, mark: 'internal', content } };
  if (!last) return [prepared];
  const same = isDeepStrictEqual(last.content, content);
  if (same && last.number === number && !last.settled) return [];
  const no = last.dispatched ? replacementProblem(last, { same, number, reason }) : undefined;
  return no ?? [{ type: 'cadre-review.DossierReplaced', data: { round, unit, version: last.version, by: version, reason } }, prepared];
}

/** What was handed over is replaced by a letter of its own, with a reason, and only when it says something else or was rejected. */
function replacementProblem({ version, number: before, settled }: DossierVersion, { same, number, reason }: { readonly same: boolean; readonly number: string; readonly reason: string | null }): Refusal | undefined {
  if (same && settled?.outcome !== 'rejected') return refuse('cadre-review.nothing-to-replace', { version });
  if (number === before) return refuse('cadre-review.new-letter-needed', { version, number }, 'body.number');
  return reason === null ? refuse('cadre-review.reason-required', {}, 'body.reason') : undefined;
}
