import { Readable } from 'node:stream';
import { Controller, Inject, StreamableFile } from '@nestjs/common';
import { z } from 'zod';
import { addDays, endOfCityDay, isDate, type Instant, type Language } from '#engine/kernel';
import { codeField, dateField, endpoint, Handle, Input, instantField, pageReply, wholeNumber, type InputOf } from '#engine/http';
import { Identity } from '../identity.js';
import { mayReadAccessLog } from '../identity.policies.js';
import { accessCsvHead, accessCsvLine } from './access-csv.js';
import { accessKindCodes, type AccessFilter, type AccessKind } from './access-log.js';

const day = z.union([dateField, instantField]);
const defaultPageSize = 100;
const linesAtOnce = 2_000;
const csvType = 'text/csv; charset=utf-8';

const kindField = z.enum(accessKindCodes as [AccessKind, ...AccessKind[]]);
const filterFields = { user: codeField.optional(), kind: kindField.optional(), address: z.string().max(60).optional(), from: day.optional(), to: day.optional() };

const list = endpoint({
  method: 'GET', path: '/access-log', tag: 'identity', access: mayReadAccessLog, sensitive: true,
  summary: { zh: '访问日志（最新在前）；查阅本身也会记入', en: 'Access log, newest first; reading it is an entry too' },
  query: z.strictObject({
    ...filterFields, limit: wholeNumber(1, 500).optional(), cursor: wholeNumber(1, Number.MAX_SAFE_INTEGER).optional(),
  }),
  reply: pageReply(z.object({
    seq: z.number().int(), at: z.string(), kind: kindField, user: z.string().optional(), address: z.string(), method: z.string().optional(),
    path: z.string().optional(), query: z.string().optional(), status: z.number().int().optional(), policy: z.string().optional(), detail: z.string().optional(), hash: z.string(),
  })),
});

const head = z.object({ seq: z.number().int(), hash: z.string() });

const verification = endpoint({
  method: 'GET', path: '/access-log/verification', tag: 'identity', access: mayReadAccessLog, sensitive: true,
  summary: { zh: '核验访问日志的哈希链，可与另行保存的链头比对', en: 'Check the hash chain of the access log, also against a head that was kept elsewhere' },
  query: z.strictObject({ seq: wholeNumber(1, Number.MAX_SAFE_INTEGER).optional(), hash: z.string().regex(/^[0-9a-f]{64}$/).optional() }),
  reply: z.object({
    head, base: head, checked: z.number().int(), intact: z.boolean(), firstBad: z.number().int().optional(),
    damage: z.enum(['changed', 'rewritten', 'cut-off', 'beginning-removed']).optional(), provenTo: z.number().int(), sealed: z.number().int(),
  }),
});

const exported = endpoint({
  method: 'GET', path: '/access-log.csv', tag: 'identity', access: mayReadAccessLog, sensitive: 'export',
  summary: { zh: '导出访问日志为 CSV（UTF-8，带 BOM；单元格不会被当作公式）；导出也会记入', en: 'The access log as CSV: UTF-8 with BOM, no cell is ever a formula; the export is an entry too' },
  query: z.strictObject({ ...filterFields, language: z.enum(['zh', 'en']).default('zh') }),
  replyType: csvType,
});

@Controller()
export class AccessLogHttp {
  constructor(@Inject(Identity) private readonly identity: Identity) {}

  @Handle(list)
  async list(@Input() { query }: InputOf<typeof list>) {
    const { accessLog } = this.identity;
    const { limit = defaultPageSize, cursor, ...given } = query;
    const filter = filterOf(given);
    const [found, total, { seq: position }] = await Promise.all([accessLog.entries(filter, limit + 1, cursor), accessLog.count(filter), accessLog.head()]);
    const items = found.slice(0, limit);
    return { items, total, position, ...(found.length > limit ? { next: String(items.at(-1)!.seq) } : {}) };
  }

  @Handle(verification)
  async verification(@Input() { query: { seq, hash } }: InputOf<typeof verification>) {
    const given = seq === undefined || hash === undefined ? [] : [{ seq, hash }];
    const sealed = await this.identity.keptHeads();
    const found = await this.identity.accessLog.verify({ ...sealed, heads: [...sealed.heads, ...given] });
    return { ...found, sealed: sealed.heads.length };
  }

  @Handle(exported)
  async export(@Input() { query: { language, ...given } }: InputOf<typeof exported>): Promise<StreamableFile> {
    const { seq } = await this.identity.accessLog.head();
    return new StreamableFile(Readable.from(this.lines(filterOf(given), seq, language)), { type: csvType, disposition: `attachment; filename="access-log-${seq}.csv"` });
  }

  /** Newest first, from the entry that was last when the export began. */
  private async *lines(filter: AccessFilter, last: number, language: Language): AsyncGenerator<string> {
    yield accessCsvHead(language);
    for (let before = last + 1; ; ) {
      const entries = await this.identity.accessLog.entries(filter, linesAtOnce, before);
      if (entries.length > 0) yield entries.map((entry) => accessCsvLine(entry, language)).join('');
      if (entries.length < linesAtOnce) return;
      before = entries.at(-1)!.seq;
    }
  }
}

type Given = { readonly [K in keyof AccessFilter]: AccessFilter[K] | undefined };

function filterOf({ user, kind, address, from, to }: Given): AccessFilter {
  return {
    ...(user === undefined ? {} : { user }), ...(kind === undefined ? {} : { kind }), ...(address === undefined ? {} : { address }),
    ...(from === undefined ? {} : { from: beginning(from) }), ...(to === undefined ? {} : { to: isDate(to) ? endOfCityDay(to) : to }),
  };
}

/** The first instant of a date in the city; an instant as it is. */
const beginning = (moment: string): Instant => (isDate(moment) ? new Date(Date.parse(endOfCityDay(addDays(moment, -1))) + 1).toISOString() : moment);
