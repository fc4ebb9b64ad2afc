import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { cityDate, covers, reachesAny, type Actor } from '#engine/kernel';
import { EventStore } from '#engine/event-store';
import { CityClock, endpoint, filters, From, Handle, Input, pageQuery, pageReply, Views, viewQuery, wholeNumber, type Caller, type InputOf } from '#engine/http';
import { plainCode, roundParams } from '../assessment-input.js';
import { maySeePublished, maySeeResults, maySeeSamples } from '../assessment.policies.js';
import { roundStepNames } from '../round-acts.js';
import { assessmentYears, calculationCauses, roundCalendar, roundGroup, roundScheme } from '../round.events.js';
import { roundSteps } from '../round.state.js';
import { boardLine, lateParts } from './board-line.js';
import { instantOf, raterLeaves, roundView, unitsOf, type ReadLog, type RoundView } from './known-round.http.js';
import { roundActNames } from './next-act.js';
import { RoundProgress } from './round-progress.http.js';
import { stateOf, type RoundRow } from './round-row.js';
import { rounds } from './rounds.projection.js';
import { stepActNames } from './step-acts.js';

const count = z.number().int();
const text = z.string().nullable();
const bilingual = z.object({ zh: z.string(), en: z.string() });
const rank = count.nullable();

const because = z.object({ code: z.string(), text: bilingual, remedy: bilingual }).nullable();
const next = z.object({
  act: z.enum(roundActNames), called: bilingual, roles: z.array(z.string()), mine: z.boolean(), by: text, late: z.boolean(), possible: z.boolean(),
  because,
});
const line = z.object({
  round: z.string(), title: bilingual, plan: z.string(), year: count, assessmentYear: z.enum(assessmentYears), from: z.string(), to: z.string(), planItem: z.string(), startedFrom: text,
  step: z.enum(roundSteps), stepName: bilingual, stepSince: z.string(), openedAt: z.string(), scheme: roundScheme, units: count, run: count, hash: text,
  /** Only of the present: what was possible at an earlier moment is no question. */
  next: next.nullable(),
  revision: count,
});
const change = z.object({ unit: z.string(), scoreFrom: text, scoreTo: text, gradeFrom: text, gradeTo: text, rankFrom: rank, rankTo: rank });

const list = endpoint({
  method: 'GET', path: '/rounds', tag: 'assessment', access: maySeePublished,
  summary: { zh: '考核台账：各轮考核所处步骤、下一步及其办理人', en: 'Rounds: the step of each, the next act and whose it is' },
  query: z.strictObject({ plan: plainCode.optional(), year: wholeNumber(1900, 2200).optional(), step: z.enum(roundSteps).optional(), ...pageQuery, ...viewQuery }),
  reply: pageReply(line),
});

const one = endpoint({
  method: 'GET', path: '/rounds/:round', tag: 'assessment', access: maySeePublished, params: roundParams,
  summary: { zh: '一轮考核：日程、各次计分、反馈、审定、通报及更正，下一步及不能办理的原因，谁已逾期', en: 'One round: calendar, calculations, notification, confirmation, publications, the next act and why it cannot be done, who is late' },
  query: z.strictObject(viewQuery),
  reply: line.extend({
    groups: z.array(roundGroup), calendar: roundCalendar,
    days: z.array(z.object({ what: z.string(), called: bilingual, on: z.string(), done: z.boolean(), late: z.boolean() })),
    missing: z.array(z.string()).nullable(), /** Null for those who are not to know of sealed samples. */
    samples: z.array(z.object({ sample: z.string(), count, opened: z.boolean() })).nullable(), frozenAt: count.nullable(),
    runs: z.array(z.object({ run: count, cause: z.enum(calculationCauses), at: z.string(), engineVersion: z.string(), frozenAt: count, upTo: count, hash: z.string(), position: count })),
    notified: z.object({ run: count, at: z.string(), requestsBy: z.string(), document: text }).nullable(),
    confirmed: z.object({ run: count, committee: bilingual, document: z.string(), heldOn: z.string(), stayed: z.array(z.string()), at: z.string() }).nullable(),
    publications: z.array(z.object({ run: count, document: z.string(), at: z.string(), publishedOn: text, replaces: count.nullable(), reason: text, changed: z.array(change) })),
    cancelled: z.object({ reason: z.string(), authority: z.string(), at: z.string() }).nullable(),
    /** Units with something late, among those the caller sees. */
    late: z.array(z.object({ unit: z.string(), what: z.array(z.enum(lateParts)) })),
    /** Only of the present: which acts beside the next one belong to the step, and why the others do not. */
    acts: z.array(z.object({ act: z.enum(stepActNames), possible: z.boolean(), because })).optional(),
    position: count,
  }),
});

@Controller()
export class RoundsHttp {
  constructor(
    @Inject(Views) private readonly views: Views,
    @Inject(EventStore) private readonly log: ReadLog,
    @Inject(CityClock) private readonly clock: CityClock,
    @Inject(RoundProgress) private readonly progress: RoundProgress,
  ) {}

  @Handle(list)
  async list(@Input() { query }: InputOf<typeof list>, @From() { actor }: Caller) {
    const { limit, cursor, asKnownAt, waitFor, ...given } = query;
    const page = await this.views.list<RoundRow>(rounds.name, rounds.table.name, { where: filters(given), order: [{ field: 'year', descending: true }, { field: 'openedAt', descending: true }], limit, cursor, asKnownAt, waitFor });
    const now = await instantOf(this.log, this.clock, asKnownAt);
    const items = [];
    for (const row of page.items) items.push(await this.line({ row, known: stateOf(row), now, position: page.position, moment: {} }, actor, asKnownAt === undefined));
    return { ...page, items };
  }

  @Handle(one)
  async one(@Input() { params: { round }, query }: InputOf<typeof one>, @From() { actor }: Caller) {
    const view = await roundView(this.views, this.log, this.clock, round, query);
    const { row, known, position } = view;
    const { missing, runs, notified, confirmed, publications, cancelled } = row;
    const { groups, calendar, samples, frozenAt = null } = known;
    return {
      ...(await this.line(view, actor, query.asKnownAt === undefined)), groups, calendar, days: daysOf(view), missing, samples: reachesAny(maySeeSamples.scope(actor)) ? samples.map(({ sample, count: size, drawn }) => ({ sample, count: size, opened: drawn !== undefined })) : null, frozenAt, runs,
      notified, confirmed, publications, cancelled, late: await this.late(view, actor), ...(query.asKnownAt === undefined ? { acts: this.progress.atStep(view) } : {}), position,
    };
  }

  private async line(view: RoundView, actor: Actor, isPresent: boolean) {
    const { row: { round, title, plan, year, assessmentYear, planItem, startedFrom, step, stepSince, openedAt, revision }, known } = view;
    const { from, to, scheme, run, hash = null } = known;
    const units = known.groups.reduce((sum, group) => sum + group.units.length, 0);
    return {
      round, title, plan, year, assessmentYear, from, to, planItem, startedFrom, step, stepName: roundStepNames[step], stepSince, openedAt, scheme, units, run, hash,
      next: isPresent ? ((await this.progress.next(view, actor)) ?? null) : null, revision,
    };
  }

  private async late(view: RoundView, actor: Actor) {
    const scope = maySeeResults.scope(actor);
    const raters = await raterLeaves(this.log, view.known);
    const lines = (await unitsOf(this.views, view)).filter(({ unit }) => covers(scope, unit)).map((row) => boardLine(view.known, row, raters(row.group), view.now));
    return lines.flatMap(({ unit, late }) => (late.length > 0 ? [{ unit, what: [...late] }] : []));
  }
}

/** Days of the calendar, each with whether its step is done and whether it passed undone. */
function daysOf({ known, now }: RoundView) {
  const { calendar, step, requestsBy } = known;
  const reached = (after: (typeof roundSteps)[number]) => step !== 'cancelled' && roundSteps.indexOf(step) >= roundSteps.indexOf(after);
  const days = [
    { what: 'self-assessment', called: { zh: '自评截止', en: 'self-assessment' }, on: calendar.selfAssessmentBy, done: reached('site-checks') },
    { what: 'site-checks', called: { zh: '核查截止', en: 'site checks' }, on: calendar.siteChecksBy, done: reached('frozen') },
    { what: 'freeze', called: { zh: '数据冻结', en: 'data frozen' }, on: calendar.freezeBy, done: reached('frozen') },
    { what: 'results', called: { zh: '结果反馈', en: 'results notified' }, on: calendar.resultsBy, done: reached('notified') },
    ...(requestsBy === undefined ? [] : [{ what: 'requests', called: { zh: '申请复核截止', en: 'requests for review' }, on: cityDate(requestsBy), done: reached('confirmed') || now > requestsBy }]),
    { what: 'confirmation', called: { zh: '结果审定', en: 'results confirmed' }, on: calendar.confirmBy, done: reached('confirmed') },
  ];
  return days.map((day) => ({ ...day, late: step !== 'cancelled' && !day.done && cityDate(now) > day.on }));
}
