import { Decimal, textOf, type Bilingual, type DecimalText } from '#engine/kernel';
import type { ScoreSheet, SheetLine, SheetNode } from '#domain/scoring';

/**
 * Digits enough to add contributions of 20 places to totals of 40 digits without rounding anywhere: what moved a total adds up to the
 * move exactly.
 */
const Exact = Decimal.clone({ precision: 120 });
const exact = (text: DecimalText): Decimal => new Exact(text);
const zero = exact('0');

/** One thing that moved a unit's total, and by how many points. */
export type MoveReason = {
  /** `node`: a leaf of the scheme · `limits`: what the limits of the total cut off or filled up. */
  readonly kind: 'node' | 'bonus' | 'deduction' | 'manual-deduction' | 'adjustment' | 'limits';
  /** Leaf, or rule with its matter. */
  readonly code: string;
  readonly title: Bilingual;
  /** Points it gave before and after; a deduction's are negative. Of a leaf, its part of the base score. */
  readonly from: DecimalText;
  readonly to: DecimalText;
  readonly delta: DecimalText;
};

interface Part {
  readonly kind: MoveReason['kind'];
  readonly code: string;
  readonly title: Bilingual;
  readonly points: Decimal;
}

/**
 * What moved a unit's exact total from one sheet to another, the strongest first; null where one side has no total. The deltas add up to
 * the move exactly: what the 20 places of a sheet's contributions leave over is part of the node that moved most.
 */
export function movesBetween(from: ScoreSheet, to: ScoreSheet): readonly MoveReason[] | null {
  if (from.total.raw === null || to.total.raw === null) return null;
  const [was, is] = [partsOf(from), partsOf(to)];
  const moves = [...new Set([...was.keys(), ...is.keys()])].map((key) => {
    const [before, after] = [was.get(key)?.points ?? zero, is.get(key)?.points ?? zero];
    const { kind, code, title } = (is.get(key) ?? was.get(key))!;
    return { kind, code, title, before, after, delta: after.minus(before) };
  });
  const left = exact(to.total.raw).minus(from.total.raw).minus(moves.reduce((sum, { delta }) => sum.plus(delta), zero));
  moves.sort((a, b) => b.delta.abs().cmp(a.delta.abs()) || (`${a.kind} ${a.code}` < `${b.kind} ${b.code}` ? -1 : 1));
  const most = moves.find(({ kind }) => kind === 'node') ?? moves[0];
  if (most && !left.isZero()) most.delta = most.delta.plus(left);
  return moves
    .filter(({ delta }) => !delta.isZero())
    .map(({ before, after, delta, ...about }) => ({ ...about, from: textOf(before), to: textOf(after), delta: textOf(delta) }));
}

/** Everything that a total is the sum of, by a key that is the same on both sheets. */
function partsOf(sheet: ScoreSheet): ReadonlyMap<string, Part> {
  const parts = new Map<string, Part>();
  const add = (key: string, part: Part): void => {
    const known = parts.get(key);
    parts.set(key, known ? { ...known, points: known.points.plus(part.points) } : part);
  };
  for (const leaf of leavesOf(sheet.tree)) if (leaf.contribution !== null) add(`node ${leaf.code}`, { kind: 'node', code: leaf.code, title: leaf.title, points: exact(leaf.contribution) });
  for (const line of sheet.lines) add(`${line.kind} ${line.rule} ${line.matter}`, ofLine(line));
  const { base, bonus, deduction, adjustment = '0', raw } = sheet.total;
  const limited = exact(raw!).minus(exact(base!).plus(bonus).minus(deduction).plus(adjustment));
  // Arithmetic at 40 digits may round the last of them: that is no limit.
  if (limited.abs().gt('1e-30')) add('limits', { kind: 'limits', code: 'limits', title: { zh: '总分上下限', en: 'Limits of the total' }, points: limited });
  return parts;
}

const leavesOf = (node: SheetNode): readonly SheetNode[] => (node.children ? node.children.flatMap(leavesOf) : [node]);

function ofLine({ kind, rule, matter, title, counted }: SheetLine): Part {
  const points = exact(counted);
  const takes = kind === 'deduction' || kind === 'manual-deduction';
  return { kind: kind as MoveReason['kind'], code: `${rule} ${matter}`, title, points: takes ? points.negated() : points };
}
