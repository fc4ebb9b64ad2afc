import { Controller, Inject, type MessageEvent } from '@nestjs/common';
import type { Observable } from 'rxjs';
import { z } from 'zod';
import { covers, decimal, refuse, type Scope } from '#engine/kernel';
import { EventStore } from '#engine/event-store';
import { codeField, endpoint, From, Handle, HandleLive, Input, LiveChanges, Refused, Views, viewQuery, wholeNumber, type Caller, type InputOf, type ViewMoment } from '#engine/http';
import { ranksOf } from '../sheet/standing.js';
import { maySeeScores } from '../scoring.policies.js';
import { boardKey, liveBoard, scoreKey, scoreTable, type ScoreRow } from './live-board.projection.js';

const address = { plan: codeField, year: wholeNumber(1900, 2200), group: codeField };

const line = z.object({
  unit: z.string(), rank: z.number().int().nullable(), published: z.string().nullable(), raw: z.string().nullable(), base: z.string().nullable(),
  bonus: z.string(), deduction: z.string(), grade: z.string().nullable(), scoreGrade: z.string().nullable(), vetoed: z.boolean(),
  quota: z.enum(['inside', 'pushed-out']).nullable(), coverage: z.string(), gaps: z.number().int(), provisional: z.boolean(), noTotal: z.string().nullable(),
});
const boardReply = z.object({
  plan: z.string(), year: z.number().int(), group: z.string(), scheme: z.string(), schemeVersion: z.number().int(), position: z.number().int(),
  /** Units in the group, also those the caller does not see. */
  of: z.number().int(),
  lines: z.array(line),
});

const groups = endpoint({
  method: 'GET', path: '/boards/:plan/:year', tag: 'scoring', access: maySeeScores,
  summary: { zh: '某年度有哪些评分组', en: 'Boards of a year' },
  params: z.strictObject({ plan: codeField, year: address.year }), query: z.strictObject(viewQuery),
  reply: z.object({ groups: z.array(z.object({ group: z.string(), scheme: z.string(), schemeVersion: z.number().int(), units: z.number().int() })), position: z.number().int() }),
});

const board = endpoint({
  method: 'GET', path: '/boards/:plan/:year/:group', tag: 'scoring', access: maySeeScores,
  summary: { zh: '实时得分榜：得分、名次、等次；asKnownAt 可查看任一时点', en: 'Live board: scores, ranks and grades; asKnownAt shows any past moment' },
  params: z.strictObject(address), query: z.strictObject(viewQuery), reply: boardReply, refusals: ['scoring.no-board'],
});

const trend = endpoint({
  method: 'GET', path: '/boards/:plan/:year/:group/:unit/trend', tag: 'scoring', access: maySeeScores,
  summary: { zh: '一个单位得分的变化轨迹', en: "How a unit's score moved" },
  params: z.strictObject({ ...address, unit: codeField }), query: z.strictObject(viewQuery),
  reply: z.object({ points: z.array(z.object({ position: z.number().int(), recordedAt: z.string(), published: z.string().nullable(), grade: z.string().nullable() })), position: z.number().int() }),
});

const live = endpoint({
  method: 'GET', path: '/boards/:plan/:year/:group/live', tag: 'scoring', access: maySeeScores, replyType: 'text/event-stream',
  summary: { zh: '得分榜实时推送（SSE）：先全部，后变化行', en: 'The board as server-sent events: all lines first, then those that change' },
  params: z.strictObject(address),
});

export interface BoardLine extends ScoreRow {
  readonly rank: number | null;
}

/** A board as rows with ranks; competition ranks on the published figure. */
export async function readBoard(views: Views, address: { readonly plan: string; readonly year: number; readonly group: string }, moment: ViewMoment): Promise<{ readonly lines: readonly BoardLine[]; readonly position: number }> {
  const { rows, position } = await views.all<ScoreRow>(liveBoard.name, scoreTable.name, {
    ...moment,
    where: [{ field: 'board', is: 'eq', value: boardKey(address.plan, address.year, address.group) }],
  });
  const ranks = ranksOf(rows.map(({ row }) => (row.published === null ? undefined : decimal(row.published))));
  const lines = rows.map(({ row }, index) => ({ ...row, rank: ranks[index] ?? null }));
  lines.sort((a, b) => (a.rank ?? Infinity) - (b.rank ?? Infinity) || (a.unit < b.unit ? -1 : 1));
  return { lines, position };
}

/** The lines a caller may see, without what they share. Ranks are those of the whole group. */
const seenLines = (lines: readonly BoardLine[], scope: Scope) =>
  lines.filter((l) => covers(scope, l.unit)).map(({ board: _b, plan: _p, year: _y, group: _g, scheme: _s, schemeVersion: _v, ...rest }) => rest);

@Controller()
export class LiveBoardHttp {
  constructor(
    @Inject(Views) private readonly views: Views,
    @Inject(LiveChanges) private readonly changes: LiveChanges,
    @Inject(EventStore) private readonly log: Pick<EventStore, 'readAll'>,
  ) {}

  @Handle(groups)
  async groups(@Input() { params, query }: InputOf<typeof groups>) {
    const { rows, position } = await this.views.all<ScoreRow>(liveBoard.name, scoreTable.name, {
      ...query, where: [{ field: 'board', is: 'prefix', value: boardKey(params.plan, params.year, '') }],
    });
    const found = new Map<string, { group: string; scheme: string; schemeVersion: number; units: number }>();
    for (const { row: { group, scheme, schemeVersion } } of rows) {
      const entry = found.get(group) ?? { group, scheme, schemeVersion, units: 0 };
      found.set(group, { ...entry, units: entry.units + 1 });
    }
    return { groups: [...found.values()], position };
  }

  @Handle(board)
  async board(@Input() { params, query }: InputOf<typeof board>, @From() { actor }: Caller) {
    const { lines, position } = await readBoard(this.views, params, query);
    const first = lines[0];
    if (!first) throw new Refused(refuse('scoring.no-board', { year: params.year, group: params.group }));
    const { plan, year, group } = params;
    return { plan, year, group, scheme: first.scheme, schemeVersion: first.schemeVersion, position, of: lines.length, lines: seenLines(lines, maySeeScores.scope(actor)) };
  }

  @HandleLive(live)
  live(@Input() { params }: InputOf<typeof live>, @From() { actor }: Caller): Observable<MessageEvent> {
    const read = async () => {
      const { lines, position } = await readBoard(this.views, params, {});
      return { lines: seenLines(lines, maySeeScores.scope(actor)), position };
    };
    return this.changes.lines(liveBoard.name, read, (l) => l.unit);
  }

  @Handle(trend)
  async trend(@Input() { params, query }: InputOf<typeof trend>, @From() { actor }: Caller) {
    if (!covers(maySeeScores.scope(actor), params.unit)) throw new Refused(refuse('scoring.unit-not-in-group', { unit: params.unit, group: params.group }));
    const { versions, position } = await this.views.versions<ScoreRow>(liveBoard.name, scoreTable.name, scoreKey(params.plan, params.year, params.group, params.unit), query);
    const points = await Promise.all(versions.map(async ({ position: at, row }) => {
      const [event] = (await this.log.readAll({ after: at - 1, limit: 1 })).events;
      return { position: at, recordedAt: event!.recordedAt, published: row?.published ?? null, grade: row?.grade ?? null };
    }));
    return { points, position };
  }
}
