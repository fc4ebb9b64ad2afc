import { told, type DateText, type Fold } from '#engine/kernel';
import { planStream, type DefinitionCard, type PlanEvent, type Target } from './plan.events.js';

/** Who is responsible for a measure, from a date on. */
export interface Assignment {
  readonly lead: string;
  readonly supporting: readonly string[];
  /** Single units that take part: lead and supporting, with collectives replaced by their members. */
  readonly participants: readonly string[];
  readonly from: DateText;
}

/** A plan with its measures, the cards in force and the targets in force. */
export interface PlanState {
  readonly adopted: boolean;
  /** By number; the latest assignment, none before the first. */
  readonly measures: Readonly<Record<number, { readonly assignment?: Assignment }>>;
  readonly cards: Readonly<Record<string, { readonly card: DefinitionCard; /** 1 for the first. */ readonly version: number }>>;
  /** By indicator, then by {@link targetPlace}. */
  readonly targets: Readonly<Record<string, Readonly<Record<string, Target>>>>;
}

/** Which target of an indicator: `unit/year`. */
export const targetPlace = (c: { readonly unit: string; readonly year: number }): string => `${c.unit}/${c.year}`;

/** The target in force, if there is one. */
export const targetOf = (state: PlanState, c: { readonly indicator: string; readonly unit: string; readonly year: number }): Target | undefined =>
  Object.hasOwn(state.targets, c.indicator) ? state.targets[c.indicator]![targetPlace(c)] : undefined;

/** The card in force, if there is one. Own fields only: `constructor` is a code like any other. */
export const cardIn = (state: PlanState, indicator: string): DefinitionCard | undefined =>
  Object.hasOwn(state.cards, indicator) ? state.cards[indicator]!.card : undefined;

/** Number of the card in force; 0 when there is none. */
export const cardVersion = (state: PlanState, indicator: string): number => (Object.hasOwn(state.cards, indicator) ? state.cards[indicator]!.version : 0);

/** Codes make up stream names, whose parts are divided by dots: a code has none. */
export const isCode = (text: string): boolean => /^[a-z0-9](?:[a-z0-9-]{0,78}[a-z0-9])?$/.test(text);

/** Folds the facts of a plan stream. */
export const plan: Fold<PlanState, PlanEvent> = {
  name: 'plan.plan',
  initial: { adopted: false, measures: {}, cards: {}, targets: {} },
  evolve: (state, event) => {
    switch (event.type) {
      case 'plan.PlanAdopted':
        return { ...state, adopted: true };
      case 'plan.MeasureDefined':
        return { ...state, measures: { ...state.measures, [event.data.no]: state.measures[event.data.no] ?? {} } };
      case 'plan.MeasureAssigned': {
        const { no, lead, supporting, from, participants } = event.data;
        const assignment = { lead, supporting, from, participants: participants ?? [lead, ...supporting] };
        return { ...state, measures: { ...state.measures, [no]: { assignment } } };
      }
      case 'plan.IndicatorDefined':
      case 'plan.IndicatorRevised': {
        const { card } = event.data;
        return { ...state, cards: { ...state.cards, [card.code]: { card, version: cardVersion(state, card.code) + 1 } } };
      }
      case 'plan.TargetSet':
      case 'plan.TargetRevised': {
        const { target } = event.data;
        const known = Object.hasOwn(state.targets, target.indicator) ? state.targets[target.indicator] : {};
        const ofIndicator = { ...known, [targetPlace(target)]: target };
        return { ...state, targets: { ...state.targets, [target.indicator]: ofIndicator } };
      }
    }
  },
};

/** The plan as a decision about something else is told it. */
export const toldPlan = (id: string) => told(planStream(id), plan);
