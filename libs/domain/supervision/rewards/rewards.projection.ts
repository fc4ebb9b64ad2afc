import type { DateText, Instant, Recorded } from '#engine/kernel';
import { rows } from '#engine/projections';
import type { Nomination, NominationOrigin, Objector, RewardEvent, RewardLevel } from '../reward.events.js';
import type { RewardStatus } from '../reward.state.js';
import { withStep, type TimelineEntry } from '../timeline.js';

/** An objection made during the publicity. */
export type ObjectionLine = {
  readonly objection: string;
  readonly by: Objector;
  readonly receivedOn: DateText;
  readonly content: string;
  readonly evidence: Nomination['evidence'];
  readonly outcome: 'open' | 'upheld' | 'dismissed';
  readonly opinion: string | null;
};

/** A reward as the register shows it. */
export type RewardRow = {
  readonly reward: string;
  readonly year: number;
  readonly level: RewardLevel;
  readonly policyItem: string;
  readonly unit: string;
  readonly plan: string | null;
  readonly measure: number | null;
  readonly grounds: string;
  readonly evidence: Nomination['evidence'];
  readonly form: string | null;
  readonly origin: NominationOrigin;
  readonly status: RewardStatus;
  readonly nominatedBy: string;
  readonly nominatedAt: Instant;
  /** Opinion of the first review. */
  readonly opinion: string | null;
  readonly recommended: { readonly to: string; readonly document: string } | null;
  readonly publicity: { readonly from: DateText; readonly to: DateText; readonly where: string; readonly workingDays: number } | null;
  readonly objections: readonly ObjectionLine[];
  readonly openObjections: number;
  readonly granted: { readonly document: string; readonly form: string; readonly on: DateText; readonly amount?: { readonly value: string; readonly unit: string } } | null;
  /** Why it was not granted, withdrawn or revoked. */
  readonly reason: string | null;
  readonly revision: number;
  readonly changedAt: Instant;
  readonly timeline: readonly TimelineEntry[];
};

/** Register of rewards 督查激励台账. */
export const rewards = rows<RewardRow, RewardEvent>({
  name: 'rewards',
  version: 1,
  events: ['supervision.Reward'],
  table: {
    name: 'rewards',
    fields: { year: 'number', level: 'text', unit: 'text', status: 'text', origin: 'text', changedAt: 'text' },
    indexes: [['year', 'level', 'unit'], ['unit', 'year'], ['status', 'year']],
    temporal: true,
  },
  keys: ({ data }) => [data.reward],
  fold: (row, event) => {
    const told = toldBy(row, event);
    return told && { ...told, revision: event.revision, changedAt: event.recordedAt, timeline: withStep(row?.timeline, event, ['reward', 'unit']) };
  },
});

function toldBy(row: RewardRow | undefined, event: Recorded<RewardEvent>): RewardRow | undefined {
  if (event.type === 'supervision.RewardNominated') return nominated(row, event);
  if (row === undefined) return undefined;
  switch (event.type) {
    case 'supervision.RewardReviewed':
      return { ...row, status: event.data.verdict, opinion: event.data.opinion };
    case 'supervision.RewardRecommendedUp':
      return { ...row, status: 'recommended', recommended: { to: event.data.to, document: event.data.document } };
    case 'supervision.RewardPublicised': {
      const { from, to, where, workingDays } = event.data;
      return { ...row, status: 'publicised', publicity: { from, to, where, workingDays } };
    }
    case 'supervision.RewardObjected': {
      const { objection, by, receivedOn, content, evidence } = event.data;
      return withObjections(row, [...row.objections, { objection, by, receivedOn, content, evidence, outcome: 'open', opinion: null }]);
    }
    case 'supervision.RewardObjectionSettled': {
      const { objection, outcome, opinion } = event.data;
      return withObjections(row, row.objections.map((line) => (line.objection === objection ? { ...line, outcome, opinion } : line)));
    }
    case 'supervision.RewardGranted': {
      const { document, form, on, amount } = event.data;
      return { ...row, status: 'granted', granted: { document, form, on, ...(amount === undefined ? {} : { amount }) } };
    }
    case 'supervision.RewardNotGranted':
      return { ...row, status: 'not-granted', reason: event.data.reason };
    case 'supervision.RewardWithdrawn':
      return { ...row, status: 'withdrawn', reason: event.data.reason };
    case 'supervision.RewardRevoked':
      return { ...row, status: 'revoked', reason: event.data.reason };
  }
}

function nominated(row: RewardRow | undefined, { data, meta, recordedAt, revision }: Recorded<Extract<RewardEvent, { type: 'supervision.RewardNominated' }>>): RewardRow {
  const { plan = null, measure = null, form = null, ...nomination } = data;
  return {
    ...nomination, plan, measure, form, status: 'nominated', nominatedBy: meta.actor, nominatedAt: recordedAt, opinion: row?.opinion ?? null, recommended: null, publicity: null,
    objections: [], openObjections: 0, granted: null, reason: null, revision, changedAt: recordedAt, timeline: row?.timeline ?? [],
  };
}

const withObjections = (row: RewardRow, objections: readonly ObjectionLine[]): RewardRow => ({
  ...row, objections, openObjections: objections.filter(({ outcome }) => outcome === 'open').length,
});
