import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { isRefusal, type Recorded } from '#engine/kernel';
import { Commands } from '#engine/commands';
import { EventStore } from '#engine/event-store';
import { endpoint, From, Handle, Input, notFound, receipt, receiptReply, textField, viewQuery, wholeNumber, type Caller, type InputOf } from '#engine/http';
import { publishedFor } from '../assessed-scheme.state.js';
import { assessmentYearField, calendarField, documentField, plainCode, present, reasonField, roundParams, titleField } from '../assessment-input.js';
import { mayRunRounds } from '../assessment.policies.js';
import { factsOf, positionAsked, roundFrom, schemeFrom } from '../round-facts.http.js';
import { roundStream, type RoundEvent } from '../round.events.js';
import { isOpened, unitsOfRound } from '../round.state.js';
import { cancelRound } from './cancel-round.js';
import { claimYear, releaseYear } from './claim-year.js';
import { groupsOf, openRound } from './open-round.js';
import { replanRound } from './replan-round.js';
import { successorOf, unitChanges } from './successor.js';

const route = { tag: 'assessment', access: mayRunRounds, params: roundParams } as const;
const write = { ...route, method: 'POST', command: true, reply: receiptReply } as const;
const yearField = z.int().min(2000).max(2200);
const opening = { title: titleField, plan: plainCode, year: yearField, assessmentYear: assessmentYearField.default('calendar-year'), scheme: plainCode, calendar: calendarField };

const open = endpoint({
  ...write, path: '/rounds/:round', status: 201,
  summary: { zh: '启动考核：组别和单位取自该年度已印发的评分细则', en: 'Open a round; its groups and units are those of the scheme published for the year' },
  body: z.strictObject({
    ...opening,
    /** Its absence is refused with what to do about it. */
    planItem: textField(100).default(''),
    startedFrom: plainCode.optional(),
  }),
  refusals: [
    'assessment.round-exists', 'assessment.plan-item-required', 'assessment.scheme-not-published', 'assessment.scheme-withdrawn', 'assessment.scheme-of-another-plan', 'assessment.scheme-without-units',
    'assessment.unit-in-two-groups', 'assessment.unit-not-active', 'assessment.calendar-out-of-order', 'assessment.nothing-to-start-from', 'assessment.year-taken', 'assessment.units-moved-on',
  ],
});

const replan = endpoint({
  ...write, path: '/rounds/:round/replanning',
  summary: { zh: '调整考核日程（须原因；已过步骤的日期不变）', en: 'Change the calendar of a round, with a reason; the days of past steps stay' },
  body: z.strictObject({ calendar: calendarField, reason: reasonField }),
  refusals: ['assessment.unknown-round', 'assessment.wrong-step', 'assessment.calendar-out-of-order', 'assessment.past-days-changed', 'assessment.reason-required'],
});

const cancel = endpoint({
  ...write, path: '/rounds/:round/cancellation',
  summary: { zh: '通报前撤销考核（须原因和文号）', en: 'Call a round off before publication, with reason and document' },
  body: z.strictObject({ reason: reasonField, document: documentField }).optional(),
  refusals: ['assessment.unknown-round', 'assessment.wrong-step', 'assessment.reason-required', 'assessment.document-required', 'assessment.units-moved-on'],
});

const successor = endpoint({
  ...route, method: 'GET', path: '/rounds/:round/successor',
  summary: { zh: '以往年考核为底稿：新一轮的内容，不含已办事项', en: 'What a new round started from this one would say, without anything done' },
  query: z.strictObject({ year: wholeNumber(2000, 2200).optional(), ...viewQuery }),
  reply: z.object({
    round: z.string(), content: z.object({ ...opening, startedFrom: z.string() }),
    /** Version of the scheme published for the year; null while there is none. */
    schemeVersion: z.number().int().nullable(),
    units: z.object({ added: z.array(z.string()), left: z.array(z.string()) }).nullable(), position: z.number().int(),
  }),
});

@Controller()
export class OpenRoundHttp {
  constructor(
    @Inject(Commands) private readonly commands: Commands,
    @Inject(EventStore) private readonly log: Pick<EventStore, 'readStream' | 'head' | 'positionAt'>,
  ) {}

  @Handle(open)
  async open(@Input() { params, body }: InputOf<typeof open>, @From() { envelope }: Caller) {
    const { year, plan } = body;
    const published = publishedFor(await schemeFrom(this.log, body.scheme), year);
    const groups = published ? groupsOf(published.scheme) : [];
    const known = isRefusal(groups) ? [] : groups;
    const claim = { definition: claimYear, command: { ...params, plan, year, groups: known.map(({ code }) => code) } };
    const units = known.flatMap((group) => group.units);
    return receipt(await this.commands.sendWith([claim], { definition: openRound, command: { ...params, ...present(body), units } }, envelope));
  }

  @Handle(replan)
  async replan(@Input() { params, body }: InputOf<typeof replan>, @From() { envelope }: Caller) {
    return receipt(await this.commands.send(replanRound, { ...params, ...present(body) }, envelope));
  }

  @Handle(cancel)
  async cancel(@Input() { params, body }: InputOf<typeof cancel>, @From() { envelope }: Caller) {
    const known = await roundFrom(this.log, params.round);
    const { plan, year } = isOpened(known) ? known : { plan: '', year: 0 };
    const key = { ...params, plan, year };
    return receipt(await this.commands.sendWith([{ definition: releaseYear, command: key }], { definition: cancelRound, command: { ...key, ...present(body ?? {}) } }, envelope));
  }

  @Handle(successor)
  async successor(@Input() { params, query }: InputOf<typeof successor>) {
    const position = await positionAsked(this.log, query);
    const [facts, known] = [await factsOf(this.log, roundStream(params.round), position), await roundFrom(this.log, params.round, position)];
    const opened = (facts as readonly Recorded<RoundEvent>[]).find((event) => event.type === 'assessment.RoundOpened');
    if (!isOpened(known) || !opened) throw notFound(params);
    const { round, ...content } = successorOf(opened.data, known.calendar, query.year ?? known.year + 1);
    const published = publishedFor(await schemeFrom(this.log, content.scheme, position), content.year);
    const groups = published ? groupsOf(published.scheme) : undefined;
    const units = groups && !isRefusal(groups) ? unitChanges(unitsOfRound(known), groups.flatMap((group) => group.units)) : null;
    return { round, content, schemeVersion: published?.version ?? null, units, position };
  }
}
