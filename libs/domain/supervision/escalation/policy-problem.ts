import { refuse, textProblem, type Json, type Refusal } from '#engine/kernel';
import type { EscalationRule, EscalationTrigger } from './escalation-policy.events.js';
import { textPlaces } from './escalation-notice.js';
import { isAbove, levelNames } from './level-names.js';

/** Roles that a rule may tell. */
export const recipientRoles = ['reporter', 'inspector', 'bureau', 'leadership', 'organisation', 'auditor'] as const;

const longestText = 500;

type Check = (rule: EscalationRule, lower: readonly EscalationRule[]) => readonly [code: string, values?: Readonly<Record<string, Json>>] | undefined;

const checks: readonly Check[] = [
  ({ level }, lower) => (lower.some((other) => !isAbove(level, other.level)) ? ['supervision.levels-not-ascending'] : undefined),
  ({ when }) => (when.length === 0 ? ['supervision.level-without-trigger'] : undefined),
  ({ when }) => (new Set(when.map(({ kind }) => kind)).size < when.length ? ['supervision.trigger-twice'] : undefined),
  ({ when }, lower) => (has(when, 'before-due') && [...lower.map((rule) => rule.when), when].some((some) => has(some, 'overdue')) ? ['supervision.reminder-above-overdue'] : undefined),
  ({ when }, lower) => (when.some((trigger) => lower.some((other) => other.when.some((earlier) => comesBefore(trigger, earlier)))) ? ['supervision.steps-out-of-order'] : undefined),
  ({ recipients }) => (recipients.length === 0 ? ['supervision.level-without-recipient'] : undefined),
  ({ recipients }) => {
    const stranger = recipients.find(({ role }) => !recipientRoles.some((known) => known === role));
    return stranger && ['supervision.unknown-recipient', { role: stranger.role }];
  },
  ({ text }) => ([text.zh, text.en].some((one) => textProblem(one, { max: longestText })) ? ['supervision.bad-rule-text'] : undefined),
  ({ text }) => {
    const place = [...`${text.zh}${text.en}`.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1]!).find((one) => !textPlaces.some((known) => known === one));
    return place === undefined ? undefined : ['supervision.unknown-text-place', { place }];
  },
];

/** The first thing that is wrong with rules, lowest level first; undefined when they hold together. */
export function rulesProblem(rules: readonly EscalationRule[]): Refusal | undefined {
  for (const [index, rule] of rules.entries()) {
    for (const check of checks) {
      const found = check(rule, rules.slice(0, index));
      const { zh, en } = levelNames[rule.level];
      if (found) return refuse(found[0], { level: zh, levelEn: en, ...found[1] }, `body.rules.${index}`);
    }
  }
  return undefined;
}

const has = (when: readonly EscalationTrigger[], kind: EscalationTrigger['kind']): boolean => when.some((trigger) => trigger.kind === kind);

/** Whether a higher level's trigger comes before a lower one's of the same kind. Working and calendar days are not compared: which come first depends on the holidays. */
function comesBefore(higher: EscalationTrigger, lower: EscalationTrigger): boolean {
  if (higher.kind === 'returned' && lower.kind === 'returned') return higher.times < lower.times;
  if (higher.kind === 'behind-months' && lower.kind === 'behind-months') return higher.months < lower.months;
  if (!('dayKind' in higher) || !('dayKind' in lower) || higher.kind !== lower.kind || higher.dayKind !== lower.dayKind) return false;
  return higher.kind === 'before-due' ? higher.days > lower.days : higher.days < lower.days;
}
