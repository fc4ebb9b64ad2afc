import type { Problem } from '../server/problems.js';
import type { Viewed } from '../server/views.js';

/** How urgent a card is; in this order they stand on the workbench. */
export const workGroups = ['overdue', 'returned', 'due', 'todo', 'watch'] as const;
export type WorkGroup = (typeof workGroups)[number];

/** Groups whose counts are work of one's own; what is only watched is not. */
export const ownGroups = ['overdue', 'returned', 'due', 'todo'] as const;

/** One thing to do, and the exact place to do it. */
export interface WorkItem {
  readonly key: string;
  readonly title: string;
  readonly href: string;
  /** Unit it is about. */
  readonly unit?: string | undefined;
  /** What else one should know before opening it. */
  readonly note?: string | undefined;
  readonly due?: { readonly at: string; readonly days?: number | null | undefined } | undefined;
  /** Day on which it takes place. */
  readonly on?: string | undefined;
  /** Since when it waits. */
  readonly since?: string | null | undefined;
  readonly urgent?: boolean;
}

/** Things of one kind: how many exactly, the most urgent of them, and where all are. */
export interface WorkCard {
  readonly key: string;
  readonly group: WorkGroup;
  readonly title: string;
  readonly count: number;
  /** More than were counted. */
  readonly atLeast?: boolean;
  readonly items: readonly WorkItem[];
  readonly all: string;
}

/** What one part of the product gives a person to do. */
export interface WorkSource {
  readonly cards: readonly WorkCard[];
  readonly pending: boolean;
  readonly problem: Problem | undefined;
}

/** Cards with how the views stand that they were made of. Cards without anything are left out. */
export function sourceOf(views: readonly Pick<Viewed<unknown>, 'loading' | 'problem' | 'data'>[], cards: readonly (WorkCard | undefined)[]): WorkSource {
  return {
    cards: cards.filter((card): card is WorkCard => card !== undefined && card.count > 0),
    pending: views.some(({ loading, data }) => loading && data === undefined),
    problem: views.find(({ problem }) => problem)?.problem,
  };
}

/** All sources as one: the most urgent cards first, the fuller before the emptier. */
export function together(sources: readonly WorkSource[]): WorkSource {
  const place = new Map(workGroups.map((group, index) => [group, index]));
  return {
    cards: sources.flatMap(({ cards }) => cards).map((card, index) => ({ card, index })).sort((a, b) => place.get(a.card.group)! - place.get(b.card.group)! || a.index - b.index).map(({ card }) => card),
    pending: sources.some(({ pending }) => pending),
    problem: sources.find(({ problem }) => problem)?.problem,
  };
}

/** How much there is of each group. */
export function countsOf(cards: readonly WorkCard[]): Readonly<Record<WorkGroup, number>> {
  const sum = (group: WorkGroup) => cards.filter((card) => card.group === group).reduce((total, { count }) => total + count, 0);
  return { overdue: sum('overdue'), returned: sum('returned'), due: sum('due'), todo: sum('todo'), watch: sum('watch') };
}
