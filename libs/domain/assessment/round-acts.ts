import { cityDate, refuse, textProblem, told, type Actor, type Bilingual, type DateText, type DecisionContext, type Refusal, type Told } from '#engine/kernel';
import { resultStream } from './result.events.js';
import { result, type ResultState } from './result.state.js';
import { roundStream } from './round.events.js';
import { round, unitsOfRound, type OpenRound, type RoundState, type RoundStep } from './round.state.js';

/** Which round a command is about. */
export interface RoundKey {
  readonly round: string;
}

/** Which unit in which round a command is about. */
export interface UnitKey extends RoundKey {
  readonly unit: string;
}

/** What the edge adds to a command that concerns every unit: the units of the round, so that their result streams are told. */
export interface WithUnits {
  readonly units: readonly string[];
}

/** What each step of a round is called. */
export const roundStepNames: Readonly<Record<RoundStep, Bilingual>> = {
  'self-assessment': { zh: '自评', en: 'self-assessment' },
  'site-checks': { zh: '实地核查', en: 'site checks' },
  frozen: { zh: '数据已冻结', en: 'data frozen' },
  calculated: { zh: '已计分', en: 'calculated' },
  notified: { zh: '结果已反馈', en: 'results notified' },
  confirmed: { zh: '结果已审定', en: 'results confirmed' },
  published: { zh: '结果已通报', en: 'results published' },
  closed: { zh: '已办结', en: 'closed' },
  cancelled: { zh: '已撤销', en: 'cancelled' },
};

/** The one act that takes a round on from each step. */
export const nextActs: Readonly<Record<RoundStep, Bilingual>> = {
  'self-assessment': { zh: '结束自评', en: 'close self-assessment' },
  'site-checks': { zh: '冻结数据', en: 'freeze the data' },
  frozen: { zh: '计算得分', en: 'calculate the results' },
  calculated: { zh: '反馈结果', en: 'notify the results' },
  notified: { zh: '审定结果', en: 'confirm the results' },
  confirmed: { zh: '通报结果', en: 'publish the results' },
  published: { zh: '办结', en: 'close the round' },
  closed: { zh: '无', en: 'nothing' },
  cancelled: { zh: '无', en: 'nothing' },
};

/** An act in a round: at which steps it is possible, and what it is called in a refusal. */
export interface RoundAct {
  readonly at: readonly RoundStep[];
  readonly called: Bilingual;
}

/** The round, when the act is possible at its step; otherwise why it is not, and what comes next. */
export function roundFor(state: RoundState, { round: code }: RoundKey, { at, called }: RoundAct): OpenRound | Refusal {
  if (state.step === 'none') return refuse('assessment.unknown-round', { round: code }, 'params.round');
  if (at.includes(state.step)) return state;
  const [step, next] = [roundStepNames[state.step], nextActs[state.step]];
  return refuse('assessment.wrong-step', { round: code, step: step.zh, stepEn: step.en, act: called.zh, actEn: called.en, next: next.zh, nextEn: next.en });
}

/** Nobody decides on, checks or marks the own unit. */
export const ownUnitProblem = (actor: Actor, unit: string): Refusal | undefined => (actor.unit === unit ? refuse('assessment.own-unit', { unit }) : undefined);

/** A unit is one of those that the round assesses. */
export const unitProblem = (known: OpenRound, unit: string): Refusal | undefined =>
  unitsOfRound(known).includes(unit) ? undefined : refuse('assessment.unit-not-in-round', { unit }, 'params.unit');

/** The units whose result streams were told are those of the round: anything else is a fault of the edge or a race. */
export function toldUnitsProblem(known: OpenRound, { units }: WithUnits): Refusal | undefined {
  const own = unitsOfRound(known);
  return own.length === units.length && own.every((unit, n) => unit === units[n]) ? undefined : refuse('assessment.units-moved-on');
}

/** Ask to be told a round. */
export const toldRound = ({ round: code }: RoundKey): Told<RoundState> => told(roundStream(code), round);

/** Ask to be told what a round knows of one unit. */
export const toldResult = ({ round: code, unit }: UnitKey): Told<ResultState> => told(resultStream(code, unit), result);

/** Ask to be told what a round knows of every unit, as `unit:<code>`. */
export const toldResults = ({ round: code, units }: RoundKey & WithUnits): Readonly<Record<`unit:${string}`, Told<ResultState>>> =>
  Object.fromEntries(units.map((unit) => [`unit:${unit}`, toldResult({ round: code, unit })]));

/** What was told of a unit by {@link toldResults}. */
export const resultIn = (facts: Readonly<Record<string, unknown>>, unit: string): ResultState => (facts[`unit:${unit}`] as ResultState | undefined) ?? result.initial;

/** The city's day at which a command arrives. */
export const today = ({ now }: Pick<DecisionContext<unknown>, 'now'>): DateText => cityDate(now);

/** Reason of an act from its own field or the request; undefined when there is none worth the name. */
export const statedReason = (c: { readonly reason?: string }, context: Pick<DecisionContext<unknown>, 'reason'>): string | undefined => worthReading(c.reason ?? context.reason, 2_000);

/** The same, or the refusal. */
export const reasonOf = (c: { readonly reason?: string }, context: Pick<DecisionContext<unknown>, 'reason'>): string | Refusal =>
  statedReason(c, context) ?? refuse('assessment.reason-required', {}, 'body.reason');

/** Number of the document that an act rests on, from its own field or the request (X-Authority), or the refusal. */
export const documentOf = (c: { readonly document?: string }, context: Pick<DecisionContext<unknown>, 'authority'>): string | Refusal =>
  worthReading(c.document ?? context.authority, 200) ?? refuse('assessment.document-required', {}, 'body.document');

const worthReading = (text: string | undefined, max: number): string | undefined => (text === undefined || textProblem(text, { max }) ? undefined : text.trim());
