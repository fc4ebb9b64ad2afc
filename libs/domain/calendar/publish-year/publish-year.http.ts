import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { Commands } from '#engine/commands';
import { dateField, endpoint, From, Handle, Input, receipt, receiptReply, textField, type Caller, type InputOf } from '#engine/http';
import { yearParams } from '../calendar-input.js';
import { mayPublishCalendar } from '../calendar.policies.js';
import { publishYear } from './publish-year.js';
import { reviseYear } from './revise-year.js';

const notice = z.strictObject({
  document: textField(200).optional(),
  source: textField(500),
  daysOff: z.array(z.strictObject({ from: dateField, to: dateField, name: z.strictObject({ zh: textField(50), en: textField(100) }) })).max(60),
  makeUpDays: z.array(dateField).max(60),
});
const route = { method: 'POST', tag: 'calendar', access: mayPublishCalendar, command: true, params: yearParams, body: notice, reply: receiptReply } as const;
const contentRefusals = [
  'calendar.document-required', 'calendar.not-a-date', 'calendar.ends-before-it-begins', 'calendar.outside-year', 'calendar.worked-in-other-year', 'calendar.not-a-weekend', 'calendar.off-and-worked',
  'calendar.named-twice',
] as const;

const publish = endpoint({
  ...route, path: '/calendars/:calendar/:year', status: 201,
  summary: { zh: '按放假通知发布一年的工作日历', en: 'Publish a year of a working calendar from the holiday notice' },
  refusals: ['calendar.bad-code', 'calendar.already-published', ...contentRefusals],
});

const revise = endpoint({
  ...route, path: '/calendars/:calendar/:year/revision',
  summary: { zh: '凭另一份文件调整已发布的年度', en: 'Revise a published year by another document' },
  refusals: ['calendar.year-not-published', 'calendar.another-document-required', ...contentRefusals],
});

@Controller()
export class PublishYearHttp {
  constructor(@Inject(Commands) private readonly commands: Commands) {}

  @Handle(publish)
  async publish(@Input() { params, body }: InputOf<typeof publish>, @From() { envelope }: Caller) {
    return receipt(await this.commands.send(publishYear, { ...params, ...withDocument(body) }, envelope));
  }

  @Handle(revise)
  async revise(@Input() { params, body }: InputOf<typeof revise>, @From() { envelope }: Caller) {
    return receipt(await this.commands.send(reviseYear, { ...params, ...withDocument(body) }, envelope));
  }
}

const withDocument = ({ document, ...rest }: z.output<typeof notice>) => ({ ...rest, ...(document === undefined ? {} : { document }) });
