import type { Bilingual, DateText, Instant } from '#engine/kernel';
import { rows } from '#engine/projections';
import type { RoundEvent } from '#domain/assessment';

type StoredText = { readonly zh: Bilingual['zh']; readonly en: Bilingual['en'] };

/** A round that dossiers can be made from, once it is published. */
export type PublishedRoundRow = {
  readonly round: string;
  readonly title: StoredText;
  readonly plan: string;
  readonly year: number;
  readonly units: readonly string[];
  /** The run that holds in public; null before publication. */
  readonly run: number | null;
  readonly document: string | null;
  readonly publishedOn: DateText | null;
  readonly corrections: number;
  readonly changedAt: Instant;
};

export const publishedRounds = rows<PublishedRoundRow, RoundEvent>({
  name: 'cadre-review-rounds',
  version: 1,
  events: ['assessment.RoundOpened', 'assessment.ResultsPublished', 'assessment.ResultsCorrected', 'assessment.RoundCancelled'],
  table: { name: 'cadre-review-rounds', fields: { round: 'text', plan: 'text', year: 'number', run: 'number' }, indexes: [['plan', 'year']], temporal: true },
  keys: ({ data }) => [data.round],
  fold: (row, event) => {
    const at = { changedAt: event.recordedAt };
    switch (event.type) {
      case 'assessment.RoundOpened': {
        const { round, title, plan, year, groups } = event.data;
        return { round, title, plan, year, units: groups.flatMap(({ units }) => units), run: null, document: null, publishedOn: null, corrections: 0, ...at };
      }
      case 'assessment.ResultsPublished':
        return row && { ...row, run: event.data.run, document: event.data.document, publishedOn: event.data.publishedOn, ...at };
      case 'assessment.ResultsCorrected':
        return row && { ...row, run: event.data.run, corrections: row.corrections + 1, ...at };
      case 'assessment.RoundCancelled':
        return undefined;
      default:
        return row;
    }
  },
});

/** Rounds of the years before a round that a unit took part in: the nearest first, ending at the first year without one. */
export function roundsBefore(rounds: readonly PublishedRoundRow[], round: PublishedRoundRow, unit: string, most: number): string[] {
  const found: string[] = [];
  for (let year = round.year - 1; found.length < most; year -= 1) {
    const published = rounds.filter((one) => one.plan === round.plan && one.year === year && one.run !== null && one.units.includes(unit));
    const last = published.sort((a, b) => (a.changedAt < b.changedAt ? -1 : 1)).at(-1);
    if (!last) break;
    found.push(last.round);
  }
  return found;
}
