import type { Instant } from '#engine/kernel';
import type { AssessmentYear, CalculationCause, RoundEvent } from '../round.events.js';
import type { OpenRound } from '../round.state.js';

type DataOf<Type extends RoundEvent['type']> = Extract<RoundEvent, { type: Type }>['data'];

/** The same content as plain rows hold it: interfaces have no index signature, rows need one. */
type Stored<T> = T extends object ? { readonly [K in keyof T]: Stored<Exclude<T[K], undefined>> } : T;

/** A calculation of a round. */
export type RunLine = {
  readonly run: number;
  readonly cause: CalculationCause;
  readonly at: Instant;
  readonly engineVersion: string;
  readonly frozenAt: number;
  readonly upTo: number;
  readonly hash: string;
  /** Of the record of the calculation; every result is in the same append. */
  readonly position: number;
};

/** What was published: first the results, then each correction of them. */
export type PublicationLine = {
  readonly run: number;
  readonly document: string;
  readonly at: Instant;
  readonly publishedOn: string | null;
  /** The run it replaces; none for the first publication. */
  readonly replaces: number | null;
  readonly reason: string | null;
  readonly changed: DataOf<'assessment.ResultsCorrected'>['changed'];
};

/** A round as its list shows it, with the state that decisions see. */
export type RoundRow = {
  readonly round: string;
  readonly title: DataOf<'assessment.RoundOpened'>['title'];
  readonly plan: string;
  readonly year: number;
  readonly assessmentYear: AssessmentYear;
  readonly planItem: string;
  readonly startedFrom: string | null;
  readonly step: OpenRound['step'];
  readonly state: Stored<OpenRound>;
  readonly openedAt: Instant;
  /** Since when it is at its step. */
  readonly stepSince: Instant;
  /** Units that submitted no self-assessment before it was closed. */
  readonly missing: readonly string[] | null;
  readonly runs: readonly RunLine[];
  readonly notified: { readonly run: number; readonly at: Instant; readonly requestsBy: Instant; readonly document: string | null } | null;
  readonly confirmed: (Omit<DataOf<'assessment.ResultsConfirmed'>, 'round'> & { readonly at: Instant }) | null;
  readonly publications: readonly PublicationLine[];
  readonly cancelled: { readonly reason: string; readonly authority: string; readonly at: Instant } | null;
  readonly revision: number;
};

/** The state that decisions see: what is stored is what was folded. */
export const stateOf = ({ state }: RoundRow): OpenRound => state as OpenRound;
