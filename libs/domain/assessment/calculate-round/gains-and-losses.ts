import { decimal, textOf, type Bilingual, type DecimalText } from '#engine/kernel';
import type { CodedText, ScoreSheet, SheetNode } from '#domain/scoring';

/** What gave a unit points or cost it some, in words. */
export type PointLine = {
  readonly kind: 'node' | 'bonus' | 'deduction' | 'manual-deduction' | 'adjustment';
  /** Node of the scheme, or rule. */
  readonly code: string;
  readonly title: Bilingual;
  /** Points, above zero. */
  readonly points: DecimalText;
  /** Of how many; null for lines that have no full points. */
  readonly of: DecimalText | null;
  /** How the points came about. */
  readonly why: readonly CodedText[];
  readonly matter?: string;
  readonly document?: string;
  readonly position?: number;
};

/** Where a unit's points came from and where they went, the most first; of the tree, every leaf. */
export interface GainsAndLosses {
  readonly gains: readonly PointLine[];
  readonly losses: readonly PointLine[];
}

export function gainsAndLosses(sheet: ScoreSheet): GainsAndLosses {
  const leaves = leavesOf(sheet.tree);
  const lines = sheet.lines.map((line) => {
    const counted = decimal(line.counted);
    return { line, counted: line.kind === 'deduction' || line.kind === 'manual-deduction' ? counted.negated() : counted };
  });
  const ofLine = ({ line: { kind, rule, title, outcome, matter, document, position }, counted }: (typeof lines)[number]): PointLine => ({
    kind: kind as PointLine['kind'], code: rule, title, points: textOf(counted.abs()), of: null, why: [outcome], matter,
    ...(document === undefined ? {} : { document }), ...(position === undefined ? {} : { position }),
  });
  const ofNode = (node: SheetNode, points: string): PointLine => ({
    kind: 'node', code: node.code, title: node.title, points, of: node.possible, why: whyOf(node), ...originOf(node),
  });
  return {
    gains: [...leaves.flatMap((node) => (above(node.obtained) ? [ofNode(node, node.obtained!)] : [])), ...lines.filter(({ counted }) => counted.gt(0)).map(ofLine)].sort(most),
    losses: [...leaves.flatMap((node) => (above(node.lost) ? [ofNode(node, node.lost!)] : [])), ...lines.filter(({ counted }) => counted.lt(0)).map(ofLine)].sort(most),
  };
}

const leavesOf = (node: SheetNode): readonly SheetNode[] => (node.children ? node.children.flatMap(leavesOf) : [node]);

const above = (points: DecimalText | null): boolean => points !== null && decimal(points).gt(0);

/** The formula, what was done to the value before, and why it is not simply scored. */
const whyOf = ({ formula, notes, leaf }: SheetNode): readonly CodedText[] => [
  ...(leaf && leaf.treatment.code !== 'scored' ? [leaf.treatment] : []), ...(leaf?.reason ? [leaf.reason] : []), ...(formula ? [formula] : []), ...notes,
];

const originOf = ({ leaf }: SheetNode): Pick<PointLine, 'position'> => {
  const position = leaf?.inputs[0]?.position;
  return position === undefined ? {} : { position };
};

const most = (a: PointLine, b: PointLine): number => decimal(b.points).cmp(a.points) || (`${a.kind} ${a.code}` < `${b.kind} ${b.code}` ? -1 : 1);
