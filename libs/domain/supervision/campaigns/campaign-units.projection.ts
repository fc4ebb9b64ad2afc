import type { EvidenceReference } from '#domain/reporting';
import type { Recorded } from '#engine/kernel';
import { rows } from '#engine/projections';
import { type objectionDecisions, type CampaignContent, type CampaignEvent, type SiteVisit, type UnitConclusion } from '../campaign.events.js';

/** Where a campaign stands for one unit: named in the plan · being inspected · concluded · left out with a reason · fed back · called off. */
export const unitStages = ['named', 'inspected', 'concluded', 'not-inspected', 'fed-back', 'cancelled'] as const;
export type UnitStage = (typeof unitStages)[number];

/** What a campaign comes to for one unit. */
export type CampaignUnitRow = {
  readonly campaign: string;
  readonly unit: string;
  readonly type: CampaignContent['type'];
  readonly title: string;
  readonly planItem: string;
  readonly year: number;
  readonly unannounced: boolean;
  /** True once it is known to be drawn, false where an open draw passed it over; otherwise null. */
  readonly drawn: boolean | null;
  readonly stage: UnitStage;
  /** Whether the unit itself may know of the campaign: it has begun and was announced, or has come to it. */
  readonly visible: boolean;
  readonly visits: readonly (SiteVisit & { readonly recordedBy: string; readonly recordedAt: string })[];
  readonly conclusion: UnitConclusion | null;
  readonly notInspectedReason: string | null;
  readonly fedBackAt: string | null;
  readonly feedbackDocument: string | null;
  /** Last instant for an objection. */
  readonly objectBy: string | null;
  readonly objection: 'none' | 'raised' | 'decided';
  readonly objectionReason: string | null;
  readonly objectionEvidence: readonly EvidenceReference[];
  readonly raisedBy: string | null;
  readonly raisedAt: string | null;
  readonly decideBy: string | null;
  readonly decision: (typeof objectionDecisions)[number] | null;
  readonly decisionReason: string | null;
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
  readonly decidedLate: boolean | null;
  /** Revision of the campaign's stream at the last change for this unit. */
  readonly revision: number;
  readonly changedAt: string;
};

export const campaignUnits = rows<CampaignUnitRow, CampaignEvent>({
  name: 'campaign-units',
  version: 1,
  events: ['supervision.Campaign', 'supervision.Sample', 'supervision.SiteVisitRecorded', 'supervision.ConclusionFedBack', 'supervision.Objection'],
  table: {
    name: 'campaign-units',
    fields: { campaign: 'text', unit: 'text', year: 'number', stage: 'text', visible: 'boolean', objection: 'text', decideBy: 'text' },
    indexes: [['campaign', 'unit'], ['unit', 'visible'], ['objection', 'decideBy']],
    temporal: true,
  },
  keys: (event) => unitsOf(event).map((unit) => campaignUnitKey({ campaign: event.data.campaign, unit })),
  fold: (row, event, key) => {
    const changed = { revision: event.revision, changedAt: event.recordedAt };
    if (event.type === 'supervision.CampaignPlanned' || event.type === 'supervision.CampaignRevised') return named(row, event, unitOfKey(key));
    return row && { ...row, ...changeOf(row, event), ...changed };
  },
});

/** Key of a unit in a campaign. */
export const campaignUnitKey = (c: { readonly campaign: string; readonly unit: string }): string => `${c.campaign}/${c.unit}`;
const unitOfKey = (key: string): string => key.slice(key.indexOf('/') + 1);

function unitsOf({ type, data }: Recorded<CampaignEvent>): readonly string[] {
  switch (type) {
    case 'supervision.CampaignPlanned':
      return data.content.units;
    case 'supervision.CampaignRevised':
      return [...data.content.units, ...data.from.units];
    case 'supervision.SampleDrawn':
      return data.basis.units;
    case 'supervision.SampleUnsealed':
      return data.inForce ? data.drawn.map(({ unit }) => unit) : [];
    case 'supervision.CampaignStarted':
    case 'supervision.CampaignCancelled':
      return data.units;
    case 'supervision.CampaignConcluded':
      return [...data.conclusions, ...data.notInspected].map(({ unit }) => unit);
    default:
      return [data.unit];
  }
}

type PlanEvent = Extract<CampaignEvent, { type: 'supervision.CampaignPlanned' | 'supervision.CampaignRevised' }>;

/** A unit of the plan; none when a revision leaves it out. */
function named(row: CampaignUnitRow | undefined, event: Recorded<PlanEvent>, unit: string): CampaignUnitRow | undefined {
  const { data: { campaign, content }, recordedAt, revision } = event;
  if (!content.units.includes(unit)) return undefined;
  const { type, title, planItem, from, unannounced } = content;
  const voided = event.type === 'supervision.CampaignRevised' && event.data.voids !== undefined;
  return {
    campaign, unit, type, title, planItem, year: Number(from.slice(0, 4)), unannounced, drawn: voided ? null : (row?.drawn ?? null), stage: 'named', visible: false, visits: [],
    conclusion: null, notInspectedReason: null, fedBackAt: null, feedbackDocument: null, objectBy: null, objection: 'none', objectionReason: null, objectionEvidence: [],
    raisedBy: null, raisedAt: null, decideBy: null, decision: null, decisionReason: null, decidedBy: null, decidedAt: null, decidedLate: null, revision, changedAt: recordedAt,
  };
}

function changeOf(row: CampaignUnitRow, event: Recorded<Exclude<CampaignEvent, PlanEvent>>): Partial<CampaignUnitRow> {
  const { meta, recordedAt } = event;
  switch (event.type) {
    case 'supervision.SampleDrawn':
      return { drawn: event.data.drawn ? event.data.drawn.some(({ unit }) => unit === row.unit) : null };
    case 'supervision.SampleUnsealed':
      return { drawn: true, stage: row.stage === 'named' ? 'inspected' : row.stage };
    case 'supervision.CampaignStarted':
      return { stage: 'inspected', visible: !row.unannounced };
    case 'supervision.SiteVisitRecorded': {
      const { campaign: _, ...visit } = event.data;
      return { stage: 'inspected', visible: true, visits: [...row.visits, { ...visit, recordedBy: meta.actor, recordedAt }] };
    }
    case 'supervision.CampaignConcluded': {
      const conclusion = event.data.conclusions.find(({ unit }) => unit === row.unit);
      const left = event.data.notInspected.find(({ unit }) => unit === row.unit);
      return conclusion ? { stage: 'concluded', conclusion } : { stage: 'not-inspected', notInspectedReason: left?.reason ?? null };
    }
    case 'supervision.CampaignCancelled':
      return { stage: 'cancelled' };
    default:
      return settled(row, event);
  }
}

type SettledEvent = Extract<CampaignEvent, { type: 'supervision.ConclusionFedBack' | 'supervision.ObjectionRaised' | 'supervision.ObjectionDecided' }>;

function settled(row: CampaignUnitRow, event: Recorded<SettledEvent>): Partial<CampaignUnitRow> {
  const { meta, recordedAt } = event;
  switch (event.type) {
    case 'supervision.ConclusionFedBack':
      return { stage: 'fed-back', visible: true, fedBackAt: recordedAt, feedbackDocument: event.data.document ?? null, objectBy: event.data.objectBy };
    case 'supervision.ObjectionRaised': {
      const { reason, evidence, decideBy } = event.data;
      return { objection: 'raised', objectionReason: reason, objectionEvidence: evidence, raisedBy: meta.actor, raisedAt: recordedAt, decideBy };
    }
    case 'supervision.ObjectionDecided': {
      const { decision, reason, late, conclusion = row.conclusion } = event.data;
      return { objection: 'decided', decision, decisionReason: reason, decidedBy: meta.actor, decidedAt: recordedAt, decidedLate: late, conclusion };
    }
  }
}
