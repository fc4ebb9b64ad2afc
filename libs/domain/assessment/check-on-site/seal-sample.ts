import { command, isRefusal, refuse, type Refusal } from '#engine/kernel';
import { drawAlgorithm, seedHashOf } from '#domain/supervision';
import { mayRunRounds } from '../assessment.policies.js';
import { roundFor, unitProblem, type RoundAct, type RoundKey } from '../round-acts.js';
import { roundStream } from '../round.events.js';
import { round, unitsOfRound, type OpenRound } from '../round.state.js';

/** Somebody who checks, and the unit the person belongs to. */
export interface Checker {
  readonly user: string;
  readonly unit?: string;
}

/**
 * Draw units for unannounced checks 暗访 and seal the list: the log holds a promise of it. `seed` is drawn and kept by the edge.
 */
export interface SealSample extends RoundKey {
  readonly sample: string;
  /** How many units to draw. */
  readonly count: number;
  /** Units to draw from; every unit of the round when left out. */
  readonly candidates?: readonly string[];
  readonly team: readonly Checker[];
  readonly seed: string;
}

/** Samples are drawn before the data are frozen. */
export const sealing: RoundAct = { at: ['self-assessment', 'site-checks'], called: { zh: '抽取暗访名单', en: 'seal a sample for unannounced checks' } };

export const sealSample = command({
  name: 'assessment.SealSample',
  policy: mayRunRounds,
  stream: (c: SealSample) => roundStream(c.round),
  state: round,
  // A retry draws another seed at the edge and is the same request all the same.
  stated: ({ seed: _, ...asked }) => asked,
  decide: (state, c) => {
    const known = roundFor(state, c, sealing);
    if (isRefusal(known)) return known;
    if (known.samples.some(({ sample }) => sample === c.sample)) return refuse('assessment.sample-exists', { sample: c.sample }, 'params.sample');
    const candidates = [...(c.candidates ?? unitsOfRound(known))].sort();
    const no = candidatesProblem(known, c, candidates) ?? sampleTeamProblem(c, candidates);
    if (no) return no;
    const { round: code, sample, count, team, seed } = c;
    return [{
      type: 'assessment.SampleSealed' as const,
      data: { round: code, sample, count, seedHash: seedHashOf(seed), candidates, algorithm: drawAlgorithm, team: team.map(({ user }) => user) },
    }];
  },
});

function candidatesProblem(known: OpenRound, { count }: SealSample, candidates: readonly string[]): Refusal | undefined {
  const twice = candidates.find((unit, n) => candidates.indexOf(unit) < n);
  if (twice !== undefined) return refuse('assessment.named-twice', { name: twice }, 'body.candidates');
  for (const unit of candidates) {
    const no = unitProblem(known, unit);
    if (no) return { ...no, field: 'body.candidates' };
  }
  return count > candidates.length ? refuse('assessment.sample-too-large', { count, candidates: candidates.length }, 'body.count') : undefined;
}

function sampleTeamProblem({ team }: SealSample, candidates: readonly string[]): Refusal | undefined {
  const no = teamSizeProblem(team);
  if (no) return no;
  const own = team.find(({ unit }) => unit !== undefined && candidates.includes(unit));
  return own === undefined ? undefined : refuse('assessment.sample-member-of-candidate', { user: own.user, unit: own.unit! }, 'body.team');
}

/** Two different people check, at least. */
export function teamSizeProblem(team: readonly Checker[]): Refusal | undefined {
  const twice = team.find(({ user }, n) => team.findIndex((one) => one.user === user) < n);
  if (twice) return refuse('assessment.named-twice', { name: twice.user }, 'body.team');
  return team.length < 2 ? refuse('assessment.check-team-too-small', {}, 'body.team') : undefined;
}
