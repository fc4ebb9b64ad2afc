import type { JsonObject, Recorded } from '#engine/kernel';
import { model, type ModelRowChange } from '#engine/projections';
import { partKey, PublishingModel, type PublishedRound, type PublishingEvent, type PublishingPart } from './published-results.js';

/** What publications are put together from: what a restart needs. */
export const publishingPartTable = { name: 'assessment-publishing', fields: {}, indexes: [], temporal: false } as const;

/** Published results by round; a new version with each publication, correction and end of a stay. */
export const publishedTable = { name: 'assessment-published', fields: { plan: 'text', year: 'number' }, indexes: [['plan', 'year']], temporal: true } as const;

/** Published results of every round, whole: what other systems are told. */
export const publishedResults = model<PublishingModel, PublishingEvent>({
  name: 'assessment-published',
  version: 1,
  events: [
    'assessment.RoundOpened', 'assessment.RoundCalculated', 'assessment.ResultsPublished', 'assessment.ResultsCorrected', 'assessment.ResultCalculated', 'assessment.ResultStayed', 'assessment.ReviewWithdrawn',
    'assessment.ReviewDecided',
  ],
  tables: [publishingPartTable, publishedTable],
  initial: () => new PublishingModel(),
  restore: (publishing, table, key, row) => {
    if (table === publishedTable.name) publishing.published.set(key, row as unknown as PublishedRound);
    else publishing.put(row as unknown as PublishingPart);
  },
  apply: (publishing, event) => {
    switch (event.type) {
      case 'assessment.RoundOpened': {
        const { round, plan, year, groups } = event.data;
        return kept(publishing, { kind: 'round', round, plan, year, units: groups.flatMap(({ units }) => units) });
      }
      case 'assessment.RoundCalculated': {
        const { round, run, scheme, engineVersion, frozenAt, hash } = event.data;
        return kept(publishing, { kind: 'run', round, run, scheme, engineVersion, frozenAt, hash });
      }
      case 'assessment.ResultCalculated': {
        const { round, run, unit, figures } = event.data;
        return kept(publishing, { kind: 'result', round, run, unit, figures });
      }
      case 'assessment.ResultStayed': {
        const { round, unit, request } = event.data;
        return kept(publishing, { kind: 'stay', round, unit, request });
      }
      case 'assessment.ReviewWithdrawn':
      case 'assessment.ReviewDecided':
        return stayEnded(publishing, event);
      case 'assessment.ResultsPublished':
      case 'assessment.ResultsCorrected': {
        const published = publishing.publication(event);
        return published ? shown(publishing, published) : [];
      }
      default:
        return [];
    }
  },
});

function kept(publishing: PublishingModel, part: PublishingPart): readonly ModelRowChange[] {
  publishing.put(part);
  return [{ table: publishingPartTable.name, key: partKey(part), row: part as unknown as JsonObject }];
}

function shown(publishing: PublishingModel, published: PublishedRound): readonly ModelRowChange[] {
  publishing.published.set(published.round, published);
  return [{ table: publishedTable.name, key: published.round, row: published as unknown as JsonObject }];
}

/** A stay that ends after publication lets the unit's published result have its effect. */
function stayEnded(publishing: PublishingModel, { data, recordedAt }: Recorded<Extract<PublishingEvent, { type: 'assessment.ReviewWithdrawn' | 'assessment.ReviewDecided' }>>): readonly ModelRowChange[] {
  const { round, unit, request } = data;
  const stay = publishing.endStay(round, unit, request);
  if (!stay) return [];
  const gone: ModelRowChange = { table: publishingPartTable.name, key: partKey(stay), row: undefined };
  const published = publishing.published.get(round);
  if (!published || publishing.isStayed(round, unit)) return [gone];
  const results = published.results.map((result) => (result.unit === unit ? { ...result, stayed: false } : result));
  return [gone, ...shown(publishing, { ...published, status: 'stay-ended', at: recordedAt, results, changed: [], replaces: null, reason: null })];
}
