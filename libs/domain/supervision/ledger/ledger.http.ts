import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { EventStore } from '#engine/event-store';
import { CityClock, endpoint, filters, From, Handle, Input, pageQuery, pageReply, Views, viewQuery, within, type Caller, type InputOf } from '#engine/http';
import { findingContent } from '../finding.events.js';
import { plainCode } from '../supervision-input.js';
import { mayInspect, maySeeSupervision } from '../supervision.policies.js';
import { findingDrafts, type FindingDraftRow } from './finding-drafts.projection.js';
import type { FindingRow } from './finding-row.js';
import { seenBy } from './finding-scope.http.js';
import { findings } from './findings.projection.js';
import { calendarAt, instantOf, type ReadLog } from './known-moment.http.js';
import { ledgerLine, lineOf } from './ledger-line.http.js';
import { ledgerConditions, ledgerFilters, ledgerOrder } from './ledger-query.http.js';

const list = endpoint({
  method: 'GET', path: '/findings', tag: 'supervision', access: maySeeSupervision,
  summary: { zh: '督查台账：按单位、状态、严重程度、来源、灯色、期限等筛选和排序', en: 'Ledger of findings, filtered and ordered by unit, status, severity, source, light, dates and more' },
  query: z.strictObject({ ...ledgerFilters, ...pageQuery, ...viewQuery }),
  reply: pageReply(ledgerLine),
  refusals: ['supervision.too-many-audiences'],
});

const draft = z.object({
  finding: z.string(), status: z.enum(['draft', 'discarded']), unit: z.string(), content: findingContent, draftedBy: z.string(), draftedAt: z.string(),
  discardReason: z.string().nullable(), revision: z.number().int(), changedAt: z.string(),
});

const drafts = endpoint({
  method: 'GET', path: '/finding-drafts', tag: 'supervision', access: mayInspect,
  summary: { zh: '问题拟稿：待交办和已作废的', en: 'Drafts of findings: those to be issued and those discarded' },
  query: z.strictObject({ unit: plainCode.optional(), status: z.enum(['draft', 'discarded']).default('draft'), ...pageQuery, ...viewQuery }),
  reply: pageReply(draft),
});

@Controller()
export class LedgerHttp {
  constructor(
    @Inject(Views) private readonly views: Views,
    @Inject(EventStore) private readonly log: ReadLog,
    @Inject(CityClock) private readonly clock: CityClock,
  ) {}

  @Handle(list)
  async list(@Input() { query }: InputOf<typeof list>, @From() { actor }: Caller) {
    const { limit, cursor, asKnownAt, waitFor, ...given } = query;
    const now = await instantOf(this.log, this.clock, asKnownAt);
    const where = [...(await seenBy(this.views, maySeeSupervision.scope(actor), given, waitFor)), ...ledgerConditions(given, now)];
    const page = await this.views.list<FindingRow>(findings.name, findings.table.name, { where, order: ledgerOrder(given), limit, cursor, asKnownAt, waitFor });
    const calendar = await calendarAt(this.log, page.position);
    return { ...page, items: page.items.map((row) => lineOf(row, now, calendar)) };
  }

  @Handle(drafts)
  drafts(@Input() { query }: InputOf<typeof drafts>, @From() { actor }: Caller) {
    const { limit, cursor, asKnownAt, waitFor, ...given } = query;
    return this.views.list<FindingDraftRow>(findingDrafts.name, findingDrafts.table.name, {
      where: [...within(mayInspect.scope(actor)), ...filters(given)], order: [{ field: 'draftedAt', descending: true }], limit, cursor, asKnownAt, waitFor,
    });
  }
}
