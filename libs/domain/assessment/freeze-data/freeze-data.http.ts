import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import type { Recorded } from '#engine/kernel';
import { Commands } from '#engine/commands';
import { EventStore } from '#engine/event-store';
import { endpoint, From, Handle, Input, receipt, receiptReply, Views, viewQuery, type Caller, type InputOf } from '#engine/http';
import { periodStream, type PeriodEvent } from '#domain/reporting';
import { groupFor } from '../assessed-scheme.state.js';
import { present, reasonField, roundParams } from '../assessment-input.js';
import { mayRunRounds, maySeeSamples } from '../assessment.policies.js';
import { factsOf, openedRound, resultFrom, schemeFrom } from '../round-facts.http.js';
import { unitsOfRound, type OpenRound } from '../round.state.js';
import { freezeData } from './freeze-data.js';
import { allGaps, gapsOf, type Gaps } from './freeze-preview.js';
import { openPeriodOf, periodsWithin } from './open-periods.js';
import { reportStandingRows, type ReportStandingRow } from './report-standings.projection.js';

const freeze = endpoint({
  method: 'POST', path: '/rounds/:round/freezing', tag: 'assessment', access: mayRunRounds, command: true, reply: receiptReply, params: roundParams,
  summary: { zh: '冻结数据：此后的填报和督查不再计入；核查期内冻结须原因', en: 'Freeze the data: later reports and supervision count no more; within the days of site checks only with a reason' },
  body: z.strictObject({ reason: reasonField }).optional(),
  refusals: ['assessment.unknown-round', 'assessment.wrong-step', 'assessment.samples-sealed', 'assessment.site-checks-open'],
});

/** Entries of each list that an answer holds; `total` counts all. */
const shown = 500;
const listOf = <T extends z.ZodType>(item: T) => z.object({ total: z.number().int(), items: z.array(item) });
const gap = listOf(z.object({ unit: z.string(), node: z.string(), indicator: z.string(), period: z.string().optional() }));

const preview = endpoint({
  method: 'GET', path: '/rounds/:round/freeze-preview', tag: 'assessment', access: maySeeSamples, params: roundParams, query: z.strictObject(viewQuery),
  summary: { zh: '冻结前检查：仍开放的填报期、未核定、缺报、未发布、未打分和未认定的事项（提醒，不阻止冻结）', en: 'Before a freeze: open periods, what is unverified, missing, not released, unmarked or undecided; a warning that forbids nothing' },
  reply: z.object({
    round: z.string(), openPeriods: z.array(z.object({ period: z.string(), dueAt: z.string(), units: z.array(z.string()).nullable() })), sealedSamples: z.array(z.string()),
    unverified: gap, returned: gap, undecided: gap, notReleased: gap, missing: gap, unmarked: gap, bonuses: listOf(z.object({ unit: z.string(), claim: z.string() })), position: z.number().int(),
  }),
});

@Controller()
export class FreezeDataHttp {
  constructor(
    @Inject(Commands) private readonly commands: Commands,
    @Inject(EventStore) private readonly log: Pick<EventStore, 'readStream' | 'head'>,
    @Inject(Views) private readonly views: Views,
  ) {}

  @Handle(freeze)
  async freeze(@Input() { params, body }: InputOf<typeof freeze>, @From() { envelope }: Caller) {
    return receipt(await this.commands.send(freezeData, { ...params, position: await this.log.head(), ...present(body ?? {}) }, envelope));
  }

  @Handle(preview)
  async preview(@Input() { params, query }: InputOf<typeof preview>) {
    const { name, table } = reportStandingRows;
    const { position } = await this.views.list<ReportStandingRow>(name, table.name, { limit: 1, withoutTotal: true, ...query });
    const known = await openedRound(this.log, params, position);
    const { rows } = await this.views.all<ReportStandingRow>(name, table.name, {
      where: [{ field: 'plan', is: 'eq', value: known.plan }, { field: 'ends', is: 'gte', value: known.from }, { field: 'ends', is: 'lte', value: known.to }], asKnownAt: String(position),
    });
    const gaps = await this.gapsIn(params.round, known, rows.map(({ row }) => row), position);
    const cut = <T>(items: readonly T[]) => ({ total: items.length, items: items.slice(0, shown) });
    const { unverified, returned, undecided, notReleased, missing, unmarked, bonuses } = gaps;
    return {
      ...params, openPeriods: await this.openPeriods(known, position), sealedSamples: known.samples.filter(({ drawn }) => drawn === undefined).map(({ sample }) => sample),
      unverified: cut(unverified), returned: cut(returned), undecided: cut(undecided), notReleased: cut(notReleased), missing: cut(missing), unmarked: cut(unmarked), bonuses: cut(bonuses), position,
    };
  }

  private async gapsIn(round: string, known: OpenRound, reports: readonly ReportStandingRow[], position: number): Promise<Gaps> {
    const scheme = await schemeFrom(this.log, known.scheme.id, position);
    const byUnit = new Map<string, ReportStandingRow[]>();
    for (const report of reports) byUnit.set(report.unit, [...(byUnit.get(report.unit) ?? []), report]);
    return allGaps(await Promise.all(unitsOfRound(known).map(async (unit) => gapsOf(unit, groupFor(known, scheme, unit), await resultFrom(this.log, round, unit, position), byUnit.get(unit) ?? []))));
  }

  private async openPeriods(known: OpenRound, position: number) {
    const found = await Promise.all(periodsWithin(known).map(async (period) => openPeriodOf(period, (await factsOf(this.log, periodStream(known.plan, period), position)) as readonly Recorded<PeriodEvent>[])));
    return found.flatMap((open) => (open ? [{ ...open, units: open.units && [...open.units] }] : []));
  }
}
