import { Readable } from 'node:stream';
import { Controller, Inject, StreamableFile } from '@nestjs/common';
import { z } from 'zod';
import type { Bilingual } from '#engine/kernel';
import { EventStore } from '#engine/event-store';
import type { Condition } from '#engine/read-store';
import { CityClock, endpoint, From, Handle, Input, Views, viewQuery, type Caller, type InputOf, type ListPage } from '#engine/http';
import { maySeeSupervision } from '../supervision.policies.js';
import type { FindingRow } from './finding-row.js';
import { seenBy } from './finding-scope.http.js';
import { findings } from './findings.projection.js';
import { calendarAt, instantOf, type ReadLog } from './known-moment.http.js';
import { ledgerCsvLine, ledgerHead, type LineContext } from './ledger-csv.js';
import { ledgerConditions, ledgerFilters, ledgerOrder } from './ledger-query.http.js';
import { supervisedUnits, type SupervisedUnitRow } from './supervised-units.projection.js';

/** A table of up to so many lines is ordered as asked; a longer one goes by code, which keeps its cost to one walk through the ledger. */
const orderedLines = 10_000;
const linesAtOnce = 2_000;
const type = 'text/csv; charset=utf-8';

const exported = endpoint({
  method: 'GET', path: '/findings.csv', tag: 'supervision', access: maySeeSupervision, sensitive: 'export',
  summary: { zh: '导出督查台账为 CSV（UTF-8，带 BOM；单元格不会被当作公式）', en: 'The ledger as CSV: UTF-8 with BOM, no cell is ever a formula' },
  query: z.strictObject({ ...ledgerFilters, language: z.enum(['zh', 'en']).default('zh'), ...viewQuery }),
  replyType: type,
  refusals: ['supervision.too-many-audiences'],
});

@Controller()
export class ExportLedgerHttp {
  constructor(
    @Inject(Views) private readonly views: Views,
    @Inject(EventStore) private readonly log: ReadLog,
    @Inject(CityClock) private readonly clock: CityClock,
  ) {}

  @Handle(exported)
  async export(@Input() { query }: InputOf<typeof exported>, @From() { actor }: Caller): Promise<StreamableFile> {
    const { language, asKnownAt, waitFor, ...given } = query;
    const now = await instantOf(this.log, this.clock, asKnownAt);
    const where = [...(await seenBy(this.views, maySeeSupervision.scope(actor), given, waitFor)), ...ledgerConditions(given, now)];
    // Asked for before anything is sent: a request that cannot be answered still gets its problem details.
    const first = await this.views.list<FindingRow>(findings.name, findings.table.name, { where, order: ledgerOrder(given), limit: orderedLines, withoutTotal: true, asKnownAt, waitFor });
    const { position } = first;
    const context: LineContext = { now, language, calendar: await calendarAt(this.log, position), names: await unitNames(this.views, String(position)) };
    const pages = first.next === undefined ? [first.items] : this.pages(where, position);
    return new StreamableFile(Readable.from(linesOf(pages, context)), { type, disposition: `attachment; filename="findings-${position}.csv"` });
  }

  /** Pages by code, all as known at one position, so that what changes meanwhile is neither skipped nor doubled. */
  private async *pages(where: readonly Condition[], position: number): AsyncGenerator<readonly FindingRow[]> {
    let cursor: string | undefined;
    do {
      const page: ListPage<FindingRow> = await this.views.list<FindingRow>(findings.name, findings.table.name, { where, limit: linesAtOnce, cursor, withoutTotal: true, asKnownAt: String(position) });
      yield page.items;
      cursor = page.next;
    } while (cursor !== undefined);
  }
}

async function* linesOf(pages: Iterable<readonly FindingRow[]> | AsyncIterable<readonly FindingRow[]>, context: LineContext): AsyncGenerator<string> {
  yield ledgerHead(context.language);
  let line = 0;
  for await (const rows of pages) yield rows.map((row) => ledgerCsvLine(row, context, (line += 1))).join('');
}

/** What units were called at a moment, the last names known then. */
export async function unitNames(views: Views, asKnownAt: string | undefined): Promise<ReadonlyMap<string, Bilingual>> {
  const { rows } = await views.all<SupervisedUnitRow>(supervisedUnits.name, supervisedUnits.table.name, { asKnownAt });
  return new Map(rows.map(({ row }) => [row.unit, row.name]));
}
