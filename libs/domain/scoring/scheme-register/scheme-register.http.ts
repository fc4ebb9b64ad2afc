import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { Commands } from '#engine/commands';
import type { JsonObject } from '#engine/kernel';
import { codeField, endpoint, filters, From, Handle, Input, notFound, pageQuery, pageReply, receipt, receiptReply, Views, viewQuery, wholeNumber, type Caller, type InputOf } from '#engine/http';
import { checkScheme } from '../scheme/check.js';
import { parseScheme, schemeJsonSchema } from '../scheme/scheme.js';
import { maySeeSchemes, mayWriteSchemes } from '../scoring.policies.js';
import { draftScheme, reviseScheme } from '../write-scheme/write-scheme.js';
import { publishScheme, withdrawScheme } from '../publish-scheme/publish-scheme.js';
import { schemeRegister, type SchemeRow } from './scheme-register.projection.js';

const params = z.strictObject({ scheme: codeField });
const content = z.record(z.string(), z.unknown());
const written = z.strictObject({ plan: codeField, content });
const schemeLine = z.object({
  scheme: z.string(), plan: z.string(), status: z.enum(['draft', 'published', 'withdrawn']), draft: content.nullable(), published: content.nullable(), version: z.number().int(),
  year: z.number().int().nullable(), hash: z.string().nullable(), document: z.string().nullable(),
  versions: z.array(z.object({ version: z.number().int(), year: z.number().int(), hash: z.string(), document: z.string(), publishedAt: z.string(), position: z.number().int() })),
  revision: z.number().int(), changedAt: z.string(),
});
const finding = z.object({ level: z.enum(['error', 'warning', 'hint']), code: z.string(), path: z.string(), zh: z.string(), en: z.string() });

const list = endpoint({
  method: 'GET', path: '/schemes', tag: 'scoring', access: maySeeSchemes,
  summary: { zh: '评分细则列表', en: 'Schemes' },
  query: z.strictObject({ plan: codeField.optional(), year: wholeNumber(1900, 2200).optional(), status: z.enum(['draft', 'published', 'withdrawn']).optional(), ...pageQuery, ...viewQuery }),
  reply: pageReply(schemeLine),
});
const one = endpoint({
  method: 'GET', path: '/schemes/:scheme', tag: 'scoring', access: maySeeSchemes,
  summary: { zh: '一份评分细则及其历次印发', en: 'One scheme with its published versions' },
  params, query: z.strictObject(viewQuery), reply: schemeLine.extend({ position: z.number().int() }),
});
const jsonSchema = endpoint({
  method: 'GET', path: '/scheme-schema', tag: 'scoring', access: 'public',
  summary: { zh: '评分细则的 JSON Schema', en: 'JSON Schema of a scheme' },
});
const check = endpoint({
  method: 'POST', path: '/scheme-checks', tag: 'scoring', access: maySeeSchemes,
  summary: { zh: '检查一份评分细则的设置，不作记录', en: "Check a scheme's set-up; nothing is recorded" },
  body: z.strictObject({ content }), reply: z.object({ valid: z.boolean(), findings: z.array(finding), problems: z.array(z.object({ path: z.string(), message: z.string() })) }),
});
const draft = endpoint({
  method: 'POST', path: '/schemes/:scheme', tag: 'scoring', access: mayWriteSchemes, command: true, status: 201,
  summary: { zh: '起草评分细则', en: 'Draft a scheme' }, params, body: written, reply: receiptReply,
  refusals: ['scoring.not-a-scheme', 'scoring.scheme-id-differs', 'scoring.scheme-exists'],
});
const revise = endpoint({
  method: 'PUT', path: '/schemes/:scheme', tag: 'scoring', access: mayWriteSchemes, command: true,
  summary: { zh: '修改评分细则草稿', en: 'Revise the draft of a scheme' }, params, body: written, reply: receiptReply,
  refusals: ['scoring.not-a-scheme', 'scoring.scheme-id-differs', 'scoring.no-such-scheme'],
});
const publish = endpoint({
  method: 'POST', path: '/schemes/:scheme/publication', tag: 'scoring', access: mayWriteSchemes, command: true,
  summary: { zh: '印发评分细则（须文号）', en: 'Publish a scheme (needs a document number)' }, params,
  body: z.strictObject({ plan: codeField, year: z.int().min(1900).max(2200) }), reply: receiptReply,
  refusals: ['scoring.no-such-scheme', 'scoring.nothing-to-publish', 'scoring.setup-errors', 'scoring.document-required'],
});
const withdraw = endpoint({
  method: 'POST', path: '/schemes/:scheme/withdrawal', tag: 'scoring', access: mayWriteSchemes, command: true,
  summary: { zh: '废止评分细则（须原因和文号）', en: 'Withdraw a scheme (needs reason and document number)' }, params, reply: receiptReply,
  refusals: ['scoring.not-published', 'scoring.reason-required', 'scoring.document-required'],
});

@Controller()
export class SchemeRegisterHttp {
  constructor(
    @Inject(Views) private readonly views: Views,
    @Inject(Commands) private readonly commands: Commands,
  ) {}

  @Handle(list)
  list(@Input() { query }: InputOf<typeof list>) {
    const { limit, cursor, asKnownAt, waitFor, ...given } = query;
    return this.views.list<SchemeRow>(schemeRegister.name, schemeRegister.table.name, { where: filters(given), order: [{ field: 'scheme' }], limit, cursor, asKnownAt, waitFor });
  }

  @Handle(one)
  async one(@Input() { params, query }: InputOf<typeof one>) {
    const { found, position } = await this.views.one<SchemeRow>(schemeRegister.name, schemeRegister.table.name, params.scheme, query);
    if (!found) throw notFound(params);
    return { ...found.row, position };
  }

  @Handle(jsonSchema)
  jsonSchema() {
    return schemeJsonSchema();
  }

  @Handle(check)
  check(@Input() { body }: InputOf<typeof check>) {
    const parsed = parseScheme(body.content);
    if ('problems' in parsed) return { valid: false, findings: [], problems: parsed.problems };
    const findings = checkScheme(parsed.scheme);
    return { valid: findings.every((f) => f.level !== 'error'), findings, problems: [] };
  }

  @Handle(draft)
  async draft(@Input() { params, body }: InputOf<typeof draft>, @From() { envelope }: Caller) {
    return receipt(await this.commands.send(draftScheme, { ...params, plan: body.plan, content: body.content as JsonObject }, envelope));
  }

  @Handle(revise)
  async revise(@Input() { params, body }: InputOf<typeof revise>, @From() { envelope }: Caller) {
    return receipt(await this.commands.send(reviseScheme, { ...params, plan: body.plan, content: body.content as JsonObject }, envelope));
  }

  @Handle(publish)
  async publish(@Input() { params, body }: InputOf<typeof publish>, @From() { envelope }: Caller) {
    return receipt(await this.commands.send(publishScheme, { ...params, ...body }, envelope));
  }

  @Handle(withdraw)
  async withdraw(@Input() { params }: InputOf<typeof withdraw>, @From() { envelope }: Caller) {
    return receipt(await this.commands.send(withdrawScheme, params, envelope));
  }
}
