import type { Actor, Bilingual, Policy } from '#engine/kernel';
import type { Views } from '#engine/http';
import type { Condition } from '#engine/read-store';

/** What a comparison may be narrowed to. Each view says which of them it takes. */
export const comparisonFilters = ['plan', 'year', 'period', 'indicator', 'unit', 'group', 'round', 'status', 'code', 'user'] as const;
export type ComparisonFilter = (typeof comparisonFilters)[number];
export type GivenFilters = Readonly<Partial<Record<ComparisonFilter, string | number>>>;

/** A field of a row that a comparison shows. */
export interface ComparedField<R> {
  /** Stable name, unique within its view. */
  readonly name: string;
  readonly label: Bilingual;
  /** Decimals, dates and codes as text; lists joined in their order. Null and undefined are nothing. */
  readonly of: (row: R) => string | number | boolean | null | undefined;
  /** Words for coded values. */
  readonly words?: Readonly<Record<string, Bilingual>>;
}

interface ViewBasis<R> {
  /** Stable code, as the query names it. */
  readonly code: string;
  readonly title: Bilingual;
  /** The policy of the view itself: who may compare, and over which units. */
  readonly policy: Policy;
  readonly filters: readonly ComparisonFilter[];
  /** Filters without which the question has no answer. */
  readonly required?: readonly ComparisonFilter[];
  /** Fields that say which thing a row is. */
  readonly about: readonly ComparedField<R>[];
  /** Fields that are compared. A row of which none differs did not change. */
  readonly fields: readonly ComparedField<R>[];
  /** Code of the unit a row belongs to. */
  readonly unit?: (row: R) => string | null | undefined;
}

/** Whose comparison it is and of what: what a view needs to find its rows. */
export interface Asked {
  readonly actor: Actor;
  readonly given: GivenFilters;
  readonly views: Views;
  /** The later of the two positions. */
  readonly to: number;
}

/** A view over one temporal table: what changed is read from the versions between the two positions. */
export interface TableView<R = any> extends ViewBasis<R> {
  readonly kind: 'table';
  readonly projection: string;
  readonly table: string;
  /** Which rows the actor sees and the filters leave: asked of the rows at each of the two positions. */
  readonly conditions: (asked: Asked) => readonly Condition[] | Promise<readonly Condition[]>;
}

/**
 * A view whose rows are made of several (a rank is known from the whole group), or whose visibility depends on the moment:
 * it is made up at both positions. For views that are small.
 */
export interface WholeView<R = any> extends ViewBasis<R> {
  readonly kind: 'whole';
  /** The rows the actor sees as known at a position, by key. */
  readonly rowsAt: (asked: Asked, position: number) => Promise<ReadonlyMap<string, R>>;
}

export type ComparableView = TableView | WholeView;

/** Declare a view over one table. Only infers types. */
export const tableView = <R>(view: Omit<TableView<R>, 'kind'>): TableView => ({ kind: 'table', ...view });

/** Declare a view that is made up at both positions. Only infers types. */
export const wholeView = <R>(view: Omit<WholeView<R>, 'kind'>): WholeView => ({ kind: 'whole', ...view });

/** Injection token of the views that can be compared, as the applications hand them in. */
export const ComparableViews = Symbol('ComparableViews');
