import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { covers, type Actor, type Instant } from '#engine/kernel';
import { EventStore } from '#engine/event-store';
import type { Condition } from '#engine/read-store';
import { CityClock, endpoint, filters, From, Handle, Input, notFound, pageQuery, pageReply, Views, viewQuery, within, type Caller, type InputOf } from '#engine/http';
import { plainCode } from '../assessment-input.js';
import { mayDecideReviews, maySeeResults } from '../assessment.policies.js';
import { decideReview } from '../decide-review/decide-review.js';
import { reviewParams } from '../request-review/request-review.http.js';
import { reviewStatusNames, type ReviewKey } from '../request-review/review-acts.js';
import { stayResult } from '../request-review/stay-result.js';
import { reviewOutcomes } from '../result.events.js';
import { evidenceReference } from '#domain/reporting';
import { instantOf, type ReadLog } from './known-round.http.js';
import { reviewKey, type ReviewLine } from './review-line.js';
import { RoundProgress } from './round-progress.http.js';
import { reviews } from './reviews.projection.js';

const text = z.string().nullable();
const rank = z.number().int().nullable();
const statuses = ['open', 'withdrawn', 'upheld', 'corrected', 're-check'] as const satisfies readonly ReviewLine['status'][];
const change = z.object({ scoreFrom: text, scoreTo: text, gradeFrom: text, gradeTo: text, rankFrom: rank, rankTo: rank });

const bilingual = z.object({ zh: z.string(), en: z.string() });
const verdict = z.object({ possible: z.boolean(), because: z.object({ code: z.string(), text: bilingual, remedy: bilingual }).nullable() });

/** A request for review as it is answered. */
export const reviewField = z.object({
  round: z.string(), unit: z.string(), request: z.string(), run: z.number().int(), node: z.string(), claim: z.string(), reason: z.string(), evidence: z.array(evidenceReference), by: z.string(), requestedAt: z.string(),
  decideBy: z.string(), status: z.enum(statuses), statusName: z.object({ zh: z.string(), en: z.string() }), stayed: z.boolean(), stay: z.object({ reason: z.string(), by: z.string(), at: z.string() }).nullable(),
  decision: z.object({ outcome: z.enum(reviewOutcomes), reason: z.string(), late: z.boolean(), effect: change, by: z.string(), at: z.string() }).nullable(),
  correction: z.object({ node: z.string(), delta: z.string() }).nullable(), withdrawn: z.object({ reason: z.string(), at: z.string() }).nullable(),
  /** Open after its day, or decided after it. */
  late: z.boolean(),
});

const list = endpoint({
  method: 'GET', path: '/reviews', tag: 'assessment', access: maySeeResults, sensitive: true,
  summary: { zh: '复核台账：按考核、单位、状态和是否逾期筛选，先到期的在前', en: 'Docket of reviews, filtered by round, unit, state and whether it is late; due first' },
  query: z.strictObject({ round: plainCode.optional(), unit: plainCode.optional(), status: z.enum(statuses).optional(), late: z.enum(['true']).optional(), ...pageQuery, ...viewQuery }),
  reply: pageReply(reviewField),
});

const one = endpoint({
  method: 'GET', path: '/rounds/:round/results/:unit/reviews/:request', tag: 'assessment', access: maySeeResults, sensitive: true, params: reviewParams,
  summary: { zh: '一件复核申请及其决定', en: 'One request for review and its decision' },
  query: z.strictObject(viewQuery),
  reply: reviewField.extend({
    position: z.number().int(),
    /** For those who decide on reviews, while one is open: whether the caller may decide on it and stay it, and why not. */
    mayDecide: z.object({ decide: verdict, stay: verdict }).optional(),
  }),
});

@Controller()
export class DocketHttp {
  constructor(
    @Inject(Views) private readonly views: Views,
    @Inject(EventStore) private readonly log: ReadLog,
    @Inject(CityClock) private readonly clock: CityClock,
    @Inject(RoundProgress) private readonly progress: Pick<RoundProgress, 'verdict'>,
  ) {}

  @Handle(list)
  async list(@Input() { query }: InputOf<typeof list>, @From() { actor }: Caller) {
    const { limit, cursor, asKnownAt, waitFor, late, ...given } = query;
    const now = await instantOf(this.log, this.clock, asKnownAt);
    const overdue: Condition[] = late === undefined ? [] : [{ field: 'status', is: 'eq', value: 'open' }, { field: 'decideBy', is: 'lt', value: now }];
    const page = await this.views.list<ReviewLine>(reviews.name, reviews.table.name, {
      where: [...within(maySeeResults.scope(actor)), ...filters(given), ...overdue], order: [{ field: 'decideBy' }], limit, cursor, asKnownAt, waitFor,
    });
    return { ...page, items: page.items.map((line) => reviewReply(line, now)) };
  }

  @Handle(one)
  async one(@Input() { params, query }: InputOf<typeof one>, @From() { actor }: Caller) {
    const { found, position } = await this.views.one<ReviewLine>(reviews.name, reviews.table.name, reviewKey(params), query);
    if (!found || !covers(maySeeResults.scope(actor), found.row.unit)) throw notFound(params);
    const decides = found.row.status === 'open' && query.asKnownAt === undefined && covers(mayDecideReviews.scope(actor), undefined);
    return { ...reviewReply(found.row, await instantOf(this.log, this.clock, query.asKnownAt)), position, ...(decides ? { mayDecide: await this.verdicts(params, actor) } : {}) };
  }

  /** Whether the caller may decide on a request and stay it: nobody decides about the own unit, the own request or the own scoring. */
  private async verdicts(key: ReviewKey, actor: Actor) {
    const reason = '—';
    return {
      decide: await this.progress.verdict({ definition: decideReview, command: { ...key, outcome: 'upheld', reason } }, actor),
      stay: await this.progress.verdict({ definition: stayResult, command: { ...key, reason } }, actor),
    };
  }
}

/** A line with what follows from the clock. */
export const reviewReply = (line: ReviewLine, now: Instant) => ({ ...line, statusName: reviewStatusNames[line.status], late: line.status === 'open' ? now > line.decideBy : (line.decision?.late ?? false) });
