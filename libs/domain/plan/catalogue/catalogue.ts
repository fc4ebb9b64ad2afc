import { z } from 'zod';
import { unitKinds } from '#domain/units';

// The file format of a plan catalogue: a plan's own words as data. Names are Chinese as printed, with an English
// reading beside them; numbers are JSON numbers as a person writes them and become exact decimals on the way in.

const code = z.string().regex(/^[a-z0-9](?:[a-z0-9-]{0,78}[a-z0-9])?$/);
const text = (max: number) => z.string().min(1).max(max);
const date = z.iso.date();

const cataloguePlan = z.strictObject({
  title: text(200), titleEn: text(300),
  issuers: z.array(text(100)).min(1), date, approvedBy: z.array(text(100)), addressees: z.array(text(100)), basis: z.array(text(300)),
  horizonYears: z.array(z.int().min(1949).max(2200)).min(1),
  overallRequirements: z.array(text(10_000)).min(1),
  sourceUrl: z.url().optional(),
});

const catalogueMeasure = z.strictObject({
  no: z.int().min(1).max(999), chapter: z.int().min(1), title: text(200), text: text(10_000),
  /** Units as the plan prints them, in its order. */
  responsibleUnits: z.array(text(100)).min(1),
  /** True where the list ends in 等, so that units can be added by decision. */
  open: z.boolean(),
});

const catalogueTarget = z.strictObject({
  year: z.int().min(1949).max(2200),
  comparator: z.enum(['>=', '<=', '~', '=', 'improving', 'full-coverage', 'none-occur']),
  /** Null where the plan names no number. */
  value: z.number().nullable(),
  qualifierZh: text(50),
  period: z.strictObject({ from: z.int(), to: z.int(), nameZh: text(50).optional() }).optional(),
});

const catalogueIndicator = z.strictObject({
  code, nameZh: text(200), nameEn: text(300),
  measure: z.union([z.int().min(1), z.literal('general')]),
  /** Unit of measurement as printed; `定性` for what is judged, not counted. */
  unit: text(20),
  target: catalogueTarget,
  baseline: z.strictObject({ year: z.int().optional(), value: z.number(), noteZh: text(200).optional() }).optional(),
  /** The plan's own words, literally. */
  sourceQuote: text(500),
  kind: z.enum(['quantitative', 'qualitative-milestone', 'veto']),
  /** How clearly the plan says it: a number · all of something · something happens · a direction only. */
  explicitness: z.enum(['numeric', 'coverage', 'event', 'directional']),
  needsThreshold: z.literal(true).optional(),
  /** Not the plan's words: what a reader infers. */
  suggested: z.strictObject({
    inferred: z.literal(true), leadUnit: code, direction: z.enum(['higher-better', 'lower-better', 'on-target']),
    frequency: z.enum(['annual', 'half-yearly', 'quarterly', 'monthly', 'event']), dataSourceZh: text(200).nullable(),
  }),
  noteZh: text(500).optional(),
});

const catalogueUnit = z.strictObject({
  code, nameZh: text(100), nameEn: text(200), kind: z.enum(unitKinds), fullNameZh: text(200).optional(), aliases: z.array(text(100)),
  /** Whether the plan's text names it. */
  inText: z.boolean(),
  /** What the unit is in this plan, in English, for readers of the file. */
  role: text(300).optional(),
  members: z.array(code).optional(),
  verticalManaged: z.boolean().optional(),
  noteZh: text(500).optional(),
});

/** A plan catalogue: the plan, its chapters, measures and indicators, and the units it addresses in the official order. */
export const catalogueSchema = z.strictObject({
  schemaVersion: z.literal(1),
  plan: cataloguePlan,
  chapters: z.array(z.strictObject({ no: z.int().min(1), title: text(100) })).min(1),
  measures: z.array(catalogueMeasure).min(1).max(999),
  indicators: z.array(catalogueIndicator).max(2_000),
  units: z.array(catalogueUnit).min(1).max(5_000),
});
export type Catalogue = z.output<typeof catalogueSchema>;
export type CatalogueIndicator = Catalogue['indicators'][number];
export type CatalogueMeasure = Catalogue['measures'][number];
export type CatalogueUnit = Catalogue['units'][number];

/** The unit that a printed name means: its name, full name or an alias. Undefined when no unit, or more than one, has it. */
export function unitNamed(catalogue: Catalogue, name: string): CatalogueUnit | undefined {
  const found = catalogue.units.filter((unit) => unit.nameZh === name || unit.fullNameZh === name || unit.aliases.includes(name));
  return found.length === 1 ? found[0] : undefined;
}
