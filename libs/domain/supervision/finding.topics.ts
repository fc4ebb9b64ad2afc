import type { JsonObject, Recorded, RecordedEvent } from '#engine/kernel';
import type { MappedMessage, TopicDefinition } from '#engine/relay';
import { escalationLevels, findingSources, severities, urgencies, type FindingEvent } from './finding.events.js';

const statuses = ['issued', 'reassigned', 'escalated', 'returned', 'closed', 'reopened', 'withdrawn'] as const;
const instant: JsonObject = { type: 'string', format: 'date-time' };
const code: JsonObject = { type: 'string', minLength: 1 };

const needs = (status: (typeof statuses)[number], ...fields: readonly string[]): JsonObject => ({ if: { properties: { status: { const: status } } }, then: { required: [...fields] } });

/** Shape of the messages: what became of a finding. Texts of orders and persons are not told. */
export const supervisionFindingSchema: JsonObject = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'urn:zhiheng:schema:quality.supervision.finding.v1',
  title: 'A finding issued, reassigned, escalated, returned, closed, reopened or withdrawn',
  description: 'One message for each act; `unit` is the one that answers from then on. No message carries a text of the order or names a person.',
  type: 'object',
  required: ['finding', 'unit', 'status', 'at'],
  additionalProperties: false,
  properties: {
    finding: code,
    unit: { ...code, description: 'Unit that answers for the finding' },
    status: { enum: [...statuses] },
    at: { ...instant, description: 'When it became so, UTC' },
    number: { ...code, description: 'Number of the order, as printed' },
    severity: { enum: [...severities] },
    urgency: { enum: [...urgencies] },
    source: { enum: [...findingSources] },
    supporting: { type: 'array', items: code },
    plan: code,
    measure: { type: 'string', pattern: '^([1-9][0-9]*|general)$' },
    indicator: code,
    campaign: code,
    repeats: { ...code, description: 'Finding of which it is the same matter again' },
    dueAt: { ...instant, description: 'Due time that holds, UTC' },
    previousUnit: code,
    level: { enum: [...escalationLevels] },
    trigger: { type: 'string' },
    verdict: { enum: ['partly-done', 'not-done'] },
    count: { type: 'integer', minimum: 1, description: 'Which return or relapse it is' },
    onTime: { type: 'boolean', description: 'Whether the report that closed it was in time' },
    followUpOn: { type: 'string', format: 'date' },
  },
  allOf: [
    needs('issued', 'number', 'severity', 'urgency', 'source', 'supporting', 'dueAt'), needs('reassigned', 'previousUnit', 'supporting', 'dueAt'), needs('escalated', 'number', 'level', 'trigger', 'dueAt'),
    needs('returned', 'verdict', 'count', 'dueAt'), needs('closed', 'onTime'), needs('reopened', 'count', 'dueAt'),
  ],
  examples: [
    {
      finding: 'f-2025-012', unit: 'xuanwu', status: 'issued', at: '2025-03-03T01:00:00.000Z', number: '〔2025〕督字第12号', severity: 'serious', urgency: 'ordinary', source: 'site-check',
      supporting: ['finance'], plan: 'nanjing-2023', measure: '1', indicator: 'elevator-inspection', dueAt: '2025-03-31T15:59:59.999Z',
    },
    { finding: 'f-2025-012', unit: 'xuanwu', status: 'escalated', at: '2025-03-31T16:00:00.000Z', number: '〔2025〕督字第12号', level: 'yellow', trigger: 'overdue', dueAt: '2025-03-31T15:59:59.999Z' },
    { finding: 'f-2025-012', unit: 'xuanwu', status: 'closed', at: '2025-04-03T02:00:00.000Z', onTime: false, followUpOn: '2025-09-30' },
  ],
};

/** Out: what other systems may rely on about findings. Key = unit, so that a unit's messages stay in order. */
export const supervisionFinding: TopicDefinition = {
  topic: 'quality.supervision.finding.v1',
  title: { zh: '督查问题', en: 'Supervision findings' },
  events: [
    'supervision.FindingIssued', 'supervision.FindingReassigned', 'supervision.FindingEscalated', 'supervision.RectificationReturned', 'supervision.FindingClosed', 'supervision.FindingReopened',
    'supervision.FindingWithdrawn',
  ],
  schema: supervisionFindingSchema,
  map: (event: RecordedEvent) => messageOf(event as unknown as Recorded<FindingEvent>),
};

function messageOf(event: Recorded<FindingEvent>): readonly MappedMessage[] {
  const { finding } = event.data;
  const say = (unit: string, status: (typeof statuses)[number], data: JsonObject = {}): readonly MappedMessage[] => [
    { key: unit, subject: finding, data: { finding, unit, status, at: event.recordedAt, ...data } },
  ];
  switch (event.type) {
    case 'supervision.FindingIssued':
      return say(event.data.content.unit, 'issued', ordered(event.data));
    case 'supervision.FindingReassigned': {
      const { unit, from, supporting, deadline } = event.data;
      return say(unit, 'reassigned', { previousUnit: from.unit, supporting, dueAt: deadline.dueAt });
    }
    case 'supervision.FindingEscalated': {
      const { unit, number, level, trigger, dueAt } = event.data;
      return say(unit, 'escalated', { number, level, trigger, dueAt });
    }
    case 'supervision.RectificationReturned': {
      const { unit, verdict, count, deadline } = event.data;
      return say(unit, 'returned', { verdict, count, dueAt: deadline.dueAt });
    }
    case 'supervision.FindingClosed': {
      const { unit, onTime, followUpOn } = event.data;
      return say(unit, 'closed', { onTime, ...(followUpOn === undefined ? {} : { followUpOn }) });
    }
    case 'supervision.FindingReopened':
      return say(event.data.unit, 'reopened', { count: event.data.count, dueAt: event.data.deadline.dueAt });
    case 'supervision.FindingWithdrawn':
      return say(event.data.unit, 'withdrawn');
    default:
      return [];
  }
}

function ordered({ number, content, deadline }: Extract<FindingEvent, { type: 'supervision.FindingIssued' }>['data']): JsonObject {
  const { severity, urgency, source, supporting, plan, measure, indicator, campaign, repeats } = content;
  const links = { plan, measure: measure === undefined ? undefined : String(measure), indicator, campaign, repeats };
  return { number, severity, urgency, source: source.kind, supporting, dueAt: deadline.dueAt, ...(Object.fromEntries(Object.entries(links).filter(([, value]) => value !== undefined)) as JsonObject) };
}
