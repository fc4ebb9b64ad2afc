import { z } from 'zod';
import { dateField, periodField, textField } from '#engine/http';
import { findingSources, severities, urgencies, type FindingContent, type TimeAllowed } from './finding.events.js';

/** A code that can be part of a stream's name: no dots. */
export const plainCode = z.string().refine((text) => /^[a-z0-9](?:[a-z0-9-]{0,78}[a-z0-9])?$/.test(text), { params: { code: 'not-a-code' } }).meta({ pattern: '^[a-z0-9]([a-z0-9-]{0,78}[a-z0-9])?$' });

/** Path place of one finding. */
export const findingParams = z.strictObject({ finding: plainCode });

/** A person, by reference to the registry. */
export const personField = plainCode;

/** Units that support; none when left out. */
export const supportingField = z.array(plainCode).max(50).default([]);

/** How long a unit has: until the end of a date, or so many calendar or working days. */
export const timeAllowedField = z.union([
  z.strictObject({ on: dateField }),
  z.strictObject({ days: z.int().min(1).max(3_650), kind: z.enum(['calendar', 'working']) }),
]) satisfies z.ZodType<TimeAllowed>;

/** Why, as far as it is not given with the request (X-Reason). */
export const reasonField = textField(2_000).optional();

/** Document that an act rests on, as far as it is not given with the request (X-Authority). */
export const authorityField = textField(200).optional();

/** Files one act may name. */
export const maxEvidence = 20;

/** SHA-256 addresses of files uploaded before; `referencesOf` of evidence-index.ts turns them into references. */
export const evidenceField = z.array(z.string().regex(/^[0-9a-f]{64}$/)).max(maxEvidence).default([]);

/** What an order says, as a request gives it. */
export const contentField = z.strictObject({
  title: textField(200), problem: textField(4_000), severity: z.enum(severities), urgency: z.enum(urgencies).default('ordinary'),
  source: z.strictObject({ kind: z.enum(findingSources), ref: textField(300).optional(), document: textField(200).optional() }).transform((source): FindingContent['source'] => present(source)),
  basis: textField(2_000), requirement: textField(4_000), feedback: textField(500).optional(),
  unit: plainCode, supporting: supportingField, responsibleLeader: personField.optional(), contact: personField.optional(),
  plan: plainCode.optional(), measure: z.union([z.int().min(1).max(999), z.literal('general')]).optional(), indicator: plainCode.optional(), period: periodField.optional(),
  campaign: plainCode.optional(), repeats: plainCode.optional(), remark: textField(2_000).optional(), due: timeAllowedField,
}).transform((given): FindingContent => present(given));

type Present<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & { [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined> };

/** Without the fields that were not given: an absent field and one that is `undefined` are the same on the wire, not in a fact. */
export function present<T extends object>(given: T): Present<T> {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Present<T>;
}
