import type { Bilingual, DecimalText } from '#engine/kernel';
import type { CodedText, ScoreSheet, SheetNode, SupervisionFact } from '#domain/scoring';

/** A figure of a unit against its target. */
export interface TargetLine {
  readonly node: string;
  readonly indicator: string;
  readonly title: Bilingual;
  readonly state: string;
  readonly value: DecimalText | null;
  /** Level of evidence, for what is judged by levels. */
  readonly level: string | null;
  readonly target: DecimalText | null;
  readonly light: string | null;
  /** Share of full points, 0–1. */
  readonly rate: DecimalText | null;
}

/** Targets against actuals, as the score sheet was told them. */
export function targetLines({ tree }: Pick<ScoreSheet, 'tree'>): readonly TargetLine[] {
  return leaves(tree).map(({ code, title, rate, leaf }) => {
    const { indicator, state, inputs, light } = leaf!;
    const input = (name: string) => inputs.find((one) => one.name === name)?.value ?? null;
    return { node: code, indicator, title, state, value: input('value'), level: input('level'), target: input('target'), light: light ?? null, rate };
  });
}

const leaves = (node: SheetNode): readonly SheetNode[] => (node.leaf ? [node] : (node.children ?? []).flatMap(leaves));

/** A reward or other bonus that the unit claimed, with what it gave. */
export interface RewardLine {
  readonly rule: string;
  readonly title: Bilingual;
  readonly matter: string;
  readonly level: string | null;
  readonly document: string | null;
  readonly points: DecimalText;
  readonly outcome: CodedText;
}

export const rewardLines = ({ lines }: Pick<ScoreSheet, 'lines'>): readonly RewardLine[] =>
  lines.flatMap(({ kind, rule, title, matter, detail = null, document = null, counted, outcome }) => (kind === 'bonus' ? [{ rule, title, matter, level: detail, document, points: counted, outcome }] : []));

/** A year of the trend. */
export interface TrendYear {
  readonly round: string;
  readonly year: number;
  readonly score: DecimalText | null;
  readonly grade: string | null;
  readonly rank: number | null;
  readonly of: number;
  /** Values by indicator, as its sheet of that year was told them. */
  readonly values: Readonly<Record<string, DecimalText>>;
}

/** Values of a sheet by indicator. */
export const valuesOf = (sheet: Pick<ScoreSheet, 'tree'>): Readonly<Record<string, DecimalText>> =>
  Object.fromEntries(targetLines(sheet).flatMap(({ indicator, value }) => (value === null ? [] : [[indicator, value]])));

/** Findings of the assessed year, by what became of them. */
export interface FindingCounts {
  readonly opened: number;
  readonly closed: number;
  readonly overdue: number;
  readonly returned: number;
  readonly repeated: number;
  readonly relapsed: number;
  readonly interviews: number;
  readonly lateReports: number;
  /** Findings by code, for their pages. */
  readonly findings: readonly string[];
}

/** Counted from what the score was told of supervision. What a review lifted does not count; a finding whose effect was lifted is still open. */
export function findingCounts(facts: readonly SupervisionFact[]): FindingCounts {
  const matters = (of: string, isCounted = (fact: SupervisionFact) => !fact.lifted): readonly string[] => [...new Set(facts.flatMap((fact) => (fact.kind === of && isCounted(fact) ? [fact.matter] : [])))];
  const [findings, unclosed] = [matters('finding'), matters('unclosed', () => true)];
  return {
    opened: findings.length, closed: findings.filter((one) => !unclosed.includes(one)).length, overdue: matters('overdue').length, returned: matters('returned').length, repeated: matters('repeated').length,
    relapsed: matters('relapsed').length, interviews: matters('talk').length, lateReports: matters('late-report').length, findings: [...findings].sort(),
  };
}
