import { command, decimal, isRefusal, refuse, textOf, type DateText, type Refusal } from '#engine/kernel';
import type { EvidenceReference } from '#domain/reporting';
import type { Group } from '#domain/scoring';
import { groupFor, leafOf, toldScheme, type WithScheme } from '../assessed-scheme.state.js';
import { mayCheckOnSite } from '../assessment.policies.js';
import { mayRecheck } from '../decide-review/re-check.js';
import { claimProblem, kindOfLeaf } from '../leaf-kinds.js';
import { resultStream, type LeafClaim, type ResultEvent } from '../result.events.js';
import { result, type ResultState } from '../result.state.js';
import { ownUnitProblem, roundFor, today, toldRound, unitProblem, type RoundAct, type UnitKey } from '../round-acts.js';
import type { OpenRound } from '../round.state.js';
import { hasSelfAssessed } from '../self-assess/counting-claims.js';
import { drawnUnits, seedFits } from './drawn-units.js';
import { lastReported, toldReports, yearsOf, type WithReports } from './reported-value.state.js';
import { teamSizeProblem, type Checker } from './seal-sample.js';

type Recorded = Extract<ResultEvent, { type: 'assessment.SiteCheckRecorded' }>['data'];

/** What was found on the spot 实地核查. What the unit claimed is taken from its self-assessment or its reports, not from the checkers. */
export interface RecordSiteCheck extends UnitKey, WithScheme, WithReports {
  readonly check: string;
  readonly on: DateText;
  readonly place: string;
  readonly unannounced: boolean;
  /** Sealed sample that the unit was drawn in; the check is unannounced. */
  readonly sample?: string;
  /** Added by the edge: the sample's seed, from where it is kept. */
  readonly seed?: string;
  readonly team: readonly Checker[];
  readonly recusals: Recorded['recusals'];
  readonly items: readonly { readonly node: string; readonly verified: LeafClaim; readonly remark?: string }[];
  readonly evidence: readonly EvidenceReference[];
  readonly signatures: Recorded['signatures'];
}

/** Checks are made before the freeze, and again where a review asks for them. */
export const checking: RoundAct = { at: ['site-checks', 'notified'], called: { zh: '登记实地核查', en: 'record a site check' } };

export const recordSiteCheck = command({
  name: 'assessment.RecordSiteCheck',
  policy: mayCheckOnSite,
  unit: (c: RecordSiteCheck) => c.unit,
  stream: (c) => resultStream(c.round, c.unit),
  state: result,
  stated: ({ scheme: _scheme, reports: _reports, seed: _seed, ...asked }) => asked,
  told: (c) => ({ round: toldRound(c), scheme: toldScheme(c), ...toldReports(c) }),
  decide: (state, c, context) => {
    const { round: told, scheme, ...reports } = context.told;
    const known = roundFor(told, c, checking);
    if (isRefusal(known)) return known;
    const stranger = unitProblem(known, c.unit) ?? ownUnitProblem(context.actor, c.unit);
    if (stranger) return stranger;
    const group = groupFor(known, scheme, c.unit);
    const no = checkProblem(known, state, c, today(context)) ?? teamProblem(c, context.actor.id) ?? itemsProblem(known, state, group, c) ?? sampleProblem(known, c);
    if (no) return no;
    const { round, unit, check, on, place, sample, unannounced, team, recusals, items, evidence, signatures } = c;
    const event: ResultEvent = {
      type: 'assessment.SiteCheckRecorded',
      validAt: on,
      data: {
        round, unit, check, on, place, unannounced: unannounced || sample !== undefined, ...(sample === undefined ? {} : { sample }), team: team.map(({ user }) => user), recusals,
        items: items.map((item) => compared(item, claimedFor(known, state, group, item.node, reports))), evidence: [...evidence], signatures,
      },
    };
    return [event];
  },
});

function checkProblem(known: OpenRound, { siteChecks }: ResultState, { check, on, reports }: RecordSiteCheck, now: DateText): Refusal | undefined {
  if (siteChecks.some((one) => one.check === check)) return refuse('assessment.check-exists', { check }, 'params.check');
  if (on < known.from || on > now) return refuse('assessment.check-day-out-of-range', { day: on, from: known.from, to: now }, 'body.on');
  const complete = reports.plan === known.plan && yearsOf(known).every((year) => reports.years.includes(year));
  return complete ? undefined : refuse('assessment.units-moved-on');
}

/** Two or more, none of the unit, none who stepped back; whoever records it was there. */
function teamProblem({ team, recusals, unit }: RecordSiteCheck, actor: string): Refusal | undefined {
  const small = teamSizeProblem(team);
  if (small) return small;
  const own = team.find((member) => member.unit === unit);
  if (own) return refuse('assessment.checker-of-the-unit', { user: own.user, unit }, 'body.team');
  const recused = recusals.find(({ user }) => team.some((member) => member.user === user));
  if (recused) return refuse('assessment.recused-in-team', { user: recused.user }, 'body.recusals');
  return team.some(({ user }) => user === actor) ? undefined : refuse('assessment.recorder-not-in-team', {}, 'body.team');
}

function itemsProblem(known: OpenRound, state: ResultState, group: Group, { items, reports }: RecordSiteCheck): Refusal | undefined {
  for (const [n, { node, verified }] of items.entries()) {
    const field = `body.items.${n}`;
    if (items.findIndex((item) => item.node === node) < n) return refuse('assessment.named-twice', { name: node }, field);
    const leaf = leafOf(group, node);
    if (!leaf) return refuse('assessment.not-a-leaf', { node, group: group.code }, field);
    if (kindOfLeaf(leaf) === 'marks') return refuse('assessment.marked-not-checked', { node }, field);
    const no = claimProblem(leaf, verified, `${field}.verified`);
    if (no) return no;
    if (known.step === 'notified' && !mayRecheck(state, group, node)) return refuse('assessment.no-re-check-decided', { node }, field);
    if (!reports.indicators.includes(leaf.indicator)) return refuse('assessment.units-moved-on');
  }
  return undefined;
}

/** Only the sample's own team hears whether a unit was drawn. */
function sampleProblem({ samples }: OpenRound, { sample: code, unit, team, seed = '' }: RecordSiteCheck): Refusal | undefined {
  if (code === undefined) return undefined;
  const sample = samples.find((one) => one.sample === code);
  if (!sample) return refuse('assessment.unknown-sample', { sample: code }, 'body.sample');
  const stranger = team.find(({ user }) => !sample.team.includes(user));
  if (stranger) return refuse('assessment.not-of-the-sample-team', { user: stranger.user, sample: code }, 'body.team');
  if (!sample.drawn && seed === '') return refuse('assessment.seed-not-kept', { sample: code }, 'body.sample');
  if (!sample.drawn && !seedFits(sample, seed)) return refuse('assessment.seed-does-not-match', { sample: code }, 'body.sample');
  const drawn = sample.drawn ?? drawnUnits(sample, seed);
  return drawn.includes(unit) ? undefined : refuse('assessment.unit-not-drawn', { unit, sample: code }, 'body.sample');
}

/** What the unit says of a leaf: its standing self-assessment, or else the last report within the assessed months. Nothing where it said nothing. */
function claimedFor(known: OpenRound, state: ResultState, group: Group, node: string, reports: Readonly<Record<string, unknown>>): LeafClaim {
  const claim = hasSelfAssessed(state) ? state.selfAssessment?.items.find((item) => item.node === node)?.claim : undefined;
  if (claim && Object.keys(claim).length > 0) return claim;
  const leaf = leafOf(group, node)!;
  const value = kindOfLeaf(leaf) === 'figure' ? lastReported(reports, leaf.indicator, known) : undefined;
  return value === undefined ? {} : { value };
}

function compared(item: RecordSiteCheck['items'][number], claimed: LeafClaim): Recorded['items'][number] {
  const [from, to] = [claimed.value, item.verified.value];
  return { ...item, claimed, ...(from === undefined || to === undefined ? {} : { difference: textOf(decimal(to).minus(decimal(from))) }) };
}
