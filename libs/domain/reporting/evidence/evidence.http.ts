import { Controller, Headers, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { covers, isRefusal, refuse } from '#engine/kernel';
import { codeField, endpoint, From, Handle, Input, notFound, Refused, type Caller, type InputOf } from '#engine/http';
import { mayUploadEvidence } from '../report.policies.js';
import { visibleUpload } from './evidence-access.js';
import { EvidenceStore } from './evidence-store.js';
import { attachment } from './file-name.js';
import { fileTypes } from './file-types.js';
import { inspectEvidence } from './inspect-evidence.js';
import { UploadAllowance } from './upload-allowance.js';

const uploadTypes = [...new Set(fileTypes.flatMap(({ type, alsoSentAs = [] }) => [type, ...alsoSentAs]))];

const upload = endpoint({
  method: 'PUT', path: '/evidence', tag: 'evidence', access: mayUploadEvidence, status: 201,
  summary: { zh: '上传佐证材料：请求体为文件本身，文件名放在 X-File-Name（UTF-8 百分号编码）', en: 'Upload evidence: the body is the file, its name goes into X-File-Name as percent-encoded UTF-8' },
  query: z.strictObject({ unit: codeField }),
  rawBody: uploadTypes,
  reply: z.object({ sha256: z.string(), name: z.string(), size: z.number().int(), type: z.string() }),
  refusals: [
    'command.forbidden', 'evidence.empty', 'evidence.too-large', 'evidence.bad-name', 'evidence.type-not-accepted', 'evidence.type-mismatch', 'evidence.macros', 'evidence.broken-archive',
    'evidence.archive-bomb', 'evidence.too-many-uploads',
  ],
});

const download = endpoint({
  method: 'GET', path: '/evidence/:sha256', tag: 'evidence', access: 'signed-in', sensitive: 'export',
  summary: { zh: '下载佐证材料', en: 'Download evidence' },
  params: z.strictObject({ sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
  replyType: 'application/octet-stream',
});

@Controller()
export class EvidenceHttp {
  constructor(
    @Inject(EvidenceStore) private readonly files: EvidenceStore,
    @Inject(UploadAllowance) private readonly allowance: UploadAllowance,
  ) {}

  @Handle(upload)
  async upload(
    @Input() { query: { unit }, body }: InputOf<typeof upload>,
    @From() { actor }: Caller,
    @Headers('content-type') type = '',
    @Headers('x-file-name') encodedName = '',
  ) {
    if (!covers(mayUploadEvidence.scope(actor), unit)) throw new Refused(refuse('command.forbidden', { policy: mayUploadEvidence.code }, 'query.unit'));
    const bytes = Buffer.isBuffer(body) ? body : Buffer.alloc(0);
    const file = inspectEvidence(bytes, decodedName(encodedName), type);
    if (isRefusal(file)) throw new Refused(file);
    const usedUp = this.allowance.take(actor.id, bytes.length);
    if (usedUp) throw new Refused(usedUp);
    const { sha256, size } = await this.files.put({ bytes, ...file, unit, by: actor.id });
    return { sha256, name: file.name, size, type: file.type };
  }

  @Handle(download)
  async download(@Input() { params }: InputOf<typeof download>, @From() { actor }: Caller, @Res({ passthrough: true }) reply: FastifyReply) {
    const file = await this.files.about(params.sha256);
    const seen = visibleUpload(actor, file);
    const bytes = seen && (await this.files.read(params.sha256));
    if (!file || !seen || !bytes) throw notFound(params);
    void reply.headers({
      'content-type': file.type,
      'content-disposition': attachment(seen.name),
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'private, no-store',
    });
    return bytes;
  }
}

function decodedName(encoded: string): string {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return '';
  }
}
