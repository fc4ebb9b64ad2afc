import { z } from 'zod';
import { codeField, dateField, decimalField, textField, wholeNumber } from '#engine/http';
import { comparators, type DefinitionCard, type Target } from './plan.events.js';
import { isCode } from './plan.state.js';

/** A code that can be part of a stream's name: no dots. */
export const plainCode = z.string().refine(isCode, { params: { code: 'not-a-code' } }).meta({ pattern: '^[a-z0-9]([a-z0-9-]{0,78}[a-z0-9])?$' });

export const bilingualField = (max: number) => z.strictObject({ zh: textField(max), en: textField(max) });

export const planParams = z.strictObject({ plan: codeField });
export const measureParams = z.strictObject({ plan: codeField, no: wholeNumber(1, 999) });
export const indicatorParams = z.strictObject({ plan: codeField, indicator: codeField });
export const yearField = z.int().min(1949).max(2200);

export const profileField = z.union([z.literal('linear'), z.literal('year-end'), z.array(decimalField).length(4)]);

const targetFields = z.strictObject({
  indicator: plainCode, unit: plainCode, year: yearField, comparator: z.enum(comparators), value: decimalField.optional(), qualifier: textField(50).optional(), profile: profileField,
});

/** A target as a request gives it. */
export const targetField = targetFields.transform((given): Target => present(given));

const cardFields = z.strictObject({
  code: plainCode, name: bilingualField(200), measure: z.union([z.int().min(1).max(999), z.literal('general')]), kind: z.enum(['quantitative', 'qualitative-milestone', 'veto']),
  definition: bilingualField(2_000).optional(), formula: bilingualField(2_000).optional(), measurementUnit: textField(20), decimals: z.int().min(0).max(12),
  direction: z.enum(['higher-better', 'lower-better', 'on-target']), frequency: z.enum(['month', 'quarter', 'half', 'year', 'event']), accumulation: z.enum(['cumulative', 'period', 'latest']),
  releaseLagDays: z.int().min(0).max(1_000), reportedBy: z.array(plainCode).max(5_000), verifier: plainCode, evidenceRequired: z.boolean(),
  range: z.strictObject({ min: decimalField.optional(), max: decimalField.optional() }).transform((range): DefinitionCard['range'] => present(range)),
  baseline: z.strictObject({ year: yearField, value: decimalField, source: textField(200).optional() }).transform((baseline): NonNullable<DefinitionCard['baseline']> => present(baseline)).optional(),
  dataSource: textField(200).optional(), sourceQuote: textField(500), needsThreshold: z.boolean(), notes: textField(2_000).optional(),
});

/** A definition card as a request gives it. */
export const cardField = cardFields.transform((given): DefinitionCard => present(given));

/** The date to look at, for what is dated. */
export const onQuery = { on: dateField.optional() };

type Present<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & { [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined> };

/** Without the fields that were not given: an absent field and one that is `undefined` are the same on the wire, not in a fact. */
export function present<T extends object>(given: T): Present<T> {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Present<T>;
}
