import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { defaultPageSize, endpoint, From, Handle, Input, pageReply, receipt, receiptReply, textField, wholeNumber, type Caller, type InputOf } from '#engine/http';
import { AccessSealing } from './access-sealing.js';
import { maySealAccessLog, maySeeAccessSeals, mayTrimAccessLog } from './access-sealing.policies.js';

const seals = endpoint({
  method: 'GET', path: '/access-log/seals', tag: 'history', access: maySeeAccessSeals, sensitive: true,
  summary: { zh: '访问日志的封存和到期清除记录，最新在前', en: 'Seals of the access log and removals under retention, newest first' },
  query: z.strictObject({ limit: wholeNumber(1, 500).optional(), cursor: wholeNumber(1, Number.MAX_SAFE_INTEGER).optional() }),
  reply: pageReply(z.object({
    kind: z.enum(['sealed', 'trimmed']), seq: z.number().int(), hash: z.string(), entries: z.number().int().optional(), upTo: z.string().optional(), reason: z.string().optional(),
    by: z.string(), position: z.number().int(), recordedAt: z.string(),
  })).extend({ keptDays: z.number().int() }),
});

const seal = endpoint({
  method: 'POST', path: '/access-log/sealing', tag: 'history', access: maySealAccessLog, command: true,
  summary: { zh: '立即将访问日志的链头封存到事件日志；没有新条目则不记录', en: 'Seal the head of the access log into the event log now; nothing is recorded when no entry is new' },
  reply: receiptReply,
  refusals: ['history.access-log-shorter', 'history.access-log-differs'],
});

const trim = endpoint({
  method: 'POST', path: '/access-log/retention', tag: 'history', access: mayTrimAccessLog, command: true,
  summary: { zh: '清除保存期满且已封存的访问日志（须原因）；只能从头整段清除，并记入事件日志', en: 'Remove sealed entries of the access log that have been kept long enough, with a reason: only a whole beginning, and recorded' },
  body: z.strictObject({ reason: textField(2000) }), reply: receiptReply,
  refusals: ['history.trim-reason-required', 'history.nothing-to-trim', 'history.access-log-too-young'],
});

@Controller()
export class AccessSealingHttp {
  constructor(@Inject(AccessSealing) private readonly sealing: AccessSealing) {}

  @Handle(seals)
  async seals(@Input() { query: { limit = defaultPageSize, cursor = Number.MAX_SAFE_INTEGER } }: InputOf<typeof seals>) {
    const all = await this.sealing.seals();
    const found = all.filter(({ position }) => position < cursor);
    const items = found.slice(0, limit);
    return { items, total: all.length, position: all[0]?.position ?? 0, keptDays: this.sealing.keptDays, ...(found.length > limit ? { next: String(items.at(-1)!.position) } : {}) };
  }

  @Handle(seal)
  async seal(@From() { envelope }: Caller) {
    return receipt(await this.sealing.seal(envelope));
  }

  @Handle(trim)
  async trim(@Input() { body: { reason } }: InputOf<typeof trim>, @From() { envelope }: Caller) {
    return receipt(await this.sealing.trim(reason, envelope));
  }
}
