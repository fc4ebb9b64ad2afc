import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { endOfCityDay, isDate, isInstant } from '#engine/kernel';
import { Commands } from '#engine/commands';
import { codeField, endpoint, From, Handle, Input, periodField, receipt, receiptReply, textField, type Caller, type InputOf } from '#engine/http';
import { given } from '../report-input.http.js';
import { mayRunPeriods } from '../report.policies.js';
import { openPeriod } from './open-period.js';
import { extendPeriod } from './extend-period.js';
import { closePeriod } from './close-period.js';
import { reopenPeriod } from './reopen-period.js';

/** A date means until its end in the city; an instant means that instant. */
const dueField = z.string()
  .refine((text) => isDate(text) || isInstant(text), { params: { code: 'not-a-date' } })
  .transform((text) => (isDate(text) ? endOfCityDay(text) : new Date(text).toISOString()))
  .meta({ examples: ['2025-04-20', '2025-04-20T10:00:00Z'] });
const params = z.strictObject({ plan: codeField, period: periodField });
const moreTime = z.strictObject({ dueAt: dueField, units: z.array(codeField).min(1).max(500).optional(), reason: textField(2000).optional() });
const route = { method: 'POST', tag: 'reporting', access: mayRunPeriods, command: true, params, reply: receiptReply } as const;

const open = endpoint({
  ...route, path: '/periods/:plan/:period',
  summary: { zh: '开放填报期', en: 'Open a period for reporting' },
  body: z.strictObject({ dueAt: dueField }),
  refusals: ['reporting.unknown-plan', 'reporting.period-already-open', 'reporting.period-closed', 'reporting.nothing-due-in-period', 'reporting.due-in-the-past', 'reporting.due-before-period'],
});

const extend = endpoint({
  ...route, path: '/periods/:plan/:period/extension',
  summary: { zh: '延长填报期（全部单位或部分单位）', en: 'Extend a period, for all or for single units' },
  body: moreTime,
  refusals: ['reporting.period-not-opened', 'reporting.period-closed', 'reporting.reason-required', 'reporting.due-in-the-past', 'reporting.due-before-period', 'reporting.reports-nothing', 'reporting.not-later'],
});

const close = endpoint({
  ...route, path: '/periods/:plan/:period/closing',
  summary: { zh: '提前关闭填报期', en: 'Close a period by hand' },
  refusals: ['reporting.period-not-opened'],
});

const reopen = endpoint({
  ...route, path: '/periods/:plan/:period/reopening',
  summary: { zh: '重开填报期（全部单位或部分单位）', en: 'Reopen a closed period, for all or for single units' },
  body: moreTime,
  refusals: ['reporting.period-not-opened', 'reporting.period-not-closed', 'reporting.reason-required', 'reporting.due-in-the-past', 'reporting.due-before-period', 'reporting.reports-nothing'],
});

@Controller()
export class RunPeriodsHttp {
  constructor(@Inject(Commands) private readonly commands: Commands) {}

  @Handle(open)
  async open(@Input() { params, body }: InputOf<typeof open>, @From() { envelope }: Caller) {
    return receipt(await this.commands.send(openPeriod, { ...params, ...body }, envelope));
  }

  @Handle(extend)
  async extend(@Input() { params, body }: InputOf<typeof extend>, @From() { envelope }: Caller) {
    return receipt(await this.commands.send(extendPeriod, { ...params, ...given(body) }, envelope));
  }

  @Handle(close)
  async close(@Input() { params }: InputOf<typeof close>, @From() { envelope }: Caller) {
    return receipt(await this.commands.send(closePeriod, { ...params, how: 'by-hand' }, envelope));
  }

  @Handle(reopen)
  async reopen(@Input() { params, body }: InputOf<typeof reopen>, @From() { envelope }: Caller) {
    return receipt(await this.commands.send(reopenPeriod, { ...params, ...given(body) }, envelope));
  }
}
