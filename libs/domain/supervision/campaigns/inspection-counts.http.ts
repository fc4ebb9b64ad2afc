import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { codeField, endpoint, filters, Handle, Input, pageQuery, pageReply, Views, viewQuery, wholeNumber, type InputOf } from '#engine/http';
import { maySeeInspectionCounts } from '../campaign.policies.js';
import { inspectionCounts, type InspectionCountRow } from './inspection-counts.projection.js';
import { burdenNote, usualLimit } from './burden-note.js';

const bilingual = z.object({ zh: z.string(), en: z.string() });

const counts = endpoint({
  method: 'GET', path: '/inspection-counts', tag: 'supervision', access: maySeeInspectionCounts,
  summary: { zh: '各单位每年被抽中和被核查的次数，超过限次的附提示', en: 'How often each unit was drawn and visited in a year, with a note above a limit' },
  query: z.strictObject({
    year: wholeNumber(1949, 2200).optional(), unit: codeField.optional(),
    /** Times a year that call for no note. */
    atMost: wholeNumber(0, 366).default(usualLimit),
    ...pageQuery, ...viewQuery,
  }),
  reply: pageReply(z.object({
    unit: z.string(), year: z.number().int(), drawnFor: z.array(z.string()), timesDrawn: z.number().int(), visits: z.array(z.object({ campaign: z.string(), visit: z.string(), date: z.string() })),
    timesVisited: z.number().int(), changedAt: z.string(), note: bilingual.nullable(),
  })),
});

@Controller()
export class InspectionCountsHttp {
  constructor(@Inject(Views) private readonly views: Views) {}

  @Handle(counts)
  async counts(@Input() { query }: InputOf<typeof counts>) {
    const { limit, cursor, asKnownAt, waitFor, atMost, ...given } = query;
    const page = await this.views.list<InspectionCountRow>(inspectionCounts.name, inspectionCounts.table.name, {
      where: filters(given), order: [{ field: 'year', descending: true }, { field: 'timesDrawn', descending: true }], limit, cursor, asKnownAt, waitFor,
    });
    return { ...page, items: page.items.map((row) => ({ ...row, note: burdenNote(row, atMost) })) };
  }
}
