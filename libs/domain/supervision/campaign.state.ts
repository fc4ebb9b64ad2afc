import { told, type Fold, type Instant, type Recorded, type Told } from '#engine/kernel';
import type { EvidenceReference } from '#domain/reporting';
import { campaignStream, type CampaignContent, type CampaignEvent, type DrawBasis, type DrawnUnit, type SiteVisit, type UnitConclusion } from './campaign.events.js';

export const campaignStatuses = ['planned', 'started', 'concluded', 'cancelled'] as const;
export type CampaignStatus = (typeof campaignStatuses)[number];

/** A draw as the facts tell it; without seed and result while it is sealed. */
export interface Draw {
  readonly draw: number;
  readonly year: number;
  readonly basis: DrawBasis;
  readonly seedHash: string;
  /** Whether it was sealed when it was drawn. */
  readonly wasSealed: boolean;
  readonly seed?: string;
  readonly drawn?: readonly DrawnUnit[];
}

export interface RecordedVisit {
  readonly visit: SiteVisit;
  /** User who wrote it down. */
  readonly by: string;
}

/** An objection to the conclusion about a unit. */
export interface Objection {
  readonly reason: string;
  readonly evidence: readonly EvidenceReference[];
  readonly raisedAt: Instant;
  readonly decideBy: Instant;
  readonly decided: boolean;
}

/** Where the conclusion about a unit stands. */
export interface ConcludedUnit {
  readonly conclusion: UnitConclusion;
  readonly fedBack?: { readonly by: string; readonly objectBy: Instant };
  readonly objection?: Objection;
}

export interface Campaign {
  readonly status: CampaignStatus;
  readonly content: CampaignContent;
  readonly draws: readonly Draw[];
  /** Number of the draw that holds. */
  readonly inForce?: number;
  readonly startedAt?: Instant;
  readonly visits: Readonly<Record<string, RecordedVisit>>;
  readonly concludedBy?: string;
  /** What the conclusion said, to know it again. */
  readonly concluded?: Extract<CampaignEvent, { type: 'supervision.CampaignConcluded' }>['data'];
  readonly units: Readonly<Record<string, ConcludedUnit>>;
}

export type CampaignState = { readonly status: 'none' } | Campaign;

/** Folds the facts of a campaign. */
export const campaign: Fold<CampaignState, CampaignEvent> = {
  name: 'supervision.campaign',
  initial: { status: 'none' },
  evolve: (state, event) => {
    if (event.type === 'supervision.CampaignPlanned') return { status: 'planned', content: event.data.content, draws: [], visits: {}, units: {} };
    return state.status === 'none' ? state : next(state, event);
  },
};

type LaterEvent = Exclude<CampaignEvent, { type: 'supervision.CampaignPlanned' }>;

function next(state: Campaign, event: Recorded<LaterEvent>): Campaign {
  switch (event.type) {
    case 'supervision.CampaignRevised': {
      const { inForce: _, ...rest } = state;
      return event.data.voids ? { ...rest, content: event.data.content } : { ...state, content: event.data.content };
    }
    case 'supervision.SampleDrawn': {
      const { draw, year, basis, seedHash, seed, drawn } = event.data;
      const known = seed === undefined || drawn === undefined ? {} : { seed, drawn };
      return { ...state, draws: [...state.draws, { draw, year, basis, seedHash, wasSealed: seed === undefined, ...known }], inForce: draw };
    }
    case 'supervision.SampleUnsealed': {
      const { draw, seed, drawn } = event.data;
      return { ...state, draws: state.draws.map((one) => (one.draw === draw ? { ...one, seed, drawn } : one)) };
    }
    case 'supervision.CampaignStarted':
      return { ...state, status: 'started', startedAt: event.recordedAt };
    case 'supervision.CampaignCancelled':
      return { ...state, status: 'cancelled' };
    case 'supervision.SiteVisitRecorded': {
      const { campaign: _, ...visit } = event.data;
      return { ...state, visits: { ...state.visits, [visit.visit]: { visit, by: event.meta.actor } } };
    }
    case 'supervision.CampaignConcluded': {
      const units = Object.fromEntries(event.data.conclusions.map((conclusion) => [conclusion.unit, { conclusion }]));
      return { ...state, status: 'concluded', concludedBy: event.meta.actor, concluded: event.data, units };
    }
    default:
      return settled(state, event);
  }
}

type UnitEvent = Extract<LaterEvent, { type: 'supervision.ConclusionFedBack' | 'supervision.ObjectionRaised' | 'supervision.ObjectionDecided' }>;

/** What happens to the conclusion about one unit. */
function settled(state: Campaign, event: Recorded<UnitEvent>): Campaign {
  const unit = state.units[event.data.unit];
  if (!unit) return state;
  return { ...state, units: { ...state.units, [event.data.unit]: concludedNext(unit, event) } };
}

function concludedNext(unit: ConcludedUnit, event: Recorded<UnitEvent>): ConcludedUnit {
  switch (event.type) {
    case 'supervision.ConclusionFedBack':
      return { ...unit, fedBack: { by: event.meta.actor, objectBy: event.data.objectBy } };
    case 'supervision.ObjectionRaised': {
      const { reason, evidence, decideBy } = event.data;
      return { ...unit, objection: { reason, evidence, raisedAt: event.recordedAt, decideBy, decided: false } };
    }
    case 'supervision.ObjectionDecided': {
      const { conclusion = unit.conclusion } = event.data;
      return { ...unit, conclusion, ...(unit.objection ? { objection: { ...unit.objection, decided: true } } : {}) };
    }
  }
}

/** The draw that holds; none when nothing was drawn, or what was drawn no longer fits the plan. */
export const drawInForce = (state: Campaign): Draw | undefined => state.draws.find(({ draw }) => draw === state.inForce);

/** Units that are inspected: those drawn, as far as the draw is known; otherwise all that the plan names. */
export const inspectedUnits = (state: Campaign): readonly string[] => drawInForce(state)?.drawn?.map(({ unit }) => unit) ?? state.content.units;

/** Units that were visited, each once. */
export const visitedUnits = ({ visits }: Campaign): readonly string[] => [...new Set(Object.values(visits).map(({ visit }) => visit.unit))];

/** A campaign as another decision is told it. */
export const toldCampaign = (id: string): Told<CampaignState> => told(campaignStream(id), campaign);
