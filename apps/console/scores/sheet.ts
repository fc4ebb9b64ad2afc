import type { Bilingual } from '../language/texts.js';
import { compare, difference, isZero, negated, rounded, sumOf } from './decimals.js';

/** A text with the code it was built from. */
export interface CodedText extends Bilingual {
  readonly code: string;
}

/** Where a number came from. */
export interface Origin {
  readonly position?: number;
  readonly eventId?: string;
  readonly period?: string;
}

/** A number the score was made from. */
export interface SheetInput extends Origin {
  readonly name: string;
  readonly value: string;
  readonly replaces?: string;
}

export interface SheetLeaf {
  readonly indicator: string;
  readonly method: { readonly type: string; readonly version: number; readonly title: Bilingual };
  readonly state: string;
  readonly treatment: CodedText;
  readonly reason: CodedText | null;
  readonly provisional: boolean;
  readonly inputs: readonly SheetInput[];
  readonly peers?: { readonly count: number; readonly min: string; readonly max: string; readonly knownAt?: number };
  readonly light?: string;
}

/** One node of a score sheet. Figures are exact decimal texts. */
export interface SheetNode {
  readonly code: string;
  readonly title: Bilingual;
  readonly weight: string;
  readonly weightIs: 'points' | 'weight';
  readonly share: string;
  readonly effectiveShare: string | null;
  readonly possible: string | null;
  readonly obtained: string | null;
  readonly lost: string | null;
  readonly rate: string | null;
  readonly contribution: string | null;
  readonly formula: CodedText | null;
  readonly notes: readonly CodedText[];
  readonly leaf?: SheetLeaf;
  readonly aggregate?: string;
  readonly children?: readonly SheetNode[];
}

/** A bonus, deduction or adjustment and what became of it. */
export interface SheetLine extends Origin {
  readonly kind: string;
  readonly rule: string;
  readonly title: Bilingual;
  readonly matter: string;
  readonly detail?: string;
  readonly document?: string;
  readonly points: string;
  readonly counted: string;
  readonly outcome: CodedText;
  readonly lifted?: Origin & { readonly document?: string };
}

/** Everything needed to follow a unit's score by hand, as the server sends it. */
export interface ScoreSheet {
  readonly engineVersion: string;
  readonly scheme: { readonly id: string; readonly version: number; readonly title: Bilingual; readonly hash: string };
  readonly group: { readonly code: string; readonly title: Bilingual };
  readonly unit: string;
  readonly asOf: string | null;
  readonly asKnownAt: number | null;
  readonly monthsElapsed: number | null;
  readonly tree: SheetNode;
  readonly lines: readonly SheetLine[];
  readonly total: {
    readonly scale: string;
    readonly base: string | null;
    readonly bonus: string;
    readonly deduction: string;
    readonly adjustment?: string;
    readonly raw: string | null;
    readonly rounding: { readonly places: number; readonly mode: string; readonly applies: string };
    readonly published: string | null;
    readonly formula: CodedText;
  };
  readonly grade: {
    readonly byScore: string | null;
    readonly final: string | null;
    readonly formula: CodedText;
    readonly vetoes: readonly (Origin & { readonly rule: string; readonly title: Bilingual; readonly matter: string; readonly document?: string; readonly grade: string })[];
    readonly quota: { readonly grade: string; readonly places: number; readonly candidates: number; readonly outcome: string } | null;
  };
  readonly rank: { readonly rank: number | null; readonly of: number; readonly ties: string };
  readonly coverage: string;
  readonly gaps: number;
  readonly provisional: boolean;
}

/** The leaves of a tree, from first to last. */
export const leavesOf = (node: SheetNode): readonly SheetNode[] => (node.leaf ? [node] : (node.children ?? []).flatMap(leavesOf));

/** The nodes right below the root: what a total is first split into. */
export const topNodes = ({ tree }: ScoreSheet): readonly SheetNode[] => tree.children ?? [tree];

/** One step of the way from nothing to the published score. */
export interface Addend {
  readonly key: string;
  /** Title of a node; what else adds is named by its key. */
  readonly title?: Bilingual;
  /** What is added, shortened for reading; none where the node was not measured. */
  readonly points: string | null;
  /** What is added, to the last digit. */
  readonly exact: string | null;
}

/**
 * The steps from nothing to the published score. The shortened points add up to it exactly: what shortening and rounding
 * change is a step of its own, the last.
 */
export function addendsOf(sheet: ScoreSheet): readonly Addend[] {
  const { total } = sheet;
  if (total.base === null || total.raw === null || total.published === null) return [];
  const places = total.rounding.places + 2;
  const step = (key: string, exact: string): Addend => ({ key, exact, points: rounded(exact, places) });
  const nodes = topNodes(sheet).map(({ code, title, contribution }): Addend => (contribution === null ? { key: code, title, exact: null, points: null } : { ...step(code, contribution), title }));
  const adjustment = total.adjustment ?? '0';
  const unlimited = sumOf([total.base, total.bonus, negated(total.deduction), adjustment]);
  const others = [step('~bonus', total.bonus), step('~deduction', negated(total.deduction)), step('~adjustment', adjustment), step('~limits', difference(total.raw, unlimited))];
  const steps = [...nodes, ...others.filter(({ exact }) => !isZero(exact!))];
  const rest = difference(total.published, sumOf(steps.flatMap(({ points }) => points ?? [])));
  return isZero(rest) ? steps : [...steps, { key: '~rounding', exact: rest, points: rest }];
}

/** Something that took points, and how many it would bring. */
export interface Loss {
  readonly key: string;
  readonly title: Bilingual;
  readonly points: string;
  readonly node?: SheetNode;
  readonly line?: SheetLine;
}

/** Where points were lost, the most first: leaves below full points, and deductions that counted. */
export function lossesOf(sheet: ScoreSheet): readonly Loss[] {
  const leaves = leavesOf(sheet.tree).flatMap((node): Loss[] => (node.lost === null || compare(node.lost, '0') <= 0 ? [] : [{ key: node.code, title: node.title, points: node.lost, node }]));
  const lines = sheet.lines.flatMap((line, index): Loss[] => (line.kind === 'bonus' || line.kind === 'adjustment' || isZero(line.counted) ? [] : [{ key: `line-${index}`, title: line.title, points: line.counted, line }]));
  return [...leaves, ...lines].sort((a, b) => compare(b.points, a.points));
}

/** Leaves that took no part in the score: not measured, and never counted as zero. */
export const unmeasured = (sheet: ScoreSheet): readonly SheetNode[] => leavesOf(sheet.tree).filter(({ rate }) => rate === null);

/** How a leaf of a unit stands beside the rest of its group. */
export interface Standing {
  readonly node: SheetNode;
  /** Points above (or, negative, below) what the group's mean rate would bring. */
  readonly ahead: number;
}

/**
 * A unit's leaves held against the mean of its group, strongest first: for reading, not for scoring. `sheets` are those of
 * the whole group.
 */
export function standingsOf(sheet: ScoreSheet, sheets: readonly ScoreSheet[]): readonly Standing[] {
  const rates = new Map<string, number[]>();
  for (const one of sheets) for (const { code, rate } of leavesOf(one.tree)) if (rate !== null) rates.set(code, [...(rates.get(code) ?? []), Number(rate)]);
  return leavesOf(sheet.tree)
    .flatMap((node): Standing[] => {
      const all = rates.get(node.code) ?? [];
      if (node.rate === null || node.possible === null || all.length < 2) return [];
      const mean = all.reduce((sum, rate) => sum + rate, 0) / all.length;
      return [{ node, ahead: (Number(node.rate) - mean) * Number(node.possible) }];
    })
    .sort((a, b) => b.ahead - a.ahead);
}
