import { chineseDate, cityDate, fill, type Bilingual, type DomainEvent, type Instant } from '#engine/kernel';
import type { Deadline, FindingEvent } from '../finding.events.js';
import type { IssuedFinding } from '../finding.state.js';
import type { EscalationRule } from './escalation-policy.events.js';

type Escalated = Extract<FindingEvent, { type: 'supervision.FindingEscalated' }>;
type Recipient = Escalated['data']['recipients'][number];

/** Whom a rule's recipients are about. */
export interface Parties {
  readonly unit: string;
  readonly supporting: readonly string[];
}

/** Roles and units that a rule tells: each once, in the rule's order. A rule about supporting units tells nobody where none supports. */
export function recipientsOf(rule: Pick<EscalationRule, 'recipients'>, { unit, supporting }: Parties): Recipient[] {
  const all = rule.recipients.flatMap(({ role, of }): Recipient[] => {
    if (of === 'city') return [{ role }];
    return of === 'lead' ? [{ role, unit }] : supporting.map((one) => ({ role, unit: one }));
  });
  return all.filter((one, index) => all.findIndex((other) => other.role === one.role && other.unit === one.unit) === index);
}

/** Places that the text of a rule may have. */
export const textPlaces = ['number', 'title', 'due', 'unit'] as const;

/** A rule's text with its places filled; dates as each language writes them, in the city's time. */
export function textOf(text: Bilingual, { due, unit, ...values }: { readonly number: string; readonly title: string; readonly unit: Bilingual; readonly due: Instant }): { zh: string; en: string } {
  const date = cityDate(due);
  return { zh: fill(text.zh, { ...values, unit: unit.zh, due: chineseDate(date) }), en: fill(text.en, { ...values, unit: unit.en, due: date }) };
}

/**
 * The fact that a level is raised for a due time: recipients by role and unit as they are now, and the text as they read it.
 * `policy` is the version that the rule is of, `called` the name of the unit, its code where it has none.
 */
export function escalated(
  { number, content }: Pick<IssuedFinding, 'number' | 'content'>,
  finding: string,
  rule: EscalationRule,
  trigger: string,
  dueAt: Instant,
  { code, version }: Deadline['policy'],
  called: Bilingual | undefined,
): DomainEvent<'supervision.FindingEscalated', Escalated['data']> {
  const { title, unit } = content;
  return {
    type: 'supervision.FindingEscalated',
    data: {
      finding, number, unit, level: rule.level, trigger, dueAt, policy: { code, version },
      recipients: recipientsOf(rule, content), text: textOf(rule.text, { number, title, unit: called ?? { zh: unit, en: unit }, due: dueAt }),
    },
  };
}

/** The rule that the n-th return sets off; undefined where the policy has none for it. */
export const ruleForReturn = (rules: readonly EscalationRule[], times: number): EscalationRule | undefined =>
  rules.find(({ when }) => when.some((trigger) => trigger.kind === 'returned' && trigger.times === times));
