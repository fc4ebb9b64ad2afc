import type { Recorded } from '#engine/kernel';
import { leavesOf, type Group, type Leaf } from '#domain/scoring';
import { kindOfLeaf } from '../leaf-kinds.js';
import type { ResultEvent } from '../result.events.js';
import { result } from '../result.state.js';
import { countingClaims, hasEvidence } from './counting-claims.js';

/** What a unit can claim: the leaves of its tree, each with what it takes, and the rules for bonuses. */
export function formOf({ code, title, scale, tree, bonuses }: Group) {
  return {
    group: code, title, scale,
    leaves: leavesOf(tree).map((leaf) => ({ node: leaf.code, title: leaf.title, indicator: leaf.indicator, points: leaf.points ?? null, takes: kindOfLeaf(leaf), levels: levelsOf(leaf), items: itemsOf(leaf) })),
    bonusRules: (bonuses?.rules ?? []).map(({ code: rule, title: called, documentTypes, points, cap = null }) => ({ rule, title: called, documentTypes, points, cap })),
  };
}

const levelsOf = ({ method }: Leaf): readonly string[] => (method.type === 'evidence-levels' ? method.levels.map(({ code }) => code) : []);
const itemsOf = ({ method }: Leaf): readonly string[] => (method.type === 'deduction-per-item' ? method.items.map(({ code }) => code) : []);

/** A self-assessment as it stands: what was claimed, which claims count, and what became of the bonus claims. Undefined while there is none. */
export function pageOf(facts: readonly Recorded<ResultEvent>[]) {
  const last = facts.findLast((event) => event.type === 'assessment.SelfAssessmentSubmitted');
  if (!last) return undefined;
  const known = facts.reduce((state, event) => result.evolve(state, event), result.initial);
  const { bonusDecisions, returned } = known;
  const counting = countingClaims(known).map(({ node }) => node);
  const { round, unit, items, bonuses, ...report } = last.data;
  return {
    round, unit, submittedAt: last.recordedAt, ...report, returned: returned ?? null,
    items: items.map((item) => ({ ...item, counts: counting.includes(item.node) })),
    bonuses: bonuses.map((bonus) => ({ ...bonus, counts: !returned && hasEvidence(bonus), accepted: bonusDecisions[bonus.claim]?.accepted ?? null })),
  };
}
