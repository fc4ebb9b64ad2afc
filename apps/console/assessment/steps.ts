import type { Verdict } from '../acts/act-button.js';
import type { ReplyOf } from '../server/ask.js';

export type Round = ReplyOf<'GET /rounds/:round'>;
export type RoundStep = Round['step'];

/** The steps that a round goes through, in order; a round that is called off leaves them. */
export const stepOrder = ['self-assessment', 'site-checks', 'frozen', 'calculated', 'notified', 'confirmed', 'published', 'closed'] as const satisfies readonly RoundStep[];

/** A step of a round on the stepper. */
export interface Step {
  readonly step: (typeof stepOrder)[number];
  readonly standing: 'done' | 'now' | 'ahead';
  /** The day of the calendar that belongs to it. */
  readonly planned: Round['days'][number] | undefined;
  /** When it was reached, date or instant, as far as the round tells it. */
  readonly reached: string | undefined;
}

/** Which day of the calendar belongs to which step. */
const dayOfStep: Partial<Record<RoundStep, string>> = { 'self-assessment': 'self-assessment', 'site-checks': 'site-checks', frozen: 'freeze', notified: 'results', confirmed: 'confirmation' };

/** The steps of a round with their days; those of a round that was called off stand as they were left. */
export function stepsOf(round: Pick<Round, 'step' | 'stepSince' | 'openedAt' | 'days' | 'runs' | 'notified' | 'confirmed' | 'publications'>): readonly Step[] {
  const at = stepOrder.indexOf(round.step as Step['step']);
  const reached: Partial<Record<RoundStep, string | undefined>> = {
    'self-assessment': round.openedAt, calculated: round.runs[0]?.at, notified: round.notified?.at, confirmed: round.confirmed?.heldOn, published: round.publications[0]?.publishedOn ?? round.publications[0]?.at,
    ...(round.step === 'closed' || round.step === 'site-checks' || round.step === 'frozen' ? { [round.step]: round.stepSince } : {}),
  };
  return stepOrder.map((step, n) => ({
    step,
    standing: at < 0 ? (reached[step] === undefined ? 'ahead' : 'done') : round.step === 'closed' || n < at ? 'done' : n === at ? 'now' : 'ahead',
    planned: round.days.find(({ what }) => what === dayOfStep[step]),
    reached: reached[step],
  }));
}

type StepAct = NonNullable<Round['acts']>[number]['act'];

/** The server's word on whether an act belongs to the round's step; undefined when it says none. */
export function verdictOn(round: Pick<Round, 'acts'>, act: StepAct): Verdict | undefined {
  const told = round.acts?.find((one) => one.act === act);
  return told && { allowed: told.possible, ...(told.because ? { because: told.because.text, remedy: told.because.remedy } : {}) };
}
