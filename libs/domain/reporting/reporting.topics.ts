import type { JsonObject, Recorded, RecordedEvent } from '#engine/kernel';
import type { MappedMessage, TopicDefinition } from '#engine/relay';
import { correctionReasons, type ReportEvent } from './report.events.js';
import { keyOf } from './report-key.js';

const decimalText = { type: 'string', pattern: '^-?(0|[1-9][0-9]*)(\\.[0-9]+)?$' };
const file: JsonObject = {
  type: 'object', required: ['sha256', 'name', 'size', 'type'], additionalProperties: false,
  properties: { sha256: { type: 'string', pattern: '^[0-9a-f]{64}$' }, name: { type: 'string' }, size: { type: 'integer', minimum: 0 }, type: { type: 'string' } },
};

const example = { plan: 'nanjing-2023', indicator: 'tech-incubators', unit: 'xuanwu', period: '2025-Q1' };

/** Shape of the messages: what holds for one indicator of one unit in one period from now on. */
export const indicatorVerifiedSchema: JsonObject = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'urn:zhiheng:schema:quality.indicator.verified.v1',
  title: 'A verified value, its correction, or an approved "not applicable"',
  description: 'The latest message for plan, indicator, unit and period replaces the earlier ones. Values are exact decimals as text, in the unit of measurement of the definition card.',
  type: 'object',
  required: ['plan', 'indicator', 'unit', 'period', 'status', 'value', 'verifiedAt'],
  additionalProperties: false,
  properties: {
    plan: { type: 'string' },
    indicator: { type: 'string' },
    unit: { type: 'string' },
    period: { type: 'string', pattern: '^[0-9]{4}(-(H[12]|Q[1-4]|(0[1-9]|1[0-2])))?$' },
    status: { enum: ['verified', 'corrected', 'not-applicable'] },
    value: { anyOf: [decimalText, { type: 'null' }], description: 'null when not applicable' },
    verifiedAt: { type: 'string', format: 'date-time', description: 'When this became so, UTC' },
    previous: { ...decimalText, description: 'The value before a correction' },
    reasonCode: { enum: [...correctionReasons] },
    reason: { type: 'string' },
    authority: { type: 'string', description: 'Document number that a correction rests on' },
    evidence: { type: 'array', items: file, description: 'Evidence that a correction brought; its address is the SHA-256' },
  },
  allOf: [
    { if: { properties: { status: { const: 'not-applicable' } } }, then: { properties: { value: { type: 'null' } } }, else: { properties: { value: decimalText } } },
    { if: { properties: { status: { const: 'corrected' } } }, then: { required: ['previous', 'reasonCode', 'reason', 'authority'] } },
  ],
  examples: [
    { ...example, status: 'verified', value: '12', verifiedAt: '2025-04-12T02:30:00.000Z' },
    {
      ...example, status: 'corrected', value: '13', previous: '12', reasonCode: 'statistical-revision', reason: '以统计部门核定数为准', authority: '宁统〔2025〕18号', evidence: [],
      verifiedAt: '2025-06-03T01:00:00.000Z',
    },
    { ...example, status: 'not-applicable', value: null, verifiedAt: '2025-04-15T08:00:00.000Z' },
  ],
};

/** Out: what statistics and portals may rely on once it is verified. Key = unit, so that a unit's messages stay in order. */
export const indicatorVerified: TopicDefinition = {
  topic: 'quality.indicator.verified.v1',
  title: { zh: '已核定的指标值', en: 'Verified indicator values' },
  events: ['reporting.ReportVerified', 'reporting.ReportCorrected', 'reporting.NotApplicableApproved'],
  schema: indicatorVerifiedSchema,
  map: (event: RecordedEvent) => messageOf(event as unknown as Recorded<ReportEvent>),
};

function messageOf(event: Recorded<ReportEvent>): readonly MappedMessage[] {
  const key = keyOf(event.data);
  const say = (data: JsonObject): readonly MappedMessage[] => [
    { key: key.unit, subject: `${key.plan}/${key.indicator}/${key.unit}/${key.period}`, data: { ...key, verifiedAt: event.recordedAt, ...data } },
  ];
  switch (event.type) {
    case 'reporting.ReportVerified':
      return say({ status: 'verified', value: event.data.value });
    case 'reporting.ReportCorrected': {
      const { from, to, reasonCode, reason, authority, evidence } = event.data;
      return say({ status: 'corrected', value: to, previous: from, reasonCode, reason, authority, evidence });
    }
    case 'reporting.NotApplicableApproved':
      return say({ status: 'not-applicable', value: null });
    default:
      return [];
  }
}
