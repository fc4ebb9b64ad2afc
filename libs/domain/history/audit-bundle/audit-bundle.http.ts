import { Readable } from 'node:stream';
import { Controller, Inject, StreamableFile } from '@nestjs/common';
import { z } from 'zod';
import { isRefusal } from '#engine/kernel';
import { endpoint, From, Handle, Input, invalidInput, Refused, wholeNumber, type Caller, type InputOf } from '#engine/http';
import { AuditBundler } from './audit-bundler.js';
import { mayExportBundles } from './bundle.policies.js';
import type { BundleScope } from './bundle-scope.js';

const code = z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N}._-]{0,199}$/u);
const most = Number.MAX_SAFE_INTEGER;
const type = 'application/x-tar';

const fieldsOf = { everything: [], stream: ['stream'], unit: ['unit'], period: ['plan', 'period'], result: ['round', 'unit'] } as const;

const bundle = endpoint({
  method: 'GET', path: '/history/audit-bundle', tag: 'history', access: mayExportBundles, sensitive: 'export', replyType: type,
  summary: { zh: '导出审计包（tar）：事件、证明、检查点、公钥、模式、目录页和离线核验程序', en: 'Export an audit bundle (tar): events, proofs, checkpoint, keys, schemas, index and an offline verifier' },
  query: z.strictObject({
    scope: z.enum(['everything', 'stream', 'unit', 'period', 'result']),
    stream: z.string().min(1).max(300).optional(), unit: code.optional(), plan: code.optional(), period: code.optional(), round: code.optional(),
    /** Size of the checkpoint; the latest when absent. */
    size: wholeNumber(1, most).optional(),
    /** Sizes of checkpoints that the recipient holds, separated by commas. */
    known: z.string().regex(/^[1-9]\d{0,15}(,[1-9]\d{0,15}){0,99}$/).optional(),
  }),
  refusals: ['history.nothing-to-export', 'history.no-checkpoint-of-size', 'history.nothing-signed', 'history.scope-not-yours', 'history.bundle-contradicts-checkpoint'],
});

@Controller()
export class AuditBundleHttp {
  constructor(@Inject(AuditBundler) private readonly bundler: AuditBundler) {}

  @Handle(bundle)
  async bundle(@Input() { query }: InputOf<typeof bundle>, @From() { actor }: Caller): Promise<StreamableFile> {
    const { size, known } = query;
    const prepared = await this.bundler.prepare({ scope: scopeOf(query), actor, size, known: known?.split(',').map(Number) ?? [] });
    if (isRefusal(prepared)) throw new Refused(prepared);
    return new StreamableFile(Readable.from(prepared.tar()), { type, length: prepared.bytes, disposition: `attachment; filename="${prepared.name}.tar"` });
  }
}

/** Each kind of scope has its own fields: no more, no less. @throws HttpProblem 400 */
function scopeOf(query: InputOf<typeof bundle>['query']): BundleScope {
  const needed: readonly string[] = fieldsOf[query.scope];
  const given = { stream: query.stream, unit: query.unit, plan: query.plan, period: query.period, round: query.round };
  for (const [field, value] of Object.entries(given)) {
    if (needed.includes(field) && value === undefined) throw invalidInput([{ field: `query.${field}`, code: 'required', message: { zh: `该范围须给出 ${field}。`, en: `This scope needs ${field}.` } }]);
    if (!needed.includes(field) && value !== undefined) throw invalidInput([{ field: `query.${field}`, code: 'not-for-this-scope', message: { zh: `该范围不用 ${field}。`, en: `This scope takes no ${field}.` } }]);
  }
  return Object.fromEntries([['kind', query.scope], ...Object.entries(given).filter(([, value]) => value !== undefined)]) as unknown as BundleScope;
}
