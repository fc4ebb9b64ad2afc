import { isRefusal, refuse, type Refusal } from '#engine/kernel';
import { engineOf, releasedEngines, type ScoringEngine } from '#domain/scoring';
import { factsFromLog } from '../calculate-round/known-facts.js';
import { knownRound, readBasis, runOf, unitRecord, type LogReader } from '../calculate-round/read-basis.js';
import { inTurns } from '../calculate-round/round-calculator.js';
import { scoreRound } from '../calculate-round/score-round.js';
import { unitsOfRound } from '../round.state.js';
import { reproducing, type RecordedResult, type Reproduction } from './reproduction.js';

/**
 * Prove a recorded calculation, the last one when none is named: replay the log to where its data were frozen, read the scheme that was
 * published then and the facts of the assessment up to where they counted, score with the engine that the run names, and compare every
 * sheet and the hash of the run byte for byte. Reads the log only; what was recorded later does not matter.
 * @throws LogEndsEarly when the log ends before a position that the run names
 */
export async function reproduceRound(log: LogReader, round: string, run?: number, engines: readonly ScoringEngine[] = releasedEngines): Promise<Reproduction | Refusal> {
  const of = await knownRound(log, round);
  if (isRefusal(of)) return of;
  const fact = runOf(of, round, run);
  if (isRefusal(fact)) return fact;
  const { data, position, id } = fact;
  const engine = engineOf(data.engineVersion, engines);
  if (!engine) return refuse('assessment.engine-not-kept', { engine: data.engineVersion });
  const basis = await readBasis(log, factsFromLog(log), round, of, data);
  if (isRefusal(basis)) return basis;
  const results = new Map<string, RecordedResult>();
  for (const unit of unitsOfRound(of.known)) {
    const recorded = (await unitRecord(log, round, unit, 0)).results.find((one) => one.data.run === data.run);
    if (recorded) results.set(unit, { figures: recorded.data.figures, position: recorded.position, eventId: recorded.id });
  }
  const { engineVersion, scheme, frozenAt, upTo, hash } = data;
  return inTurns(reproducing({ round, run: data.run, engineVersion, scheme, frozenAt, upTo, hash, position, eventId: id, results }, scoreRound(basis, engine)));
}
