import { Readable } from 'node:stream';
import { Controller, Inject, StreamableFile } from '@nestjs/common';
import { z } from 'zod';
import type { Language } from '#engine/kernel';
import type { Condition } from '#engine/read-store';
import { endpoint, filters, From, Handle, Input, Views, viewQuery, within, type Caller, type InputOf } from '#engine/http';
import { maySeeReports } from '../report.policies.js';
import { registerFilters } from '../report-register/report-register.http.js';
import { reportRegister, type RegisterRow } from '../report-register/report-register.projection.js';
import { reportingCards, reportingUnits, type CardRow, type UnitRow } from '../reporting-directory/reporting-directory.projection.js';
import { csvHead, csvLine, type Names } from './register-csv.js';

const linesAtOnce = 2_000;

const exported = endpoint({
  method: 'GET', path: '/reports.csv', tag: 'reporting', access: maySeeReports, sensitive: 'export',
  summary: { zh: '导出填报台账为 CSV（UTF-8，带 BOM；单元格不会被当作公式）', en: 'The register as CSV: UTF-8 with BOM, no cell is ever a formula' },
  query: z.strictObject({ ...registerFilters, language: z.enum(['zh', 'en']).default('zh'), ...viewQuery }),
  replyType: 'text/csv; charset=utf-8',
});

@Controller()
export class ExportReportsHttp {
  constructor(@Inject(Views) private readonly views: Views) {}

  @Handle(exported)
  async export(@Input() { query }: InputOf<typeof exported>, @From() { actor }: Caller): Promise<StreamableFile> {
    const { language, asKnownAt, waitFor, ...given } = query;
    const where = [...within(maySeeReports.scope(actor)), ...filters(given)];
    // Asked for before anything is sent: a request that cannot be answered still gets its problem details.
    const { position } = await this.views.list(reportRegister.name, reportRegister.table.name, { where, limit: 1, withoutTotal: true, asKnownAt, waitFor });
    const names = await this.names(position);
    const type = 'text/csv; charset=utf-8';
    return new StreamableFile(Readable.from(this.lines(where, position, names, language)), { type, disposition: `attachment; filename="reports-${position}.csv"` });
  }

  /** Pages of lines, all as known at one position, so that what changes meanwhile is neither skipped nor doubled. */
  private async *lines(where: readonly Condition[], position: number, names: Names, language: Language): AsyncGenerator<string> {
    yield csvHead(language);
    let cursor: string | undefined;
    do {
      const page = await this.views.list<RegisterRow>(reportRegister.name, reportRegister.table.name, { where, limit: linesAtOnce, cursor, withoutTotal: true, asKnownAt: String(position) });
      if (page.items.length > 0) yield page.items.map((row) => csvLine(row, names, language)).join('');
      cursor = page.next;
    } while (cursor !== undefined);
  }

  private async names(position: number): Promise<Names> {
    const moment = { asKnownAt: String(position) };
    const units = await this.views.all<UnitRow>(reportingUnits.name, reportingUnits.table.name, moment);
    const cards = await this.views.all<CardRow>(reportingCards.name, reportingCards.table.name, moment);
    const unitNames = new Map(units.rows.map(({ row }) => [row.unit, { zh: row.nameZh, en: row.nameEn }]));
    const cardsByKey = new Map(cards.rows.map(({ row }) => [`${row.plan}/${row.indicator}`, row.card]));
    return { unit: (code) => unitNames.get(code), indicator: (plan, code) => cardsByKey.get(`${plan}/${code}`) };
  }
}
