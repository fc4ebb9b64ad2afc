import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { isRefusal, type RecordedEvent } from '#engine/kernel';
import { Commands } from '#engine/commands';
import { EventStore } from '#engine/event-store';
import { dateField, endpoint, filters, From, Handle, Input, notFound, pageQuery, pageReply, receipt, receiptReply, Refused, textField, Views, viewQuery, wholeNumber, type Caller, type InputOf } from '#engine/http';
import { toldCalendar, type CalendarEvent } from '#domain/calendar';
import { deadline, escalationLevels } from '../finding.events.js';
import { authorityField, present, timeAllowedField } from '../supervision-input.js';
import { maySeeSupervision, maySetRules } from '../supervision.policies.js';
import { adoptEscalationPolicy } from './adopt-policy.js';
import { defaultRules } from './default-policy.js';
import { escalationPolicies, policyKey, type EscalationPolicyRow } from './escalation-policies.projection.js';
import { cityEscalationPolicy, escalationRecipient, escalationRule, escalationTrigger } from './escalation-policy.events.js';
import { recipientRoles } from './policy-problem.js';
import { previewOf } from './schedule-preview.js';

const ruleField = z.strictObject({
  level: z.enum(escalationLevels),
  when: z.array(escalationTrigger).min(1).max(10),
  recipients: z.array(escalationRecipient.extend({ role: z.enum(recipientRoles) })).min(1).max(20),
  text: z.strictObject({ zh: textField(500), en: textField(500) }),
});
const rulesField = z.array(ruleField).min(1).max(escalationLevels.length);

const policyLine = z.object({
  policy: z.string(), version: z.number().int(), document: z.string(), rules: z.array(escalationRule), adoptedBy: z.string(), adoptedAt: z.string(), replacedAt: z.string().nullable(),
  inForce: z.boolean(), revision: z.number().int(),
});
const contentRefusals = [
  'supervision.levels-not-ascending', 'supervision.level-without-trigger', 'supervision.trigger-twice', 'supervision.reminder-above-overdue', 'supervision.steps-out-of-order',
  'supervision.level-without-recipient', 'supervision.unknown-recipient', 'supervision.bad-rule-text', 'supervision.unknown-text-place',
] as const;
const path = '/supervision/escalation-policy';

const adopt = endpoint({
  method: 'POST', path, tag: 'supervision', access: maySetRules, command: true, status: 201,
  summary: { zh: '发布督办升级规则（新版本）', en: 'Adopt rules of escalation, as a new version' },
  body: z.strictObject({ rules: rulesField, document: authorityField }),
  reply: receiptReply,
  refusals: ['supervision.authority-required', ...contentRefusals],
});

const preview = endpoint({
  method: 'POST', path: `${path}/preview`, tag: 'supervision', access: maySetRules,
  summary: { zh: '试算升级规则：按举例的交办日和时限列出各级触发时间，不保存', en: 'Try rules on an example: when each level would be raised; nothing is recorded' },
  body: z.strictObject({ rules: rulesField.optional(), issuedOn: dateField, due: timeAllowedField }),
  reply: z.object({ issuedAt: z.string(), acknowledgeBy: z.string(), deadline: deadline.pick({ dueAt: true, kind: true, steps: true }) }),
  refusals: [...contentRefusals, 'calendar.year-not-published'],
});

const inForce = endpoint({
  method: 'GET', path, tag: 'supervision', access: maySeeSupervision,
  summary: { zh: '现行督办升级规则', en: 'The rules of escalation in force' },
  query: z.strictObject(viewQuery),
  reply: policyLine.extend({ position: z.number().int() }),
});

const versions = endpoint({
  method: 'GET', path: `${path}/versions`, tag: 'supervision', access: maySeeSupervision,
  summary: { zh: '督办升级规则的各个版本', en: 'Versions of the rules of escalation' },
  query: z.strictObject({ ...pageQuery, ...viewQuery }),
  reply: pageReply(policyLine),
});

const version = endpoint({
  method: 'GET', path: `${path}/versions/:version`, tag: 'supervision', access: maySeeSupervision,
  summary: { zh: '督办升级规则的一个版本', en: 'One version of the rules of escalation' },
  params: z.strictObject({ version: wholeNumber(1, 100_000) }),
  query: z.strictObject(viewQuery),
  reply: policyLine.extend({ position: z.number().int() }),
});

const shipped = endpoint({
  method: 'GET', path: `${path}/shipped`, tag: 'supervision', access: maySeeSupervision,
  summary: { zh: '随系统提供的升级规则范本', en: 'The rules of escalation that are shipped as a model' },
  reply: z.object({ rules: z.array(escalationRule) }),
});

@Controller()
export class EscalationPolicyHttp {
  constructor(
    @Inject(Commands) private readonly commands: Commands,
    @Inject(Views) private readonly views: Views,
    @Inject(EventStore) private readonly log: Pick<EventStore, 'readStream'>,
  ) {}

  @Handle(adopt)
  async adopt(@Input() { body }: InputOf<typeof adopt>, @From() { envelope }: Caller) {
    return receipt(await this.commands.send(adoptEscalationPolicy, { policy: cityEscalationPolicy, ...present(body) }, envelope));
  }

  @Handle(preview)
  async preview(@Input() { body: { rules, ...example } }: InputOf<typeof preview>) {
    const found = previewOf(rules ?? defaultRules, example, await this.calendar());
    if (isRefusal(found)) throw new Refused(found);
    const { issuedAt, acknowledgeBy, deadline: { dueAt, kind, steps } } = found;
    return { issuedAt, acknowledgeBy, deadline: { dueAt, kind, steps } };
  }

  @Handle(inForce)
  async inForce(@Input() { query }: InputOf<typeof inForce>) {
    const where = [...filters({ policy: cityEscalationPolicy }), { field: 'inForce', is: 'eq' as const, value: true }];
    const { items, position } = await this.views.list<EscalationPolicyRow>(escalationPolicies.name, escalationPolicies.table.name, { where, limit: 1, withoutTotal: true, ...query });
    if (!items[0]) throw notFound({ policy: cityEscalationPolicy });
    return { ...items[0], position };
  }

  @Handle(versions)
  versions(@Input() { query }: InputOf<typeof versions>) {
    const where = filters({ policy: cityEscalationPolicy });
    return this.views.list<EscalationPolicyRow>(escalationPolicies.name, escalationPolicies.table.name, { where, order: [{ field: 'version', descending: true }], ...query });
  }

  @Handle(version)
  async version(@Input() { params, query }: InputOf<typeof version>) {
    const { found, position } = await this.views.one<EscalationPolicyRow>(escalationPolicies.name, escalationPolicies.table.name, policyKey(cityEscalationPolicy, params.version), query);
    if (!found) throw notFound({ version: String(params.version) });
    return { ...found.row, position };
  }

  @Handle(shipped)
  shipped() {
    return { rules: [...defaultRules] };
  }

  /** The calendar as decisions are told it; its stream has an event a year. */
  private async calendar() {
    const { stream, fold } = toldCalendar();
    const events = (await this.log.readStream(stream)) as readonly RecordedEvent<CalendarEvent>[];
    return events.reduce((state, event) => fold.evolve(state, event as never), fold.initial);
  }
}
