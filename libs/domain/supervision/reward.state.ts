import type { Bilingual, DateText, Fold, Recorded } from '#engine/kernel';
import type { EvidenceReference } from '#domain/reporting';
import type { Nomination, NominationOrigin, Objector, RewardEvent } from './reward.events.js';

/** Steps of a reward in their order, then how it may end: 自荐 · 退回 · 初审通过 · 推荐申报 · 公示 · 获激励 · 未获 · 撤回 · 撤销. */
export const rewardStatuses = ['nominated', 'returned', 'passed', 'recommended', 'publicised', 'granted', 'not-granted', 'withdrawn', 'revoked'] as const;
export type RewardStatus = (typeof rewardStatuses)[number];

/** A status as a person reads it. */
export const rewardStatusNames: Readonly<Record<RewardStatus, Bilingual>> = {
  nominated: { zh: '待初审', en: 'awaiting review' },
  returned: { zh: '初审退回', en: 'returned by the review' },
  passed: { zh: '初审通过', en: 'passed by the review' },
  recommended: { zh: '已推荐申报', en: 'recommended upwards' },
  publicised: { zh: '公示', en: 'publicised' },
  granted: { zh: '获激励', en: 'granted' },
  'not-granted': { zh: '未获激励', en: 'not granted' },
  withdrawn: { zh: '已撤回', en: 'withdrawn' },
  revoked: { zh: '已撤销', en: 'revoked' },
};

export interface Objection {
  readonly by: Objector;
  readonly content: string;
  readonly receivedOn: DateText;
  readonly evidence: readonly EvidenceReference[];
  readonly outcome: 'open' | 'upheld' | 'dismissed';
  readonly opinion?: string;
}

export interface KnownReward {
  readonly status: RewardStatus;
  readonly nomination: Nomination;
  readonly origin: NominationOrigin;
  readonly nominatedBy: string;
  /** First and last day of the publicity, both included. */
  readonly publicity?: { readonly from: DateText; readonly to: DateText; readonly where: string };
  readonly objections: Readonly<Record<string, Objection>>;
  /** The fact that brought it to this status: the same again changes nothing. */
  readonly last: Pick<RewardEvent, 'type' | 'data'>;
}

export type RewardState = { readonly status: 'none' } | KnownReward;

/** Folds the facts of a reward. */
export const reward: Fold<RewardState, RewardEvent> = {
  name: 'supervision.reward',
  initial: { status: 'none' },
  evolve: (state, event) => {
    if (event.type === 'supervision.RewardNominated') {
      const { reward: _id, origin, ...nomination } = event.data;
      return { status: 'nominated', nomination, origin, nominatedBy: event.meta.actor, objections: {}, last: lastOf(event) };
    }
    return state.status === 'none' ? state : next(state, event);
  },
};

/** Whether a unit or the public may still be heard and the reward still be decided. */
export const isUndecided = (state: KnownReward): boolean => !['granted', 'not-granted', 'withdrawn', 'revoked'].includes(state.status);

/** Objections that hold a reward up: open ones until they are settled, upheld ones for good. */
export const objectionsOf = (state: KnownReward, outcome: Objection['outcome']): readonly string[] =>
  Object.entries(state.objections).filter(([, objection]) => objection.outcome === outcome).map(([id]) => id);

/** An objection by its id; only own ones count, `constructor` is none. */
export const objectionOf = (state: KnownReward, id: string): Objection | undefined => (Object.hasOwn(state.objections, id) ? state.objections[id] : undefined);

const lastOf = ({ type, data }: Recorded<RewardEvent>): KnownReward['last'] => ({ type, data });

type LaterEvent = Exclude<RewardEvent, { type: 'supervision.RewardNominated' }>;

function next(state: KnownReward, event: Recorded<LaterEvent>): KnownReward {
  const now = { ...state, last: lastOf(event) };
  switch (event.type) {
    case 'supervision.RewardReviewed':
      return { ...now, status: event.data.verdict };
    case 'supervision.RewardRecommendedUp':
      return { ...now, status: 'recommended' };
    case 'supervision.RewardPublicised': {
      const { from, to, where } = event.data;
      return { ...now, status: 'publicised', publicity: { from, to, where } };
    }
    case 'supervision.RewardObjected': {
      const { objection, by, content, receivedOn, evidence } = event.data;
      return { ...state, objections: { ...state.objections, [objection]: { by, content, receivedOn, evidence, outcome: 'open' } } };
    }
    case 'supervision.RewardObjectionSettled': {
      const { objection, outcome, opinion } = event.data;
      const before = objectionOf(state, objection);
      return before ? { ...state, objections: { ...state.objections, [objection]: { ...before, outcome, opinion } } } : state;
    }
    case 'supervision.RewardGranted':
      return { ...now, status: 'granted' };
    case 'supervision.RewardNotGranted':
      return { ...now, status: 'not-granted' };
    case 'supervision.RewardWithdrawn':
      return { ...now, status: 'withdrawn' };
    case 'supervision.RewardRevoked':
      return { ...now, status: 'revoked' };
  }
}
