import { z } from 'zod';
import { codeField, dateField, decimalField, textField } from '#engine/http';
import type { LeafClaim } from './result.events.js';
import { assessmentYears, type RoundCalendar } from './round.events.js';

/** A code that can be part of a stream's name: no dots. */
export const plainCode = z.string().refine((text) => /^[a-z0-9](?:[a-z0-9-]{0,78}[a-z0-9])?$/.test(text), { params: { code: 'not-a-code' } }).meta({ pattern: '^[a-z0-9]([a-z0-9-]{0,78}[a-z0-9])?$' });

/** Path places of a round, and of a unit in it. */
export const roundParams = z.strictObject({ round: plainCode });
export const unitParams = z.strictObject({ round: plainCode, unit: plainCode });

/** A code as schemes write them: of a node, a rule, a level, an item. */
export const schemeCode = z.string().refine((text) => /^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/.test(text) && !(text in {}), { params: { code: 'not-a-code' } }).meta({ pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$' });

/** A user id. */
export const userField = codeField;

/** A title in both languages. */
export const titleField = z.strictObject({ zh: textField(200), en: textField(200) });

/** Why, as far as it is not given with the request (X-Reason). */
export const reasonField = textField(2_000).optional();

/** Document that an act rests on, as far as it is not given with the request (X-Authority). */
export const documentField = textField(200).optional();

/** SHA-256 addresses of files uploaded before; `referencesOf` of evidence-index.ts turns them into references. */
export const evidenceField = z.array(z.string().regex(/^[0-9a-f]{64}$/)).max(20).default([]);

export const assessmentYearField = z.enum(assessmentYears);

/** Days and numbers of days of a round's calendar. */
export const calendarField = z.strictObject({
  selfAssessmentBy: dateField, siteChecksBy: dateField, freezeBy: dateField, resultsBy: dateField, confirmBy: dateField, requestDays: z.int().min(1).max(60), decisionDays: z.int().min(1).max(90),
}) satisfies z.ZodType<RoundCalendar>;

/** What is claimed or found for a leaf: a figure, a level, or items counted. Empty for a leaf that raters mark. */
export const claimField = z.strictObject({
  value: decimalField.optional(), level: schemeCode.optional(), counts: z.record(schemeCode, decimalField).optional(),
}).transform((given): LeafClaim => present(given));

type Present<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & { [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined> };

/** Without the fields that were not given: an absent field and one that is `undefined` are the same on the wire, not in a fact. */
export function present<T extends object>(given: T): Present<T> {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Present<T>;
}
