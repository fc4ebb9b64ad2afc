import type { AdviceGround, LinkageAdvice, YearResult } from '../dossier-content.events.js';
import type { LinkageCondition } from '../linkage-rules.events.js';
import type { LinkageRulesState } from '../linkage-rules.state.js';

/** What the rules look at: this year's result and those of the years before it, without a gap. */
export interface JudgedResult {
  readonly grade: string | null;
  readonly vetoed: boolean;
  /** This year first. */
  readonly trend: readonly YearResult[];
}

type AdoptedRules = Extract<LinkageRulesState, { document: string }>;

/**
 * What the linkage rules advise for a result, each with the facts it rests on. Ranks are competition ranks: units that share a rank
 * carry its better number, so a shared last rank is not among the last.
 */
export function adviceOn(code: string, { version, document, content: { rules, quotas, weight } }: AdoptedRules, result: JudgedResult): LinkageAdvice {
  const items: LinkageAdvice['items'] = [];
  const unanswered: string[] = [];
  for (const rule of rules) {
    const answers = rule.when.map((condition) => groundsOf(condition, result));
    const because = answers.filter((answer): answer is AdviceGround[] => Array.isArray(answer)).flat();
    if (because.length > 0) items.push({ code: rule.code, text: rule.advice, document: rule.document ?? document, because: distinct(because) });
    else if (answers.includes('unknown')) unanswered.push(rule.code);
  }
  return { rules: { code, version, document }, items, unanswered, quotas, weight };
}

/** The facts that meet a condition; `unmet`; or `unknown` where it asks for rounds that were not published. */
function groundsOf(condition: LinkageCondition, { grade, vetoed, trend }: JudgedResult): AdviceGround[] | 'unmet' | 'unknown' {
  const { rank, of } = trend[0]!;
  const grounds: AdviceGround[] = [];
  if (condition.grades !== undefined) {
    if (grade === null || !condition.grades.includes(grade)) return 'unmet';
    grounds.push({ fact: 'grade', grade });
  }
  if (condition.vetoed !== undefined) {
    if (condition.vetoed !== vetoed) return 'unmet';
    grounds.push({ fact: 'vetoed', vetoed });
  }
  if (condition.rankAtMost !== undefined) {
    if (rank === null || rank > condition.rankAtMost) return 'unmet';
    grounds.push({ fact: 'rank', rank, of });
  }
  if (condition.bottomRanks !== undefined) {
    const { places, running } = condition.bottomRanks;
    const wanted = trend.slice(0, running);
    if (wanted.some((year) => year.rank === null || year.rank <= year.of - places)) return 'unmet';
    if (wanted.length < running) return 'unknown';
    grounds.push(...wanted.map((year): AdviceGround => ({ fact: 'bottom-rank', year: year.year, rank: year.rank!, of: year.of })));
  }
  return grounds;
}

const distinct = (grounds: readonly AdviceGround[]): AdviceGround[] => [...new Map(grounds.map((ground) => [JSON.stringify(ground), ground])).values()];
