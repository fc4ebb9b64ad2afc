import { cityDate, type AnyCommand, type Bilingual, type DateText, type Instant, type Policy } from '#engine/kernel';
import { mayCheckOnSite, mayConfirm, mayDecideReviews, mayRunRounds } from '../assessment.policies.js';
import { calculateRound } from '../calculate-round/calculate-round.js';
import { confirmResults } from '../confirm-results/confirm-results.js';
import { freezeData } from '../freeze-data/freeze-data.js';
import { notifyResults } from '../notify-results/notify-results.js';
import { closeRound } from '../publish-results/close-round.js';
import { correctResults } from '../publish-results/correct-results.js';
import { publishResults } from '../publish-results/publish-results.js';
import { nextActs } from '../round-acts.js';
import { unitsOfRound, type OpenRound, type RoundStep } from '../round.state.js';
import { closeSelfAssessment } from '../self-assess/close-self-assessment.js';

/** Acts of which one is the next in a round. */
export const roundActNames = ['close-self-assessment', 'freeze', 'calculate', 'notify', 'decide-reviews', 'check-again', 'confirm', 'publish', 'correct', 'close'] as const;
export type RoundActName = (typeof roundActNames)[number];

/** An act, who may do it, and the day of the calendar by which it is to be done. */
export interface NextAct {
  readonly act: RoundActName;
  readonly called: Bilingual;
  readonly policy: Policy;
  readonly roles: readonly string[];
  readonly by: DateText | null;
}

/** A question whose answer says whether an act is possible now; none for acts on single units. */
export type Asked = { readonly definition: AnyCommand; readonly command: unknown } | undefined;

type Described = Omit<NextAct, 'act' | 'by'> & { readonly by: (known: OpenRound) => DateText | null };

const bureau = { policy: mayRunRounds, roles: ['bureau'] } as const;
const nobodyWaits = () => null;

const described: Readonly<Record<RoundActName, Described>> = {
  'close-self-assessment': { ...bureau, called: nextActs['self-assessment'], by: ({ calendar }) => calendar.selfAssessmentBy },
  freeze: { ...bureau, called: nextActs['site-checks'], by: ({ calendar }) => calendar.freezeBy },
  calculate: { ...bureau, called: nextActs.frozen, by: ({ calendar, step }) => (step === 'frozen' || step === 'calculated' ? calendar.resultsBy : null) },
  notify: { ...bureau, called: nextActs.calculated, by: ({ calendar }) => calendar.resultsBy },
  'decide-reviews': { policy: mayDecideReviews, roles: ['bureau', 'leadership'], called: { zh: '作出复核决定', en: 'decide the open reviews' }, by: nobodyWaits },
  'check-again': { policy: mayCheckOnSite, roles: ['inspector', 'verifier', 'bureau'], called: { zh: '重新实地核查', en: 'check the units on site again' }, by: nobodyWaits },
  confirm: { policy: mayConfirm, roles: ['leadership'], called: nextActs.notified, by: ({ calendar }) => calendar.confirmBy },
  publish: { ...bureau, called: nextActs.confirmed, by: nobodyWaits },
  correct: { ...bureau, called: { zh: '更正通报结果', en: 'correct the published results' }, by: nobodyWaits },
  close: { ...bureau, called: nextActs.published, by: nobodyWaits },
};

export const nextAct = (name: RoundActName, known: OpenRound): NextAct => ({ act: name, ...described[name], by: described[name].by(known) });

/** The act that takes a round on from its step, unless something has to come before it. */
const ofStep: Readonly<Record<RoundStep, RoundActName | undefined>> = {
  'self-assessment': 'close-self-assessment', 'site-checks': 'freeze', frozen: 'calculate', calculated: 'notify', notified: 'confirm', confirmed: 'publish', published: 'close', closed: undefined, cancelled: undefined,
};

/** What a decision asks for first, by the code it refuses with. */
const comesFirst: Readonly<Record<string, RoundActName>> = {
  'assessment.calculation-outdated': 'calculate', 'assessment.reviews-open': 'decide-reviews', 'assessment.re-check-outstanding': 'check-again', 'assessment.correction-pending': 'correct',
};

/** The act of a round's step; none in one that is over. */
export const actOfStep = ({ step }: OpenRound): RoundActName | undefined => ofStep[step];

/** The act that has to come before, where a decision was refused for want of it. */
export const actBefore = (refused: string | undefined): RoundActName | undefined => (refused === undefined ? undefined : comesFirst[refused]);

const sample = { reason: '—', document: '—' };

/** The use case of an act, filled in so that a refusal lies in the round and not in what was typed. */
export function askedFor(name: RoundActName, round: string, known: OpenRound, now: Instant, head: number): Asked {
  const [units, scheme, today] = [unitsOfRound(known), known.scheme.id, cityDate(now)];
  switch (name) {
    case 'close-self-assessment':
      // Without a reason, so that an act that is too early says so.
      return { definition: closeSelfAssessment, command: { round, units } };
    case 'freeze':
      return { definition: freezeData, command: { round, position: head } };
    case 'calculate':
      return { definition: calculateRound, command: { round, run: known.run + 1, engineVersion: '—', frozenAt: known.frozenAt ?? 0, upTo: head, lastFactAt: head, units: [...units].sort(), hash: '' } };
    case 'notify':
      return { definition: notifyResults, command: { round, units } };
    case 'confirm':
      return { definition: confirmResults, command: { round, units, scheme, committee: { zh: '—', en: '—' }, heldOn: today, document: '—' } };
    case 'publish':
      return { definition: publishResults, command: { round, publishedOn: today, document: '—' } };
    case 'correct':
      return { definition: correctResults, command: { round, units, ...sample } };
    case 'close':
      return { definition: closeRound, command: { round, units } };
    case 'decide-reviews':
    case 'check-again':
      return undefined;
  }
}
