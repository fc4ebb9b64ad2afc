import type { Recorded } from '#engine/kernel';
import { rows } from '#engine/projections';
import type { CampaignContent, CampaignEvent, DrawBasis, DrawnUnit } from '../campaign.events.js';
import type { CampaignStatus } from '../campaign.state.js';

/** A draw as the facts tell it. */
export type DrawRow = {
  readonly draw: number;
  readonly drawnAt: string;
  readonly drawnBy: string;
  readonly basis: DrawBasis;
  readonly seedHash: string;
  /** Null while it is sealed. */
  readonly seed: string | null;
  readonly drawn: readonly DrawnUnit[] | null;
  readonly reason: string | null;
  readonly unsealedAt: string | null;
};

/** A campaign with what became of it; what it came to for each unit is in `campaign-units`. */
export type CampaignRow = {
  readonly campaign: string;
  readonly type: CampaignContent['type'];
  readonly title: string;
  readonly planItem: string;
  readonly plan: string | null;
  readonly measures: readonly number[];
  readonly units: readonly string[];
  readonly follows: { readonly campaign: string | null; readonly findings: readonly string[] } | null;
  readonly team: readonly { readonly user: string; readonly unit: string | null; readonly leader: boolean }[];
  readonly recusals: CampaignContent['recusals'];
  readonly from: string;
  readonly to: string;
  readonly means: CampaignContent['means'];
  readonly content: string;
  readonly unannounced: boolean;
  /** Year it begins in. */
  readonly year: number;
  readonly status: CampaignStatus;
  readonly plannedBy: string;
  readonly plannedAt: string;
  readonly revisions: readonly { readonly at: string; readonly by: string; readonly reason: string }[];
  readonly draws: readonly DrawRow[];
  /** Number of the draw that holds. */
  readonly inForce: number | null;
  readonly startedAt: string | null;
  readonly concludedAt: string | null;
  readonly concludedBy: string | null;
  readonly summary: string | null;
  readonly cancelledAt: string | null;
  readonly cancelReason: string | null;
  /** Revision of the campaign's stream, for If-Match. */
  readonly revision: number;
  readonly changedAt: string;
};

export const campaigns = rows<CampaignRow, CampaignEvent>({
  name: 'campaigns',
  version: 1,
  events: ['supervision.Campaign', 'supervision.Sample', 'supervision.SiteVisitRecorded', 'supervision.ConclusionFedBack', 'supervision.Objection'],
  table: {
    name: 'campaigns',
    fields: { campaign: 'text', type: 'text', status: 'text', year: 'number', from: 'text', planItem: 'text' },
    indexes: [['year', 'status'], ['status', 'from'], ['planItem']],
    temporal: true,
  },
  keys: ({ data }) => [data.campaign],
  fold: (row, event) => {
    const changed = { revision: event.revision, changedAt: event.recordedAt };
    if (event.type === 'supervision.CampaignPlanned') return { ...planned(event), ...changed };
    return row && { ...row, ...changeOf(row, event), ...changed };
  },
});

function planned({ data: { campaign, content }, meta, recordedAt, revision }: Recorded<Extract<CampaignEvent, { type: 'supervision.CampaignPlanned' }>>): CampaignRow {
  return {
    campaign, ...contentOf(content), status: 'planned', plannedBy: meta.actor, plannedAt: recordedAt, revisions: [], draws: [], inForce: null, startedAt: null,
    concludedAt: null, concludedBy: null, summary: null, cancelledAt: null, cancelReason: null, revision, changedAt: recordedAt,
  };
}

function contentOf({ follows, team, ...content }: CampaignContent) {
  return {
    ...content, plan: content.plan ?? null, measures: content.measures ?? [], follows: follows ? { campaign: follows.campaign ?? null, findings: follows.findings } : null,
    team: team.map(({ user, unit, leader }) => ({ user, unit: unit ?? null, leader: leader ?? false })), year: Number(content.from.slice(0, 4)),
  };
}

function changeOf(row: CampaignRow, event: Recorded<CampaignEvent>): Partial<CampaignRow> {
  const { meta, recordedAt } = event;
  switch (event.type) {
    case 'supervision.CampaignRevised': {
      const { content, reason, voids } = event.data;
      return { ...contentOf(content), revisions: [...row.revisions, { at: recordedAt, by: meta.actor, reason }], ...(voids ? { inForce: null } : {}) };
    }
    case 'supervision.SampleDrawn': {
      const { draw, basis, seedHash, seed, drawn, reason } = event.data;
      const line = { draw, drawnAt: recordedAt, drawnBy: meta.actor, basis, seedHash, seed: seed ?? null, drawn: drawn ?? null, reason: reason ?? null, unsealedAt: null };
      return { draws: [...row.draws, line], inForce: draw };
    }
    case 'supervision.SampleUnsealed': {
      const { draw, seed, drawn } = event.data;
      return { draws: row.draws.map((line) => (line.draw === draw ? { ...line, seed, drawn, unsealedAt: recordedAt } : line)) };
    }
    case 'supervision.CampaignStarted':
      return { status: 'started', startedAt: recordedAt };
    case 'supervision.CampaignConcluded':
      return { status: 'concluded', concludedAt: recordedAt, concludedBy: meta.actor, summary: event.data.summary };
    case 'supervision.CampaignCancelled':
      return { status: 'cancelled', cancelledAt: recordedAt, cancelReason: event.data.reason };
    default:
      return {};
  }
}
