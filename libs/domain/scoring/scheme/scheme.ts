import { z } from 'zod';
import { methodSchema } from './method-schema.js';
import { bilingual, codeText, decimalText, positiveText } from './parts.js';
import { band, bonuses, deductions, missingPolicy, quota, rounding, veto } from './rule-schema.js';

/** How a branch combines the rates of its children. */
export const aggregates = ['weighted-arithmetic', 'weighted-geometric', 'weighted-harmonic', 'sum-of-points', 'min'] as const;
export type Aggregate = (typeof aggregates)[number];

/** Changes to a value before it is scored, in the order written. */
export const treatment = z.discriminatedUnion('type', [
  /** Divide by another indicator of the same unit, times a factor (per 10,000 people). */
  z.strictObject({ type: z.literal('per'), indicator: codeText, times: decimalText.default('1') }),
  /** Pull values beyond two percentiles of the group to them (linear interpolation between order statistics, R's type 7). */
  z.strictObject({ type: z.literal('winsorise-percentiles'), low: positiveText, high: positiveText }),
  /** Winsorise extreme values one by one while |skew| and kurtosis both exceed their limits (COINr's `winsorise`). */
  z.strictObject({
    type: z.literal('winsorise-outliers'),
    skew: positiveText.default('2'),
    kurtosis: positiveText.default('3.5'),
    maxPoints: z.int().min(1).default(5),
  }),
]);
export type Treatment = z.infer<typeof treatment>;

const shareOf = { weight: positiveText.optional(), points: positiveText.optional() };

const leaf = z.strictObject({
  code: codeText,
  title: bilingual,
  indicator: codeText,
  ...shareOf,
  method: methodSchema,
  missing: missingPolicy.optional(),
  treat: z.array(treatment).optional(),
  /** Limits of the rate after the method. */
  limits: z.strictObject({ min: decimalText.optional(), max: decimalText.optional() }).optional(),
  note: bilingual.optional(),
});
export type Leaf = z.infer<typeof leaf>;
export type LeafText = z.input<typeof leaf>;

export interface Branch {
  readonly code: string;
  readonly title: { zh: string; en: string };
  readonly weight?: string | undefined;
  readonly points?: string | undefined;
  readonly aggregate: Aggregate;
  /** Least rate of a child in a weighted-geometric or -harmonic mean, so that one zero does not decide everything. */
  readonly childFloor?: string | undefined;
  readonly note?: { zh: string; en: string } | undefined;
  readonly children: SchemeNode[];
}
export type SchemeNode = Leaf | Branch;
/** Nodes as they may be written: defaults left out. */
export type BranchText = Omit<Branch, 'children'> & { readonly children: NodeText[] };
export type NodeText = LeafText | BranchText;

const branch: z.ZodType<Branch, BranchText> = z.strictObject({
  code: codeText,
  title: bilingual,
  ...shareOf,
  aggregate: z.enum(aggregates),
  childFloor: positiveText.optional(),
  note: bilingual.optional(),
  children: z.lazy(() => z.array(nodeSchema).min(1)),
});
const nodeSchema: z.ZodType<SchemeNode, NodeText> = z.lazy(() => z.union([leaf, branch]));

export const isLeaf = (node: SchemeNode): node is Leaf => 'indicator' in node;

const group = z.strictObject({
  code: codeText,
  title: bilingual,
  /** Unit codes, or `*` for every row of a table. */
  units: z.union([z.literal('*'), z.array(codeText).min(1)]),
  /** The total at rate 1: `100` for points, `1` for an index. */
  scale: positiveText.default('100'),
  tree: nodeSchema,
  missing: missingPolicy.optional(),
  /** No total when the share of applicable weight with a real value is below this (`0.8`). */
  minimumCoverage: positiveText.optional(),
  rounding,
  /** Bands and quotas look at the published figure or at the exact one. */
  gradeOn: z.enum(['published', 'raw']).default('published'),
  bands: z.array(band).default([]),
  quotas: z.array(quota).default([]),
  ranks: z.strictObject({ ties: z.enum(['competition', 'dense']) }).default({ ties: 'competition' }),
  bonuses: bonuses.optional(),
  deductions: deductions.optional(),
  vetoes: z.array(veto).default([]),
  /** Limits of the total after adjustments. */
  totalLimits: z.strictObject({ min: decimalText.optional(), max: decimalText.optional() }).optional(),
});
export type Group = z.infer<typeof group>;

/** An assessment scheme: versioned data, complete in itself. */
export const schemeSchema = z.strictObject({
  $schema: z.string().optional(),
  schemaVersion: z.literal(1),
  id: codeText,
  version: z.int().min(1).default(1),
  title: bilingual,
  /** Says what the reader must know first, such as 示例 for example weights. */
  note: bilingual.optional(),
  year: z.int().min(1900).max(2200).optional(),
  source: bilingual.optional(),
  groups: z.array(group).min(1),
});
export type Scheme = z.infer<typeof schemeSchema>;
/** A scheme as it may be written: defaults left out. */
export type SchemeText = z.input<typeof schemeSchema>;

/** One reason why a text is not a scheme: where, and what is wrong there. */
export interface SchemeProblem {
  readonly path: string;
  readonly message: string;
}

/** Read a scheme, or say everything that is wrong with it. Unknown keys are refused. */
export function parseScheme(value: unknown): { readonly scheme: Scheme } | { readonly problems: readonly SchemeProblem[] } {
  const result = schemeSchema.safeParse(value);
  if (result.success) return { scheme: result.data };
  return { problems: result.error.issues.flatMap((issue) => flatten(issue, value, [])) };
}

/** The JSON Schema (2020-12) that editors and outsiders can use to write a scheme. */
export function schemeJsonSchema(): Record<string, unknown> {
  return z.toJSONSchema(schemeSchema, { io: 'input', reused: 'ref' }) as Record<string, unknown>;
}

type Issue = z.core.$ZodIssue;

/** A node is a leaf or a branch: report only what is wrong with the one that was meant. */
function flatten(issue: Issue, root: unknown, prefix: readonly PropertyKey[]): SchemeProblem[] {
  const path = [...prefix, ...issue.path];
  if (issue.code === 'invalid_union' && issue.errors.length === 2) {
    const at = path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown> | undefined)?.[key], root);
    if (typeof at === 'object' && at !== null && ('indicator' in at || 'children' in at)) {
      const meant = issue.errors['children' in at ? 1 : 0] ?? [];
      return meant.flatMap((inner) => flatten(inner, root, path));
    }
  }
  return [{ path: path.map(String).join('.'), message: issue.message }];
}
