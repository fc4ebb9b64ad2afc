import type { Recorded, RecordedEvent } from '#engine/kernel';
import type { ResultEvent, RoundEvent } from '#domain/assessment';
import type { CalendarEvent } from '#domain/calendar';
import type { IdentityEvent } from '#domain/identity';
import type { PlanEvent } from '#domain/plan';
import type { PeriodEvent, ReportEvent } from '#domain/reporting';
import type { SchemeEvent } from '#domain/scoring';
import type { FindingEvent } from '#domain/supervision';
import type { UnitEvent } from '#domain/units';

/** The facts of all contexts that moments and locks are made of. */
export type Fact = PlanEvent | UnitEvent | CalendarEvent | ReportEvent | PeriodEvent | SchemeEvent | FindingEvent | RoundEvent | ResultEvent | IdentityEvent;

/** A recorded fact of one of some types. */
export type FactOf<T extends Fact['type']> = Recorded<Extract<Fact, { type: T }>>;

/** Functions by type of fact, as those who hold them without types see them. */
export type ByType<Answer> = Readonly<Record<string, (data: any, event: RecordedEvent) => Answer>>;

/** Functions by type of fact, each with the data of its type. Only infers types. */
export const byType = <Answer>(given: { readonly [T in Fact['type']]?: (data: FactOf<T>['data']) => Answer }): ByType<Answer> => given as ByType<Answer>;
