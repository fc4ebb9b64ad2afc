import { covers, isRefusal, refuse, type Actor, type JsonObject, type Refusal } from '#engine/kernel';
import type { EventStore } from '#engine/event-store';
import type { Views } from '#engine/http';
import { resultStream } from '#domain/assessment';
import { schemeStream, sheetHash } from '#domain/scoring';
import { maySee } from '../../libs/domain/assessment/calculate-round/calculate-round.http.js';
import type { RoundCalculator } from '../../libs/domain/assessment/calculate-round/round-calculator.js';
import type { ExplainedSheet, ExplainedSheets, ScoreInQuestion } from '../../libs/domain/history/grounds/explained-sheets.js';
import { sheetAt } from '../../libs/domain/scoring/explain-score/sheet-at.js';
import { maySeeScores } from '../../libs/domain/scoring/scoring.policies.js';

type Log = Pick<EventStore, 'readStream'>;

/** Score sheets for explanations to the end: of the live board, and of calculated rounds, for those who see them there too. */
export const explainedSheets = (log: Log, views: Views, calculator: RoundCalculator): ExplainedSheets => ({
  sheetOf: (actor, score) => (score.kind === 'board' ? ofBoard(log, views, actor, score) : ofRound(log, calculator, actor, score)),
});

async function ofBoard(log: Log, views: Views, actor: Actor, { plan, year, group, unit, ...moment }: ScoreInQuestion & { readonly kind: 'board' }): Promise<ExplainedSheet | Refusal> {
  if (!covers(maySeeScores.scope(actor), unit)) return refuse('scoring.unit-not-in-group', { unit, group });
  const found = await sheetAt(views, { plan, year, group, unit }, moment);
  if (isRefusal(found)) return found;
  const { sheet, position } = found;
  return { sheet: sheet as unknown as JsonObject, hash: sheetHash(sheet), position, also: await published(log, sheet.scheme) };
}

async function ofRound(log: Log, calculator: RoundCalculator, actor: Actor, { round, unit, run }: ScoreInQuestion & { readonly kind: 'round' }): Promise<ExplainedSheet | Refusal> {
  const recorded = await calculator.recorded(round, run);
  if (isRefusal(recorded)) return recorded;
  const { fact, of } = recorded;
  if (!of.known.groups.some(({ units }) => units.includes(unit))) return refuse('assessment.unit-not-in-round', { unit }, 'params.unit');
  if (!maySee(actor, unit, of.known, fact.data.run, of.published)) return refuse('assessment.result-not-visible', { unit });
  const scored = await calculator.scored(round, run);
  if (isRefusal(scored)) return scored;
  const sheet = scored.scores.sheet(unit);
  const result = (await log.readStream(resultStream(round, unit))).find(({ type, data }) => type === 'assessment.ResultCalculated' && data['run'] === fact.data.run);
  return {
    sheet: sheet as unknown as JsonObject, hash: sheetHash(sheet), position: fact.position,
    also: [...(await published(log, fact.data.scheme)), ...(result ? [{ what: 'result' as const, position: result.position }] : [])],
  };
}

/** Where the version of the scheme was published. */
async function published(log: Log, { id, version }: { readonly id: string; readonly version: number }): Promise<ExplainedSheet['also']> {
  const fact = (await log.readStream(schemeStream(id))).find(({ type, data }) => type === 'scoring.SchemePublished' && data['version'] === version);
  return fact ? [{ what: 'scheme', position: fact.position }] : [];
}
