import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { addDays, endOfCityDay, isDate, type Instant } from '#engine/kernel';
import { codeField, dateField, endpoint, Handle, Input, instantField, pageReply, wholeNumber, type InputOf } from '#engine/http';
import { Identity } from '../identity.js';
import { mayReadAccessLog } from '../identity.policies.js';
import { accessKindCodes, type AccessFilter, type AccessKind } from './access-log.js';

const day = z.union([dateField, instantField]);
const defaultPageSize = 100;

const list = endpoint({
  method: 'GET', path: '/access-log', tag: 'identity', access: mayReadAccessLog, sensitive: true,
  summary: { zh: '访问日志（最新在前）；查阅本身也会记入', en: 'Access log, newest first; reading it is an entry too' },
  query: z.strictObject({
    user: codeField.optional(), kind: z.enum(accessKindCodes as [AccessKind, ...AccessKind[]]).optional(), address: z.string().max(60).optional(),
    from: day.optional(), to: day.optional(), limit: wholeNumber(1, 500).optional(), cursor: wholeNumber(1, Number.MAX_SAFE_INTEGER).optional(),
  }),
  reply: pageReply(z.object({
    seq: z.number().int(), at: z.string(), kind: z.enum(accessKindCodes as [AccessKind, ...AccessKind[]]), user: z.string().optional(), address: z.string(), method: z.string().optional(),
    path: z.string().optional(), status: z.number().int().optional(), policy: z.string().optional(), detail: z.string().optional(), hash: z.string(),
  })),
});

const head = z.object({ seq: z.number().int(), hash: z.string() });

const verification = endpoint({
  method: 'GET', path: '/access-log/verification', tag: 'identity', access: mayReadAccessLog, sensitive: true,
  summary: { zh: '核验访问日志的哈希链，可与另行保存的链头比对', en: 'Check the hash chain of the access log, also against a head that was kept elsewhere' },
  query: z.strictObject({ seq: wholeNumber(1, Number.MAX_SAFE_INTEGER).optional(), hash: z.string().regex(/^[0-9a-f]{64}$/).optional() }),
  reply: z.object({ head, checked: z.number().int(), intact: z.boolean(), firstBad: z.number().int().optional() }),
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
  verification(@Input() { query: { seq, hash } }: InputOf<typeof verification>) {
    return this.identity.accessLog.verify(seq === undefined || hash === undefined ? undefined : { seq, hash });
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
