import { decimal, textOf, type Bilingual, type Decimal } from '#engine/kernel';
import { zero } from '../methods/method.js';
import type { Bonuses, Deductions } from '../scheme/rule-schema.js';
import { isLeaf, type Group, type SchemeNode } from '../scheme/scheme.js';
import type { Lifting, NodeAdjustment, Origin, UnitInput } from './input.js';

/** Why a claim or fact counts, or does not. */
export type LineOutcome =
  | 'counted' | 'no-such-rule' | 'document-missing' | 'document-type-not-listed' | 'level-not-listed'
  | 'same-matter-counted-higher' | 'rule-cap-reached' | 'total-cap-reached' | 'severity-not-listed' | 'not-allowed' | 'lifted' | 'no-such-node';

/** One bonus claim, supervision fact, manual deduction or adjustment of a node, and what it did. */
export interface AdjustmentLine extends Origin {
  readonly kind: 'bonus' | 'deduction' | 'manual-deduction' | 'adjustment';
  /** The rule; for an adjustment the node. */
  readonly rule: string;
  readonly title: Bilingual;
  readonly matter: string;
  readonly detail?: string | undefined;
  readonly document?: string | undefined;
  readonly lifted?: Lifting | undefined;
  /** Points by the rule, before caps; an adjustment's are signed. */
  readonly points: Decimal;
  /** Points that count. */
  counted: Decimal;
  outcome: LineOutcome;
}

export interface VetoLine extends Origin {
  readonly rule: string;
  readonly title: Bilingual;
  readonly matter: string;
  readonly document?: string | undefined;
  readonly grade: string;
  readonly effect: 'set' | 'at-most';
}

/** What changes a unit's total beside its indicators. */
export interface Adjustments {
  readonly bonus: Decimal;
  readonly deduction: Decimal;
  /** Sum of the adjustments of nodes, signed. */
  readonly adjustment: Decimal;
  readonly lines: readonly AdjustmentLine[];
  readonly vetoes: readonly VetoLine[];
  /** Indicators whose points are gone because their data were falsified. */
  readonly zeroed: ReadonlySet<string>;
}

export function adjustmentsOf(group: Group, unit: UnitInput): Adjustments {
  const bonus = group.bonuses ? bonusLines(group.bonuses, unit) : [];
  const deduction = group.deductions ? deductionLines(group.deductions, unit) : [];
  const adjustment = unit.adjustments ? adjustmentLines(group.tree, unit.adjustments) : [];
  return {
    bonus: total(bonus),
    deduction: total(deduction),
    adjustment: total(adjustment),
    lines: [...bonus, ...deduction, ...adjustment],
    vetoes: vetoLines(group, unit),
    zeroed: zeroedIndicators(group, unit),
  };
}

const total = (lines: readonly AdjustmentLine[]): Decimal => lines.reduce((sum, line) => sum.plus(line.counted), zero);

const origin = (of: Origin): Origin => ({ position: of.position, eventId: of.eventId, period: of.period });

/** Highest first; then a fixed order, so that the order in which facts were handed over never shows. */
function order(lines: AdjustmentLine[]): AdjustmentLine[] {
  const key = (line: AdjustmentLine) => `${line.rule} ${line.matter} ${line.document ?? ''} ${line.position ?? ''} ${line.detail ?? ''}`;
  return lines.sort((a, b) => b.points.cmp(a.points) || (key(a) < key(b) ? -1 : 1));
}

function bonusLines(bonuses: Bonuses, unit: UnitInput): AdjustmentLine[] {
  const lines = (unit.bonuses ?? []).map((claim): AdjustmentLine => {
    const rule = bonuses.rules.find((candidate) => candidate.code === claim.rule);
    const points = rule && pointsAt(rule.points, claim.level);
    const outcome: LineOutcome = !rule
      ? 'no-such-rule'
      : claim.document === undefined || claim.document === ''
        ? 'document-missing'
        : !rule.documentTypes.includes(claim.documentType)
          ? 'document-type-not-listed'
          : points === undefined
            ? 'level-not-listed'
            : 'counted';
    return {
      ...origin(claim), kind: 'bonus', rule: claim.rule, title: rule?.title ?? { zh: claim.rule, en: claim.rule },
      matter: claim.matter, detail: claim.level, document: claim.document,
      points: points === undefined ? zero : decimal(points), counted: zero, outcome,
    };
  });
  const ordered = order(lines);
  onceEach(ordered, (line) => line.matter);
  const caps = new Map(bonuses.rules.map((rule) => [rule.code, rule.cap]));
  return capped(ordered, (line) => caps.get(line.rule), bonuses.cap);
}

const pointsAt = (points: Readonly<Record<string, string>>, level: string | undefined): string | undefined =>
  level !== undefined && Object.hasOwn(points, level) ? points[level] : undefined;

/** Of lines on the same matter only the first (highest) counts. */
function onceEach(lines: readonly AdjustmentLine[], keyOf: (line: AdjustmentLine) => string): void {
  const seen = new Set<string>();
  for (const line of lines) {
    if (line.outcome !== 'counted') continue;
    const key = keyOf(line);
    if (seen.has(key)) line.outcome = 'same-matter-counted-higher';
    else seen.add(key);
  }
}

/** Give out points, highest first, until the rule's cap and then the cap over all rules is reached. */
function capped(lines: AdjustmentLine[], ruleCap: (line: AdjustmentLine) => string | undefined, cap: string | undefined): AdjustmentLine[] {
  const given = new Map<string, Decimal>();
  let all = zero;
  for (const line of lines) {
    if (line.outcome !== 'counted') continue;
    const soFar = given.get(line.rule) ?? zero;
    const byRule = room(line.points, soFar, ruleCap(line));
    const byTotal = room(byRule, all, cap);
    if (byTotal.lt(byRule)) line.outcome = 'total-cap-reached';
    else if (byRule.lt(line.points)) line.outcome = 'rule-cap-reached';
    line.counted = byTotal;
    given.set(line.rule, soFar.plus(byTotal));
    all = all.plus(byTotal);
  }
  return lines;
}

function room(points: Decimal, given: Decimal, cap: string | undefined): Decimal {
  if (cap === undefined) return points;
  const left = decimal(cap).minus(given);
  return left.lte(0) ? zero : points.gt(left) ? left : points;
}

function deductionLines(deductions: Deductions, unit: UnitInput): AdjustmentLine[] {
  const lines = deductions.rules.flatMap((rule) =>
    (unit.supervision ?? [])
      .filter((fact) => fact.kind === rule.kind)
      .map((fact): AdjustmentLine => {
        const points = typeof rule.points === 'string' ? rule.points : pointsAt(rule.points, fact.severity);
        return {
          ...origin(fact), kind: 'deduction', rule: rule.code, title: rule.title, matter: fact.matter, detail: fact.severity,
          document: fact.document, lifted: fact.lifted, points: points === undefined ? zero : decimal(points), counted: zero,
          outcome: fact.lifted ? 'lifted' : points === undefined ? 'severity-not-listed' : 'counted',
        };
      }),
  );
  const manual = (unit.deductions ?? []).map((entry): AdjustmentLine => ({
    ...origin(entry), kind: 'manual-deduction', rule: 'manual', title: entry.reason, matter: entry.document ?? '',
    document: entry.document, points: decimal(entry.points), counted: zero,
    outcome: !deductions.manual.allowed ? 'not-allowed' : entry.document ? 'counted' : 'document-missing',
  }));
  const byRule = order(lines);
  onceEach(byRule, (line) => `${line.rule}\n${line.matter}`);
  const caps = new Map([['manual', deductions.manual.cap], ...deductions.rules.map((rule) => [rule.code, rule.cap] as const)]);
  return capped([...byRule, ...order(manual)], (line) => caps.get(line.rule), deductions.cap);
}

/** Each counts in full, in the order in which they were decided. */
function adjustmentLines(tree: SchemeNode, adjustments: readonly NodeAdjustment[]): AdjustmentLine[] {
  const titles = new Map(nodesOf(tree).map(({ code, title }) => [code, title]));
  const lines = adjustments.map((entry): AdjustmentLine => {
    const title = titles.get(entry.node);
    const points = decimal(entry.points);
    return {
      ...origin(entry), kind: 'adjustment', rule: entry.node, title: title ?? { zh: entry.node, en: entry.node }, matter: entry.reason, document: entry.document,
      points, counted: title ? points : zero, outcome: title ? 'counted' : 'no-such-node',
    };
  });
  const key = (line: AdjustmentLine) => `${line.rule} ${line.matter} ${line.document ?? ''} ${textOf(line.points)} ${line.eventId ?? ''}`;
  return lines.sort((a, b) => (a.position ?? 0) - (b.position ?? 0) || (key(a) < key(b) ? -1 : 1));
}

const nodesOf = (node: SchemeNode): SchemeNode[] => [node, ...(isLeaf(node) ? [] : node.children.flatMap(nodesOf))];

function vetoLines(group: Group, unit: UnitInput): VetoLine[] {
  return group.vetoes.flatMap((rule): VetoLine[] => {
    const common = { rule: rule.code, title: rule.title, grade: rule.grade, effect: rule.effect };
    const facts = (unit.vetoes ?? []).filter((fact) => fact.rule === rule.code);
    const named = facts.map((fact) => ({ ...common, ...origin(fact), matter: fact.matter, document: fact.document }));
    named.sort((a, b) => (a.position ?? 0) - (b.position ?? 0) || (a.matter < b.matter ? -1 : 1));
    const watched = rule.indicator && unit.values[rule.indicator.code];
    const triggered =
      watched?.state === 'reported' && watched.value !== undefined && decimal(watched.value).gt(decimal(rule.indicator!.above));
    if (!triggered) return named;
    return [...named, { ...common, ...origin(watched), matter: `${rule.indicator!.code} = ${watched.value}` }];
  });
}

function zeroedIndicators(group: Group, unit: UnitInput): Set<string> {
  const kinds = new Set((group.deductions?.rules ?? []).filter((rule) => rule.zeroesIndicator).map((rule) => rule.kind));
  if (kinds.size === 0) return new Set();
  return new Set((unit.supervision ?? []).flatMap((fact) => (kinds.has(fact.kind) && fact.indicator && !fact.lifted ? [fact.indicator] : [])));
}
