import { atOnceTexts, recipientOfWords, recipientRoleWords, ruleDayWords, triggerTexts } from '../../../words/escalation-words.js';
import { ofOne, type Bilingual } from '../../language/texts.js';
import type { BodyOf } from '../../server/ask.js';

/** Rules of escalation as they are published. */
export type Rule = BodyOf<'POST /supervision/escalation-policy'>['rules'][number];
/** What raises a level. */
export type Trigger = Rule['when'][number];
/** Whom a level tells. */
export interface Recipient {
  readonly role: string;
  readonly of: 'lead' | 'supporting' | 'city';
}

const fill = (text: string, values: Readonly<Record<string, string | number>>): string => text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));

/** A trigger as people say it: 到期前 3 工作日, 退回 2 次. */
export function triggerWord(trigger: Trigger): Bilingual {
  const isAtOnce = 'days' in trigger && trigger.days === 0 && trigger.kind in atOnceTexts;
  const text = isAtOnce ? atOnceTexts[trigger.kind]! : triggerTexts[trigger.kind];
  const unit: Bilingual = 'dayKind' in trigger ? ruleDayWords[trigger.dayKind] : { zh: '', en: '' };
  const { kind: _kind, ...numbers } = trigger;
  return { zh: fill(text.zh, { ...numbers, unit: unit.zh }), en: ofOne(fill(text.en, { ...numbers, unit: unit.en })) };
}

/** A recipient as people say it: 责任单位填报员. The city's roles are named alone. */
export function recipientWord({ role, of }: Recipient): Bilingual {
  const called = recipientRoleWords[role] ?? { zh: role, en: role };
  if (of === 'city') return called;
  return { zh: `${recipientOfWords[of].zh}${called.zh}`, en: `${called.en} of the ${recipientOfWords[of].en.replace(/^the /, '')}` };
}

/** A trigger of a kind with the numbers it usually begins with. */
export function newTrigger(kind: Trigger['kind']): Trigger {
  switch (kind) {
    case 'before-due': return { kind, days: 3, dayKind: 'working' };
    case 'overdue': return { kind, days: 0, dayKind: 'calendar' };
    case 'not-acknowledged': return { kind, days: 0, dayKind: 'working' };
    case 'returned': return { kind, times: 2 };
    case 'behind-months': return { kind, months: 2 };
    case 'behind-quarter': return { kind, quarter: 3 };
  }
}

/** The number of a trigger that people set, and under which name. */
export function numberOf(trigger: Trigger): { readonly name: 'days' | 'times' | 'months' | 'quarter'; readonly value: number } {
  switch (trigger.kind) {
    case 'returned': return { name: 'times', value: trigger.times };
    case 'behind-months': return { name: 'months', value: trigger.months };
    case 'behind-quarter': return { name: 'quarter', value: trigger.quarter };
    default: return { name: 'days', value: trigger.days };
  }
}
