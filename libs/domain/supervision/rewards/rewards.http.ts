import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { covers } from '#engine/kernel';
import { codeField, endpoint, filters, From, Handle, Input, notFound, pageQuery, pageReply, Views, viewQuery, wholeNumber, within, type Caller, type InputOf } from '#engine/http';
import { nominationOrigins, objector, rewardEvents, rewardLevels } from '../reward.events.js';
import { maySeePublicity, maySeeRewards } from '../reward.policies.js';
import { rewardStatuses } from '../reward.state.js';
import { filesReply, line, timelineReply, titled } from '../timeline.http.js';
import { rewardCounts } from './reward-counts.js';
import { rewards, type RewardRow } from './rewards.projection.js';

const count = z.number().int();
const publicity = z.object({ from: z.string(), to: z.string(), where: z.string(), workingDays: count });
const rewardLine = z.object({
  reward: z.string(), year: count, level: z.enum(rewardLevels), policyItem: z.string(), unit: z.string(), plan: z.string().nullable(), measure: count.nullable(), grounds: z.string(),
  evidence: filesReply, form: z.string().nullable(), origin: z.enum(nominationOrigins), status: z.enum(rewardStatuses), nominatedBy: z.string(), nominatedAt: z.string(),
  opinion: z.string().nullable(), recommended: z.object({ to: z.string(), document: z.string() }).nullable(), publicity: publicity.nullable(),
  objections: z.array(z.object({
    objection: z.string(), by: objector, receivedOn: z.string(), content: z.string(), evidence: filesReply, outcome: z.enum(['open', 'upheld', 'dismissed']), opinion: z.string().nullable(),
  })),
  openObjections: count,
  granted: z.object({ document: z.string(), form: z.string(), on: z.string(), amount: z.object({ value: z.string(), unit: z.string() }).optional() }).nullable(),
  reason: z.string().nullable(), revision: count, changedAt: z.string(),
});
const route = { method: 'GET', tag: 'supervision', access: maySeeRewards } as const;
const yearField = wholeNumber(2_000, 2_200);

const list = endpoint({
  ...route, path: '/rewards',
  summary: { zh: '督查激励台账：按年度、级别、单位和状态筛选', en: 'Register of rewards, filtered by year, level, unit and status' },
  query: z.strictObject({ year: yearField.optional(), level: z.enum(rewardLevels).optional(), unit: codeField.optional(), status: z.enum(rewardStatuses).optional(), ...pageQuery, ...viewQuery }),
  reply: pageReply(rewardLine),
});

const one = endpoint({
  ...route, path: '/rewards/:reward',
  summary: { zh: '一项督查激励及其经过', en: 'One reward with its timeline' },
  params: z.strictObject({ reward: codeField }),
  query: z.strictObject(viewQuery),
  reply: rewardLine.extend({ timeline: timelineReply, position: count }),
});

const counts = endpoint({
  ...route, path: '/reward-counts',
  summary: { zh: '各单位督查激励数：提名、获激励、未获及各级别获激励数', en: 'Rewards per unit: nominated, granted, not granted, and granted by level' },
  query: z.strictObject({ year: yearField.optional(), level: z.enum(rewardLevels).optional(), ...viewQuery }),
  reply: z.object({
    items: z.array(z.object({ unit: z.string(), nominated: count, pending: count, granted: count, notGranted: count, takenBack: count, byLevel: z.record(z.enum(rewardLevels), count) })),
    position: count,
  }),
});

const inPublic = endpoint({
  ...route, access: maySeePublicity, path: '/reward-publicity',
  summary: { zh: '正在公示的督查激励，各单位均可查看', en: 'Rewards that are publicised, for every unit to see' },
  query: z.strictObject({ ...pageQuery, ...viewQuery }),
  reply: pageReply(rewardLine.pick({ reward: true, year: true, level: true, policyItem: true, unit: true, grounds: true, publicity: true })),
});

@Controller()
export class RewardsHttp {
  constructor(@Inject(Views) private readonly views: Views) {}

  @Handle(list)
  async list(@Input() { query }: InputOf<typeof list>, @From() { actor }: Caller) {
    const { limit, cursor, asKnownAt, waitFor, ...given } = query;
    const page = await this.views.list<RewardRow>(rewards.name, rewards.table.name, {
      where: [...within(maySeeRewards.scope(actor)), ...filters(given)], order: [{ field: 'year', descending: true }, { field: 'changedAt', descending: true }], limit, cursor, asKnownAt, waitFor,
    });
    return { ...page, items: page.items.map(line) };
  }

  @Handle(one)
  async one(@Input() { params, query }: InputOf<typeof one>, @From() { actor }: Caller) {
    const { found, position } = await this.views.one<RewardRow>(rewards.name, rewards.table.name, params.reward, query);
    if (!found || !covers(maySeeRewards.scope(actor), found.row.unit)) throw notFound(params);
    return { ...found.row, timeline: titled(found.row.timeline, rewardEvents), position };
  }

  @Handle(counts)
  async counts(@Input() { query: { year, level, ...moment } }: InputOf<typeof counts>, @From() { actor }: Caller) {
    const where = [...within(maySeeRewards.scope(actor)), ...filters({ year, level })];
    const { rows, position } = await this.views.all<RewardRow>(rewards.name, rewards.table.name, { where, ...moment });
    return { items: rewardCounts(rows.map(({ row }) => row)), position };
  }

  @Handle(inPublic)
  async inPublic(@Input() { query: { limit, cursor, asKnownAt, waitFor } }: InputOf<typeof inPublic>) {
    const page = await this.views.list<RewardRow>(rewards.name, rewards.table.name, {
      where: filters({ status: 'publicised' }), order: [{ field: 'year', descending: true }, { field: 'changedAt', descending: true }], limit, cursor, asKnownAt, waitFor,
    });
    const items = page.items.map(({ reward, year, level, policyItem, unit, grounds, publicity }) => ({ reward, year, level, policyItem, unit, grounds, publicity }));
    return { ...page, items };
  }
}
