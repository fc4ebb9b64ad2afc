import type { Recorded } from '#engine/kernel';
import { rows } from '#engine/projections';
import type { CampaignEvent } from '../campaign.events.js';

/** How often a unit was drawn for campaigns of a year, and visited in it. */
export type InspectionCountRow = {
  readonly unit: string;
  readonly year: number;
  /** Campaigns of the year whose draw that holds drew the unit; a sealed sample counts once it is unsealed. */
  readonly drawnFor: readonly string[];
  readonly timesDrawn: number;
  /** By date of the visit. */
  readonly visits: readonly { readonly campaign: string; readonly visit: string; readonly date: string }[];
  readonly timesVisited: number;
  readonly changedAt: string;
};

export const inspectionCounts = rows<InspectionCountRow, CampaignEvent>({
  name: 'inspection-counts',
  version: 1,
  events: ['supervision.CampaignRevised', 'supervision.CampaignCancelled', 'supervision.Sample', 'supervision.SiteVisitRecorded'],
  table: {
    name: 'inspection-counts',
    fields: { unit: 'text', year: 'number', timesDrawn: 'number', timesVisited: 'number' },
    indexes: [['year', 'timesDrawn'], ['unit', 'year']],
    temporal: true,
  },
  keys: (event) => {
    const { gone, drawn } = drawsOf(event);
    const visited = event.type === 'supervision.SiteVisitRecorded' ? [keyOf(event.data.unit, yearOf(event.data.date))] : [];
    return [...new Set([...gone, ...drawn, ...visited])];
  },
  fold: (row, event, key) => {
    const [unit, year] = [key.slice(0, key.lastIndexOf('/')), Number(key.slice(key.lastIndexOf('/') + 1))];
    const { gone, drawn } = drawsOf(event);
    if (!row && !drawn.includes(key) && event.type !== 'supervision.SiteVisitRecorded') return undefined;
    const { campaign } = event.data;
    const others = (row?.drawnFor ?? []).filter((one) => one !== campaign || !gone.includes(key));
    const drawnFor = drawn.includes(key) ? [...new Set([...others, campaign])] : others;
    const visits = [...(row?.visits ?? []), ...(event.type === 'supervision.SiteVisitRecorded' ? [{ campaign, visit: event.data.visit, date: event.data.date }] : [])];
    return { unit, year, drawnFor, timesDrawn: drawnFor.length, visits, timesVisited: visits.length, changedAt: event.recordedAt };
  },
});

const keyOf = (unit: string, year: number): string => `${unit}/${year}`;
const yearOf = (date: string): number => Number(date.slice(0, 4));

/** Keys of units that are drawn by a fact, and of those that are so no longer. */
function drawsOf({ type, data }: Recorded<CampaignEvent>): { readonly gone: readonly string[]; readonly drawn: readonly string[] } {
  const keys = (units: readonly string[], year: number): readonly string[] => units.map((unit) => keyOf(unit, year));
  switch (type) {
    case 'supervision.SampleDrawn':
      return { gone: data.replaces ? keys(data.replaces.units, data.replaces.year) : [], drawn: keys((data.drawn ?? []).map(({ unit }) => unit), data.year) };
    case 'supervision.SampleUnsealed':
      return { gone: [], drawn: data.inForce ? keys(data.drawn.map(({ unit }) => unit), data.year) : [] };
    case 'supervision.CampaignRevised':
      return { gone: data.voids ? keys(data.voids.units, data.voids.year) : [], drawn: [] };
    case 'supervision.CampaignCancelled':
      return { gone: data.before === 'planned' ? keys(data.units, data.year) : [], drawn: [] };
    default:
      return { gone: [], drawn: [] };
  }
}
