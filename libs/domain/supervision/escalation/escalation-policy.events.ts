import { z } from 'zod';
import { defineEvents, type EventsOf } from '#engine/kernel';
import { escalationLevels } from '../finding.events.js';

// Names and schemas here are storage format: a change means a new version with an upcaster and a golden file.

const dayKind = z.enum(['calendar', 'working']);

/**
 * What raises a level: so many days before the due time · so many days after it (0: as soon as it has passed) · the n-th return ·
 * not acknowledged in time, so many days later · progress behind what is expected in so many months running · behind at the end of a quarter.
 */
export const escalationTrigger = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('before-due'), days: z.int().min(1).max(365), dayKind }),
  z.strictObject({ kind: z.literal('overdue'), days: z.int().min(0).max(365), dayKind }),
  z.strictObject({ kind: z.literal('returned'), times: z.int().min(1).max(20) }),
  z.strictObject({ kind: z.literal('not-acknowledged'), days: z.int().min(0).max(60), dayKind }),
  z.strictObject({ kind: z.literal('behind-months'), months: z.int().min(1).max(12) }),
  z.strictObject({ kind: z.literal('behind-quarter'), quarter: z.int().min(1).max(4) }),
]);
export type EscalationTrigger = z.output<typeof escalationTrigger>;

/** Who is told: a role, of the lead unit, of the supporting units, or of the whole city. */
export const escalationRecipient = z.strictObject({ role: z.string(), of: z.enum(['lead', 'supporting', 'city']) });

export const escalationRule = z.strictObject({
  level: z.enum(escalationLevels),
  when: z.array(escalationTrigger).min(1),
  recipients: z.array(escalationRecipient).min(1),
  /** `{number}`, `{title}`, `{due}` and `{unit}` are filled in. */
  text: z.strictObject({ zh: z.string(), en: z.string() }),
});
export type EscalationRule = z.output<typeof escalationRule>;

export const escalationPolicyEvents = defineEvents({
  'supervision.EscalationPolicyAdopted': {
    version: 1,
    title: { zh: '督办升级规则发布', en: 'Escalation policy adopted' },
    data: z.strictObject({
      policy: z.string(), version: z.int().min(1), document: z.string(),
      /** One rule a level, lowest level first. */
      rules: z.array(escalationRule).min(1),
    }),
  },
});
export type EscalationPolicyEvent = EventsOf<typeof escalationPolicyEvents>;

/** The policy that orders issued from now on follow; a finding keeps the version it was given its deadline under. */
export const cityEscalationPolicy = 'city';

export const escalationPolicyStream = (policy: string): string => `escalationPolicy-${policy}`;
