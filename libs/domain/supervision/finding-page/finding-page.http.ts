import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { fillRefusal, type Refusal, type RefusalCatalogue } from '#engine/kernel';
import { Commands, type Envelope } from '#engine/commands';
import { EventStore } from '#engine/event-store';
import { CityClock, endpoint, From, Handle, Input, notFound, Refusals, Views, viewQuery, type Caller, type InputOf } from '#engine/http';
import { scoreEffects } from '../effects.js';
import { deadline, findingContent, severities, urgencies, findingSources } from '../finding.events.js';
import { isIssued } from '../finding.state.js';
import { unitNames } from '../ledger/export-ledger.http.js';
import { calendarAt, type ReadLog } from '../ledger/known-moment.http.js';
import { ledgerLine, lineOf } from '../ledger/ledger-line.http.js';
import { findingParams } from '../supervision-input.js';
import { maySeeSupervision } from '../supervision.policies.js';
import { deadlineHistory } from './deadline-history.js';
import { findingRecord, recordParts } from './finding-record.js';
import { findingTimeline } from './finding-timeline.js';
import { knownFinding, type KnownFinding } from './known-finding.http.js';
import { findingActs, isOfWhatIsTyped, questionsAbout, type FindingActName } from './open-acts.js';
import { orderForm } from './order-form.js';

const count = z.number().int();
const text = z.string().nullable();
const bilingual = z.object({ zh: z.string(), en: z.string() });
const named = z.object({ unit: z.string(), name: bilingual });
const answer = z.object({ allowed: z.boolean(), code: z.string().optional(), because: bilingual.optional(), remedy: bilingual.optional() });
const entry = z.object({
  position: count, revision: count, id: z.string(), type: z.string(), title: bilingual, recordedAt: z.string(), actor: z.string(), actorUnit: text, role: text, reason: text, authority: text,
  due: z.object({ before: text, after: z.string() }).nullable(), details: z.record(z.string(), z.unknown()),
});
const origin = z.object({ position: count, eventId: z.string(), at: z.string() });
const effect = z.object({ kind: z.enum(scoreEffects), severity: z.enum(severities), since: origin });

const page = endpoint({
  method: 'GET', path: '/findings/:finding', tag: 'supervision', access: maySeeSupervision,
  summary: { zh: '问题详情：督办单、两个时钟、期限沿革、办理记录、对评分的影响、可办理事项及不可办理的原因', en: 'One finding: order, both clocks, due times, record, effect on the score, and what the caller may do or why not' },
  params: findingParams,
  query: z.strictObject(viewQuery),
  reply: z.object({
    finding: z.string(), status: z.string(), content: findingContent, draftedBy: z.string(), line: ledgerLine.nullable(), deadline: deadline.nullable(),
    clocks: z.object({ issuedAt: z.string(), levelSince: z.string(), endedAt: text, sinceIssue: count.nullable(), sinceLevel: count.nullable() }).nullable(),
    deadlines: z.array(z.object({ position: count, at: z.string(), because: z.string(), from: text, to: z.string(), actor: z.string(), actorUnit: text, reason: text })),
    record: z.object(Object.fromEntries(recordParts.map((part) => [part, z.array(entry)]))),
    effects: z.object({
      effects: z.array(effect),
      lifted: z.array(effect.extend({ lifted: origin.extend({ reason: z.string(), authority: z.string() }) })),
    }).nullable(),
    /** Only of the present: what was possible at an earlier moment is no question. */
    may: z.partialRecord(z.enum(findingActs as [FindingActName, ...FindingActName[]]), answer).nullable(),
    revision: count, position: count,
  }),
});

const timeline = endpoint({
  method: 'GET', path: '/findings/:finding/timeline', tag: 'supervision', access: maySeeSupervision,
  summary: { zh: '问题的全部经过：谁、何时、何故、期限改前改后', en: 'Everything that was done about a finding: who, when, why, due times before and after' },
  params: findingParams,
  query: z.strictObject(viewQuery),
  reply: z.object({ items: z.array(entry), position: count }),
});

const order = endpoint({
  method: 'GET', path: '/findings/:finding/order', tag: 'supervision', access: maySeeSupervision,
  summary: { zh: '督办单打印数据', en: 'What the printed supervision order says' },
  params: findingParams,
  query: z.strictObject(viewQuery),
  reply: z.object({
    number: z.string(), issuedOn: z.string(), urgency: z.enum(urgencies), severity: z.enum(severities), source: z.object({ kind: z.enum(findingSources), document: text }), title: z.string(), problem: z.string(),
    basis: z.string(), requirement: z.string(), feedback: text, lead: named, supporting: z.array(named), responsibleLeader: text, contact: text, originalDueOn: z.string(), dueOn: z.string(),
    acknowledgeByOn: z.string(), issuedBy: z.string(), acknowledged: z.object({ by: z.string(), at: z.string(), late: z.boolean() }).nullable(), remark: text, position: count,
  }),
});

type Answers = Partial<Record<FindingActName, z.output<typeof answer>>>;

@Controller()
export class FindingPageHttp {
  constructor(
    @Inject(Commands) private readonly commands: Pick<Commands, 'sendAll'>,
    @Inject(Views) private readonly views: Views,
    @Inject(EventStore) private readonly log: ReadLog,
    @Inject(CityClock) private readonly clock: CityClock,
    @Inject(Refusals) private readonly refusals: RefusalCatalogue,
  ) {}

  @Handle(page)
  async page(@Input() { params: { finding }, query }: InputOf<typeof page>, @From() { actor, envelope }: Caller) {
    const known = await knownFinding(this.views, this.log, this.clock, finding, actor, query);
    const { state, row, events, effects, now, revision, position, withDrafts } = known;
    const line = row ? lineOf(row, now, await calendarAt(this.log, position)) : null;
    return {
      finding, status: state.status, content: state.content, draftedBy: state.draftedBy, line, deadline: isIssued(state) ? state.deadline : null,
      clocks: row && line ? { issuedAt: row.issuedAt, levelSince: row.levelSince, endedAt: row.endedAt, sinceIssue: line.workingDays.sinceIssue, sinceLevel: line.workingDays.sinceLevel } : null,
      deadlines: deadlineHistory(events), record: findingRecord(findingTimeline(events, withDrafts)), effects: effects ? { effects: effects.effects, lifted: effects.lifted } : null,
      may: query.asKnownAt === undefined ? await this.mayDo(finding, known, envelope) : null, revision, position,
    };
  }

  @Handle(timeline)
  async timeline(@Input() { params: { finding }, query }: InputOf<typeof timeline>, @From() { actor }: Caller) {
    const { events, withDrafts, position } = await knownFinding(this.views, this.log, this.clock, finding, actor, query);
    return { items: findingTimeline(events, withDrafts), position };
  }

  @Handle(order)
  async order(@Input() { params: { finding }, query }: InputOf<typeof order>, @From() { actor }: Caller) {
    const { state, events, position } = await knownFinding(this.views, this.log, this.clock, finding, actor, query);
    if (!isIssued(state)) throw notFound({ finding });
    return { ...orderForm(state, events, await unitNames(this.views, query.asKnownAt)), position };
  }

  /** A question only: nothing is recorded, and the caller's Idempotency-Key has no part in it. */
  private async mayDo(finding: string, { state, effects, now }: KnownFinding, envelope: Envelope): Promise<Answers> {
    const questions = questionsAbout({ finding, state, effects, actor: envelope.actor, now });
    const answers: Answers = {};
    for (const { act, asked } of questions) {
      const { refused } = await this.commands.sendAll(asked, { ...envelope, retryable: false }, { dryRun: true });
      // Where an act sends two commands, the second one's reason tells more.
      const no = refused.at(-1)?.refusal;
      answers[act] = no && !isOfWhatIsTyped(act, no.refused) ? { allowed: false, ...this.said(no) } : { allowed: true };
    }
    return answers;
  }

  private said({ refused, values }: Refusal) {
    const text = this.refusals[refused];
    if (!text) throw new Error(`refusal ${refused} is in no catalogue`);
    return { code: refused, because: fillRefusal(text.title, values), remedy: fillRefusal(text.remedy, values) };
  }
}
