import { z } from 'zod';
import { contentHash, decimal, textOf, type JsonObject } from '#engine/kernel';
import type { AdjustmentLine, ConfirmedFacts, FindingSummary, ProfileItem } from '../dossier-content.events.js';

/** SHA-256, hex, of canonical JSON (RFC 8785): how a result names its score sheet. */
export const sheetHashOf = (sheet: JsonObject): string => contentHash(sheet);

const bilingual = z.object({ zh: z.string(), en: z.string() });
const text = z.string().nullable().default(null);

const line = z.object({
  kind: z.enum(['bonus', 'deduction', 'manual-deduction', 'adjustment']), rule: z.string(), title: bilingual, matter: z.string(), detail: z.string().optional(), document: z.string().optional(), points: z.string(), counted: z.string(),
  outcome: z.object({ code: z.string() }),
});
const leaf = z.object({
  indicator: z.string(), state: z.string(), light: z.string().optional(),
  inputs: z.array(z.object({ name: z.string(), value: z.string(), position: z.int().optional() })),
});

interface Node {
  readonly code: string;
  readonly title: z.output<typeof bilingual>;
  readonly possible: string | null;
  readonly obtained: string | null;
  readonly lost: string | null;
  readonly leaf?: z.output<typeof leaf> | undefined;
  readonly children?: readonly Node[] | undefined;
}
const node: z.ZodType<Node> = z.object({
  code: z.string(), title: bilingual, possible: text, obtained: text, lost: text, leaf: leaf.optional(),
  get children() {
    return z.array(node).optional();
  },
});
const sheetParts = z.object({
  tree: node, lines: z.array(line),
  grade: z.object({ vetoes: z.array(z.object({ rule: z.string(), title: bilingual, matter: z.string(), document: z.string().optional(), grade: z.string(), effect: z.string() })) }),
});

/** What a dossier takes from a score sheet. */
export type SheetContent = Pick<ConfirmedFacts, 'profile' | 'bonuses' | 'deductions' | 'adjustments' | 'vetoes' | 'findings'> & {
  /** Log positions of the targets that the year was measured against. */
  readonly targetPositions: readonly number[];
};

/** Read a score sheet; undefined when it is none. */
export function contentOfSheet(sheet: JsonObject): SheetContent | undefined {
  const read = sheetParts.safeParse(sheet);
  if (!read.success) return undefined;
  const { tree, lines, grade } = read.data;
  const leaves = leavesBelow(tree);
  const all = lines.map(adjustment);
  const ofKind = (...kinds: readonly string[]) => all.filter(({ kind }) => kinds.includes(kind));
  return {
    profile: leaves.map(profileItem),
    bonuses: ofKind('bonus'), deductions: ofKind('deduction', 'manual-deduction'), adjustments: ofKind('adjustment'),
    vetoes: grade.vetoes.map(({ document, ...veto }) => ({ ...veto, document: document ?? null })),
    findings: findingsOf(ofKind('deduction')),
    targetPositions: leaves.flatMap((one) => one.leaf!.inputs.flatMap(({ name, position }) => (name === 'target' && position !== undefined ? [position] : []))),
  };
}

const leavesBelow = (one: Node): readonly Node[] => (one.leaf ? [one] : (one.children ?? []).flatMap(leavesBelow));

function profileItem({ code, title, possible, obtained, lost, leaf: own }: Node): ProfileItem {
  const input = (wanted: string): string | null => own!.inputs.find(({ name }) => name === wanted)?.value ?? null;
  return { node: code, title, indicator: own!.indicator, state: own!.state, actual: input('value'), target: input('target'), possible, obtained, lost, light: own!.light ?? null };
}

const adjustment = ({ kind, rule, title, matter, detail, document, points, counted, outcome }: z.output<typeof line>): AdjustmentLine => ({
  kind, rule, title, matter, detail: detail ?? null, document: document ?? null, points, counted, outcome: outcome.code,
});

/** Deductions from supervision by their matter, in the order of the sheet. */
function findingsOf(lines: readonly AdjustmentLine[]): ConfirmedFacts['findings'] {
  const byMatter = new Map<string, AdjustmentLine[]>();
  for (const one of lines) byMatter.set(one.matter, [...(byMatter.get(one.matter) ?? []), one]);
  const list = [...byMatter].map(([matter, own]): FindingSummary => ({
    matter, document: own.find(({ document }) => document !== null)?.document ?? null, severity: own[0]!.detail,
    rules: [...new Set(own.map(({ rule }) => rule))], counted: sum(own), lifted: own.every(({ outcome }) => outcome === 'lifted'),
  }));
  return { matters: list.length, lifted: list.filter(({ lifted }) => lifted).length, counted: sum(lines), list };
}

const sum = (lines: readonly AdjustmentLine[]): string => textOf(lines.reduce((total, { counted }) => total.plus(counted), decimal('0')));
