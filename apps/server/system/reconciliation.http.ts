import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { endpoint, From, Handle, type Caller } from '#engine/http';
import { Reconciler } from '#engine/reconciliation';
import { maySeeOperations, mayOperate } from './operations.policies.js';

const bilingual = z.object({ zh: z.string(), en: z.string() });
const difference = z.object({ kind: z.enum(['missing', 'altered', 'surplus', 'damaged']), place: z.string(), key: z.string(), position: z.number().int(), version: z.literal(true).optional() });
const check = z.object({
  check: z.string(), compared: z.number().int(), position: z.number().int(), differing: z.number().int(), differences: z.array(difference), unsettled: z.number().int(), notCompared: bilingual.optional(), seconds: z.number(),
});
const underway = z.object({
  id: z.string(), askedAt: z.string(), askedBy: z.string().optional(), night: z.string().optional(), startedAt: z.string().optional(), done: z.number().int().optional(), of: z.number().int().optional(), check: z.string().optional(),
});
const report = z.object({
  id: z.string(), startedAt: z.string(), endedAt: z.string(), night: z.string().optional(), askedBy: z.string().optional(), differing: z.number().int(), notCompared: z.number().int(), checks: z.array(check),
});

const show = endpoint({
  method: 'GET', path: '/reconciliation', tag: 'system', access: maySeeOperations,
  summary: { zh: '最近一次对账的结果，以及正在进行和等待进行的对账', en: 'What the last reconciliation came to, the one under way and the one asked for' },
  reply: z.object({ underway: underway.optional(), asked: underway.optional(), last: report.optional() }),
});
const begin = endpoint({
  method: 'POST', path: '/reconciliation', tag: 'system', access: mayOperate, command: true, status: 202,
  summary: { zh: '立即对账：视图、对外消息、佐证材料、考核材料和通知逐一与日志比对，不改动任何内容', en: 'Reconcile now: views, outgoing messages, evidence, dossiers and notices against the log; changes nothing' },
  reply: underway,
});

@Controller()
export class ReconciliationHttp {
  constructor(@Inject(Reconciler) private readonly reconciler: Reconciler) {}

  @Handle(show)
  show() {
    return this.reconciler.status();
  }

  @Handle(begin)
  begin(@From() { actor }: Caller) {
    return this.reconciler.ask(actor.id);
  }
}
