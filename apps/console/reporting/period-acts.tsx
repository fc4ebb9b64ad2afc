import type { ActForm } from '../acts/act-dialog.js';
import type { Field } from '../acts/fields.js';
import { periodText } from '../language/format.js';
import type { Bilingual } from '../language/texts.js';
import { OpenEffect, PeriodEffect } from './period-effect.js';
import { periodsOf } from './periods-of.js';

const both = (zh: string, en: string): Bilingual => ({ zh, en });

/** A period as its acts need it. */
export interface PeriodToChange {
  readonly plan: string;
  readonly period: string;
  readonly dueAt: string;
  readonly revision: number;
}

const due: Field = { name: 'dueAt', label: both('截止日期', 'Due date'), kind: 'date', required: true, help: both('到这一天的 24 时为止。', 'Until the end of that day.') };
const units: Field = { name: 'units', label: both('单位', 'Units'), kind: 'units', help: both('不选即为全部单位。', 'All units when none is chosen.') };
const reason: Field = { name: 'reason', label: both('原因', 'Reason'), kind: 'area', required: true, maxLength: 2000 };
const named = (zh: string, en: string, period: string): Bilingual => both(`${zh}：${periodText(period, 'zh')}`, `${en}: ${periodText(period, 'en')}`);
const chosen = (typed: Readonly<Record<string, unknown>>): readonly string[] => (typed['units'] as readonly string[] | undefined) ?? [];

/** Without units it is for all of them. */
const body = (typed: Readonly<Record<string, unknown>>) => ({ dueAt: String(typed['dueAt'] ?? ''), reason: String(typed['reason'] ?? '').trim(), ...(chosen(typed).length > 0 ? { units: [...chosen(typed)] } : {}) });

/** Open a period; those of the year that were opened already are left out. */
export const openForm = (plan: string, year: string, opened: readonly string[]): ActForm<'POST /periods/:plan/:period'> => ({
  route: 'POST /periods/:plan/:period', title: both('开放填报期', 'Open a period'), path: (typed) => ({ plan, period: String(typed['period']) }),
  fields: [
    { name: 'period', label: both('报告期', 'Period'), kind: 'choice', required: true, options: periodsOf(year).filter((period) => !opened.includes(period)).map((value) => ({ value, label: both(periodText(value, 'zh'), periodText(value, 'en')) })) },
    due,
  ],
  body: (typed) => ({ dueAt: String(typed['dueAt'] ?? '') }),
  authority: 'optional',
  effect: <OpenEffect />,
});

export const extendForm = ({ plan, period, dueAt, revision }: PeriodToChange): ActForm<'POST /periods/:plan/:period/extension'> => ({
  route: 'POST /periods/:plan/:period/extension', title: named('延长填报期', 'Extend', period), path: { plan, period }, revision, fields: [{ ...due, label: both('延长至', 'Extend to') }, units, reason], body, authority: 'optional',
  effect: (typed) => <PeriodEffect plan={plan} period={period} dueAt={dueAt} units={chosen(typed)} kind="extend" {...(typed['dueAt'] ? { to: String(typed['dueAt']) } : {})} />,
});

export const closeForm = ({ plan, period, dueAt, revision }: PeriodToChange): ActForm<'POST /periods/:plan/:period/closing'> => ({
  route: 'POST /periods/:plan/:period/closing', title: named('提前关闭填报期', 'Close', period), path: { plan, period }, revision, reason: 'required', authority: 'optional',
  effect: <PeriodEffect plan={plan} period={period} dueAt={dueAt} units={[]} kind="close" />,
});

export const reopenForm = ({ plan, period, dueAt, revision }: PeriodToChange): ActForm<'POST /periods/:plan/:period/reopening'> => ({
  route: 'POST /periods/:plan/:period/reopening', title: named('重开填报期', 'Reopen', period), path: { plan, period }, revision, fields: [{ ...due, label: both('重开至', 'Reopen until') }, units, reason], body, authority: 'required',
  effect: (typed) => <PeriodEffect plan={plan} period={period} dueAt={dueAt} units={chosen(typed)} kind="reopen" {...(typed['dueAt'] ? { to: String(typed['dueAt']) } : {})} />,
});
