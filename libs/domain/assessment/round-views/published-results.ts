import type { Instant, Recorded } from '#engine/kernel';
import type { ResultEvent, ResultFigures } from '../result.events.js';
import type { RoundEvent, RoundScheme } from '../round.events.js';

type DataOf<Type extends RoundEvent['type']> = Extract<RoundEvent, { type: Type }>['data'];
export type PublishingEvent =
  | Extract<RoundEvent, { type: 'assessment.RoundOpened' | 'assessment.RoundCalculated' | 'assessment.ResultsConfirmed' | 'assessment.ResultsPublished' | 'assessment.ResultsCorrected' }>
  | Extract<ResultEvent, { type: 'assessment.ResultCalculated' | 'assessment.ResultStayed' | 'assessment.ReviewWithdrawn' | 'assessment.ReviewDecided' }>;

/** One unit's published result. */
export type PublishedResult = { readonly unit: string; readonly figures: ResultFigures; readonly stayed: boolean };

/** The published results of a round, as they hold now. */
export type PublishedRound = {
  readonly round: string;
  readonly plan: string;
  readonly year: number;
  readonly status: 'published' | 'corrected' | 'stay-ended';
  readonly run: number;
  readonly replaces: number | null;
  readonly document: string;
  readonly reason: string | null;
  readonly at: Instant;
  readonly publishedOn: string;
  readonly scheme: RoundScheme;
  readonly engineVersion: string;
  readonly frozenAt: number;
  readonly hash: string;
  readonly results: readonly PublishedResult[];
  readonly changed: DataOf<'assessment.ResultsCorrected'>['changed'];
};

/** What is kept of a round until its results are published. */
export type RoundOutline = { readonly kind: 'round'; readonly round: string; readonly plan: string; readonly year: number; readonly units: readonly string[] };
export type RunOutline = { readonly kind: 'run'; readonly round: string } & Pick<DataOf<'assessment.RoundCalculated'>, 'run' | 'scheme' | 'engineVersion' | 'frozenAt' | 'hash'>;
export type CalculatedLine = { readonly kind: 'result'; readonly round: string; readonly run: number; readonly unit: string; readonly figures: ResultFigures };
export type StayLine = { readonly kind: 'stay'; readonly round: string; readonly unit: string; readonly request: string };
export type PublishingPart = RoundOutline | RunOutline | CalculatedLine | StayLine;

export function partKey(part: PublishingPart): string {
  switch (part.kind) {
    case 'round':
      return `round/${part.round}`;
    case 'run':
      return `run/${part.round}/${part.run}`;
    case 'result':
      return `result/${part.round}/${part.run}/${part.unit}`;
    case 'stay':
      return `stay/${part.round}/${part.unit}/${part.request}`;
  }
}

/** Everything that published results are put together from. */
export class PublishingModel {
  readonly parts = new Map<string, PublishingPart>();
  readonly published = new Map<string, PublishedRound>();
  /** Stays that have an effect now, by round: how often each unit's result is stayed. */
  private readonly stays = new Map<string, Map<string, number>>();

  put(part: PublishingPart): void {
    const key = partKey(part);
    if (part.kind === 'stay' && !this.parts.has(key)) this.count(part, 1);
    this.parts.set(key, part);
  }

  /** @returns the stay that ended; none where the request was not stayed */
  endStay(round: string, unit: string, request: string): StayLine | undefined {
    const stay: StayLine = { kind: 'stay', round, unit, request };
    if (!this.parts.delete(partKey(stay))) return undefined;
    this.count(stay, -1);
    return stay;
  }

  isStayed(round: string, unit: string): boolean {
    return (this.stays.get(round)?.get(unit) ?? 0) > 0;
  }

  /** The round's results of a run, as a publication or correction puts them out. */
  publication(event: Recorded<Extract<PublishingEvent, { type: 'assessment.ResultsPublished' | 'assessment.ResultsCorrected' }>>): PublishedRound | undefined {
    const { round: code, run, document } = event.data;
    const round = this.parts.get(`round/${code}`) as RoundOutline | undefined;
    const calculated = this.parts.get(`run/${code}/${run}`) as RunOutline | undefined;
    if (!round || !calculated) return undefined;
    const correction = event.type === 'assessment.ResultsCorrected' ? event.data : undefined;
    const { scheme, engineVersion, frozenAt, hash } = calculated;
    return {
      round: code, plan: round.plan, year: round.year, status: correction ? 'corrected' : 'published', run, replaces: correction?.replaces ?? null, document, reason: correction?.reason ?? null, at: event.recordedAt,
      publishedOn: event.type === 'assessment.ResultsPublished' ? event.data.publishedOn : this.published.get(code)!.publishedOn, scheme, engineVersion, frozenAt, hash,
      results: round.units.flatMap((unit) => this.resultOf(code, run, unit)), changed: correction?.changed ?? [],
    };
  }

  private resultOf(round: string, run: number, unit: string): readonly PublishedResult[] {
    const line = this.parts.get(`result/${round}/${run}/${unit}`) as CalculatedLine | undefined;
    return line ? [{ unit, figures: line.figures, stayed: this.isStayed(round, unit) }] : [];
  }

  private count({ round, unit }: StayLine, by: number): void {
    const units = this.stays.get(round) ?? new Map<string, number>();
    units.set(unit, (units.get(unit) ?? 0) + by);
    this.stays.set(round, units);
  }
}
