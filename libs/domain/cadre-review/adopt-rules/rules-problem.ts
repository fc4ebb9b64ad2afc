import { decimal, decimalProblem, refuse, textProblem, type Refusal } from '#engine/kernel';
import type { LinkageContent, LinkageQuotas, LinkageRule } from '../linkage-rules.events.js';

const longestText = 500;

/** The first thing that is wrong with linkage rules; undefined when they hold together. */
export function linkageProblem({ rules, quotas, weight }: LinkageContent): Refusal | undefined {
  for (const [index, rule] of rules.entries()) {
    const found = ruleProblem(rule, rules.slice(0, index));
    if (found) return refuse(found, { rule: rule.code }, `body.content.rules.${index}`);
  }
  if (decimalProblem(weight) || decimal(weight).lt(1) || decimal(weight).gt(5)) return refuse('cadre-review.bad-weight', { weight }, 'body.content.weight');
  return quotaProblem(quotas);
}

function ruleProblem({ code, when, advice }: LinkageRule, before: readonly LinkageRule[]): string | undefined {
  if (before.some((other) => other.code === code)) return 'cadre-review.rule-twice';
  if (when.some((condition) => Object.keys(condition).length === 0)) return 'cadre-review.empty-condition';
  return [advice.zh, advice.en].some((text) => textProblem(text, { max: longestText })) ? 'cadre-review.bad-rule-text' : undefined;
}

function quotaProblem({ groupsExcellent, personsExcellent, personsByGroup }: LinkageQuotas): Refusal | undefined {
  const { excellent, fair, poor } = personsByGroup;
  const wrong = [groupsExcellent, personsExcellent, excellent, fair, poor].find((percent) => decimalProblem(percent) !== undefined || decimal(percent).lt(0) || decimal(percent).gt(100));
  if (wrong !== undefined) return refuse('cadre-review.bad-quota', { percent: wrong }, 'body.content.quotas');
  const descending = decimal(excellent).gte(fair) && decimal(fair).gte(poor);
  return descending ? undefined : refuse('cadre-review.quotas-not-descending', { excellent, fair, poor }, 'body.content.quotas.personsByGroup');
}
