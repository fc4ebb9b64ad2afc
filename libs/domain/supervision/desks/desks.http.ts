import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { addDays, cityDate, endOfCityDay, type Actor } from '#engine/kernel';
import { EventStore } from '#engine/event-store';
import type { Condition } from '#engine/read-store';
import { CityClock, endpoint, From, Handle, Input, Views, viewQuery, within, type Caller, type InputOf, type ViewMoment } from '#engine/http';
import { extensionApprovers } from '../finding.events.js';
import { findingDrafts, type FindingDraftRow } from '../ledger/finding-drafts.projection.js';
import { stageClosed, stageOpen, type FindingRow } from '../ledger/finding-row.js';
import { seenBy } from '../ledger/finding-scope.http.js';
import { findings } from '../ledger/findings.projection.js';
import { instantOf, type ReadLog } from '../ledger/known-moment.http.js';
import { overdueAt } from '../ledger/ledger-query.http.js';
import { matters, type MatterRow } from '../matters/matters.projection.js';
import { mayAnswer, mayDecideAbove, mayInspect } from '../supervision.policies.js';
import { byDueTime, byIssue, deskSection, DeskSections, shownFirst, type DeskSection } from './desk-sections.http.js';

/** Days ahead in which a due time is near, and back in which an answer is news. */
const [soon, recent] = [7, 14];

const query = z.strictObject(viewQuery);
const desk = { at: z.string(), position: z.number().int() };
const links = z.object({ count: z.number().int(), items: z.array(z.object({ code: z.string(), title: z.string(), unit: z.string(), since: z.string(), link: z.string() })), all: z.string() });

const inspectorDesk = endpoint({
  method: 'GET', path: '/supervision/desk/inspector', tag: 'supervision', access: mayInspect,
  summary: { zh: '督查工作台：待交办、待裁定的异议和延期、待核查、逾期、到期回头看', en: 'Inspector’s desk: to issue, contests and extensions to decide, to check, overdue, follow-ups due' },
  query,
  reply: z.object({ toIssue: links, contests: deskSection, extensions: deskSection, toCheck: deskSection, overdue: deskSection, followUps: deskSection, ...desk }),
});

const unitDesk = endpoint({
  method: 'GET', path: '/supervision/desk/unit', tag: 'supervision', access: mayAnswer,
  summary: { zh: '责任单位工作台：待签收、整改中、退回重改、即将到期、逾期、待配合、延期答复', en: 'Unit’s desk: to acknowledge, to rectify, returned, due soon, overdue, to support, answers about extensions' },
  query,
  reply: z.object({
    toAcknowledge: deskSection, toRectify: deskSection, returned: deskSection, dueSoon: deskSection, overdue: deskSection, toSupport: deskSection, extensionAnswers: deskSection, ...desk,
  }),
  refusals: ['supervision.too-many-audiences'],
});

const leadershipDesk = endpoint({
  method: 'GET', path: '/supervision/desk/leadership', tag: 'supervision', access: mayDecideAbove,
  summary: { zh: '领导工作台：待批延期、红灯及以上、挂牌督办、待批示的重大事项', en: 'Leadership’s desk: extensions at its level, red and above, listed, matters that await an instruction' },
  query,
  reply: z.object({ extensions: deskSection, redAndAbove: deskSection, listed: deskSection, matters: links, ...desk }),
});

const open: Condition = { field: 'stage', is: 'eq', value: stageOpen };
const status = (...values: readonly FindingRow['status'][]): readonly Condition[] => [open, values.length === 1 ? { field: 'status', is: 'eq', value: values[0]! } : { field: 'status', is: 'in', value: values }];

@Controller()
export class DesksHttp {
  constructor(
    @Inject(Views) private readonly views: Views,
    @Inject(EventStore) private readonly log: ReadLog,
    @Inject(CityClock) private readonly clock: CityClock,
  ) {}

  @Handle(inspectorDesk)
  async inspector(@Input() { query: moment }: InputOf<typeof inspectorDesk>, @From() { actor }: Caller) {
    const { at, desk } = await this.deskOf(moment, within(mayInspect.scope(actor)));
    const levels = approvesAt(actor);
    return {
      toIssue: await this.toIssue(actor, moment),
      contests: await desk.section(status('contested'), byIssue, 'status=contested'),
      extensions: await desk.section([open, { field: 'asked', is: 'in', value: levels }], byDueTime, `extension=${levels.join()}`),
      toCheck: await desk.section(status('reported'), byDueTime, 'status=reported'),
      overdue: await desk.section(overdueAt(at), byDueTime, 'overdue=true'),
      followUps: await desk.section([{ field: 'stage', is: 'eq', value: stageClosed }, { field: 'followUpOn', is: 'lte', value: cityDate(at) }], [{ field: 'followUpOn' }], 'stage=closed'),
      at, position: desk.position,
    };
  }

  @Handle(unitDesk)
  async unit(@Input() { query: moment }: InputOf<typeof unitDesk>, @From() { actor }: Caller) {
    const { at, desk } = await this.deskOf(moment, within(mayAnswer.scope(actor)));
    const near = endOfCityDay(addDays(cityDate(at), soon));
    const since = endOfCityDay(addDays(cityDate(at), -recent - 1));
    return {
      toAcknowledge: await desk.section(status('issued'), byIssue, 'status=issued'),
      toRectify: await desk.section(status('acknowledged', 'rectifying'), byDueTime, 'status=acknowledged,rectifying&sort=due'),
      returned: await desk.section(status('returned'), byDueTime, 'status=returned&sort=due'),
      dueSoon: await desk.section([open, { field: 'lateAfter', is: 'gte', value: at }, { field: 'lateAfter', is: 'lte', value: near }], byDueTime, `stage=open&dueTo=${cityDate(near)}&overdue=false`),
      overdue: await desk.section(overdueAt(at), byDueTime, 'overdue=true'),
      toSupport: await this.toSupport(actor, moment, desk),
      extensionAnswers: await desk.section([open, { field: 'answeredAt', is: 'gt', value: since }], byDueTime, 'stage=open'),
      at, position: desk.position,
    };
  }

  @Handle(leadershipDesk)
  async leadership(@Input() { query: moment }: InputOf<typeof leadershipDesk>, @From() { actor }: Caller) {
    const { at, desk } = await this.deskOf(moment, within(mayDecideAbove.scope(actor)));
    const levels = approvesAt(actor).filter((level) => level !== 'inspector');
    return {
      extensions: await desk.section([open, { field: 'asked', is: 'in', value: levels }], byDueTime, `extension=${levels.join()}`),
      redAndAbove: await desk.section([open, { field: 'light', is: 'eq', value: 'red' }], byDueTime, 'stage=open&light=red'),
      listed: await desk.section([open, { field: 'listed', is: 'eq', value: true }], byDueTime, 'stage=open&listed=true'),
      matters: await this.waitingMatters(moment),
      at, position: desk.position,
    };
  }

  private async deskOf(moment: ViewMoment, seen: readonly Condition[]): Promise<{ at: string; desk: DeskSections }> {
    const at = await instantOf(this.log, this.clock, moment.asKnownAt);
    return { at, desk: new DeskSections(this.views, this.log, at, moment, seen) };
  }

  private async toIssue(actor: Actor, moment: ViewMoment) {
    const where: Condition[] = [...within(mayInspect.scope(actor)), { field: 'status', is: 'eq', value: 'draft' }];
    const { items, total = 0 } = await this.views.list<FindingDraftRow>(findingDrafts.name, findingDrafts.table.name, { ...moment, where, order: [{ field: 'draftedAt' }], limit: shownFirst });
    return {
      count: total, all: '/supervision/finding-drafts',
      items: items.map(({ finding, content, unit, draftedAt }) => ({ code: finding, title: content.title, unit, since: draftedAt, link: `/supervision/findings/${finding}` })),
    };
  }

  /** Open findings that a unit of the caller's supports and has not reported on since they were last due. */
  private async toSupport(actor: Actor, moment: ViewMoment, desk: DeskSections): Promise<DeskSection> {
    const scope = mayAnswer.scope(actor);
    if (scope === 'all') return { count: 0, items: [], all: '/supervision/findings' };
    const waiting = new Map<string, FindingRow>();
    for (const unit of scope) {
      const where = [...(await seenBy(this.views, scope, { supporting: unit }, moment.waitFor)), ...status('issued', 'acknowledged', 'rectifying', 'returned')];
      const { rows } = await this.views.all<FindingRow>(findings.name, findings.table.name, { ...moment, where });
      for (const { row } of rows) if (!row.supported.includes(unit)) waiting.set(row.finding, row);
    }
    const rows = [...waiting.values()].sort((a, b) => (a.dueAt < b.dueAt ? -1 : a.dueAt > b.dueAt ? 1 : a.finding < b.finding ? -1 : 1));
    return { count: rows.length, items: await desk.items(rows.slice(0, shownFirst)), all: `/supervision/findings?supporting=${scope[0] ?? ''}&stage=open` };
  }

  private async waitingMatters(moment: ViewMoment) {
    const { items, total = 0 } = await this.views.list<MatterRow>(matters.name, matters.table.name, {
      ...moment, where: [{ field: 'waitingFor', is: 'eq', value: 'instruction' }], order: [{ field: 'waitingSince' }], limit: shownFirst,
    });
    return {
      count: total, all: '/supervision/matters?waitingFor=instruction',
      items: items.map(({ matter, title, unit, waitingSince, firstReportedAt }) => ({ code: matter, title, unit, since: waitingSince ?? firstReportedAt, link: `/supervision/matters/${matter}` })),
    };
  }
}

/** Levels of approval at which a person decides about extensions. Whether about a certain one, its page says. */
function approvesAt(actor: Actor): readonly (typeof extensionApprovers)[number][] {
  const held = extensionApprovers.findLastIndex((level) => actor.grants.some((grant) => grant.role === level));
  return extensionApprovers.slice(0, held + 1);
}
