import { command, isRefusal, refuse, type Decision, type Refusal } from '#engine/kernel';
import type { EvidenceReference } from '#domain/reporting';
import { mayAdjustScores } from '../calculation.policies.js';
import { resultStream, type ResultEvent } from '../result.events.js';
import { lastResult, result, type ResultState } from '../result.state.js';
import { documentOf, ownUnitProblem, reasonOf, roundFor, toldRound, unitProblem, type RoundAct, type UnitKey } from '../round-acts.js';
import { roomProblem, type NodeRoom } from './node-room.js';

/** Give a node of a unit's score points or take some 得分调整, for a stated reason and with proof. It shows in the next calculation. */
export interface AdjustScore extends UnitKey {
  readonly adjustment: string;
  readonly node: string;
  /** Points more or, with a minus sign, less. */
  readonly delta: string;
  readonly reason?: string;
  readonly document?: string;
  readonly evidence: readonly EvidenceReference[];
}

/** What the edge adds: the node and those above it, as the last calculation left them. */
export interface WithRooms {
  readonly rooms: readonly NodeRoom[];
  /** The calculation that they are of. */
  readonly run: number;
}

// After notification points change by a review's decision only; after publication by a correction under a document.
export const adjusting: RoundAct = { at: ['calculated', 'published', 'closed'], called: { zh: '调整得分', en: 'adjust a score' } };

export const adjustScore = command({
  name: 'assessment.AdjustScore',
  stream: (c: AdjustScore & WithRooms) => resultStream(c.round, c.unit),
  state: result,
  policy: mayAdjustScores,
  unit: (c) => c.unit,
  stated: ({ rooms: _rooms, run: _run, ...said }) => said,
  told: (c) => ({ round: toldRound(c) }),
  decide: (state, c, context): Decision<ResultEvent> => {
    const known = roundFor(context.told.round, c, adjusting);
    if (isRefusal(known)) return known;
    const problem = unitProblem(known, c.unit) ?? ownUnitProblem(context.actor, c.unit) ?? sheetProblem(state, c);
    if (problem) return problem;
    const reason = reasonOf(c, context);
    if (isRefusal(reason)) return reason;
    const document = documentOf(c, context);
    if (known.step !== 'calculated' && isRefusal(document)) return document;
    if (isRefusal(document) && c.evidence.length === 0) return refuse('assessment.adjustment-without-basis', {}, 'body.evidence');
    const { round: code, unit, adjustment, node, delta, evidence } = c;
    return [{
      type: 'assessment.ScoreAdjusted',
      data: { round: code, unit, adjustment, node, delta, reason, ...(isRefusal(document) ? {} : { document }), evidence: [...evidence] },
    }];
  },
});

function sheetProblem(state: ResultState, { round: code, unit, adjustment, node, delta, rooms, run }: AdjustScore & WithRooms): Refusal | undefined {
  if (state.adjustments.some((one) => one.adjustment === adjustment)) return refuse('assessment.adjustment-exists', { unit, adjustment }, 'params.adjustment');
  if (lastResult(state)?.run !== run) return refuse('assessment.basis-moved-on', { round: code });
  return rooms.length === 0 ? refuse('assessment.node-not-on-sheet', { node }, 'body.node') : roomProblem(rooms, delta, state.adjustments);
}
