import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import type { Recorded } from '#engine/kernel';
import { Commands } from '#engine/commands';
import { EventStore } from '#engine/event-store';
import { decimalField, endpoint, From, Handle, Input, receipt, receiptReply, textField, viewQuery, type Caller, type InputOf } from '#engine/http';
import { documentField, plainCode, present, reasonField, schemeCode, unitParams } from '../assessment-input.js';
import { mayEnter, maySeeResults } from '../assessment.policies.js';
import { conductKinds, resultStream, type ResultEvent } from '../result.events.js';
import { factsOf, knownOfRound, positionAsked, visibleRound } from '../round-facts.http.js';
import { enterDeduction } from './enter-deduction.js';
import { enterVeto } from './enter-veto.js';
import { entriesOf } from './entry-list.js';
import { recordConduct } from './record-conduct.js';
import { revokeEntry } from './revoke-entry.js';

const params = z.strictObject({ round: plainCode, unit: plainCode, entry: plainCode });
const write = { method: 'POST', tag: 'assessment', access: mayEnter, command: true, params, reply: receiptReply } as const;
const common = ['assessment.unknown-round', 'assessment.wrong-step', 'assessment.unit-not-in-round', 'assessment.own-unit', 'assessment.document-required'] as const;

const deduct = endpoint({
  ...write, path: '/rounds/:round/units/:unit/deductions/:entry', status: 201,
  summary: { zh: '登记扣分（须原因和文号）', en: 'Enter a deduction, with reason and document' },
  body: z.strictObject({ points: decimalField, reason: reasonField, document: documentField }),
  refusals: [...common, 'assessment.entry-exists', 'assessment.no-manual-deductions', 'assessment.deduction-out-of-range', 'assessment.reason-required'],
});

const conduct = endpoint({
  ...write, path: '/rounds/:round/units/:unit/conduct/:entry', status: 201,
  summary: { zh: '登记数据造假或通报批评（须文号）', en: 'Record falsified data or public criticism, with a document' },
  body: z.strictObject({ kind: z.enum(conductKinds), matter: textField(500), severity: schemeCode.optional(), indicator: schemeCode.optional(), document: documentField }),
  refusals: [...common, 'assessment.entry-exists', 'assessment.no-rule-for-conduct', 'assessment.severity-not-listed', 'assessment.indicator-required', 'assessment.indicator-not-scored'],
});

const veto = endpoint({
  ...write, path: '/rounds/:round/units/:unit/vetoes/:entry', status: 201,
  summary: { zh: '登记一票否决（须文号；得分保留）', en: 'Enter a veto, with a document; the score is kept' },
  body: z.strictObject({ rule: schemeCode, matter: textField(500), document: documentField }),
  refusals: [...common, 'assessment.entry-exists', 'assessment.unknown-veto-rule'],
});

const revoke = endpoint({
  ...write, path: '/rounds/:round/units/:unit/entries/:entry/revocation',
  summary: { zh: '撤销扣分、违规情形或否决登记（须原因和文号）', en: 'Revoke a deduction, a record of conduct or a veto, with reason and document' },
  body: z.strictObject({ reason: reasonField, document: documentField }).optional(),
  refusals: [...common, 'assessment.unknown-entry', 'assessment.reason-required'],
});

const list = endpoint({
  method: 'GET', path: '/rounds/:round/units/:unit/entries', tag: 'assessment', access: maySeeResults, params: unitParams, query: z.strictObject(viewQuery),
  summary: { zh: '一个单位的扣分、违规情形和否决登记，含已撤销', en: 'Deductions, records of conduct and vetoes of a unit, revoked ones too' },
  reply: z.object({
    round: z.string(), unit: z.string(),
    entries: z.array(z.object({
      entry: z.string(), kind: z.enum(['deduction', 'falsified', 'criticised', 'veto']), points: z.string().nullable(), rule: z.string().nullable(), severity: z.string().nullable(), indicator: z.string().nullable(),
      matter: z.string(), document: z.string(), by: z.string(), at: z.string(), revoked: z.object({ reason: z.string(), document: z.string(), by: z.string(), at: z.string() }).nullable(),
    })),
    position: z.number().int(),
  }),
});

@Controller()
export class EnterDeductionHttp {
  constructor(
    @Inject(Commands) private readonly commands: Commands,
    @Inject(EventStore) private readonly log: Pick<EventStore, 'readStream' | 'head' | 'positionAt'>,
  ) {}

  @Handle(deduct)
  async deduct(@Input() { params: key, body }: InputOf<typeof deduct>, @From() { envelope }: Caller) {
    const { scheme } = await knownOfRound(this.log, key.round);
    return receipt(await this.commands.send(enterDeduction, { ...key, ...present(body), scheme }, envelope));
  }

  @Handle(conduct)
  async conduct(@Input() { params: key, body }: InputOf<typeof conduct>, @From() { envelope }: Caller) {
    const { scheme } = await knownOfRound(this.log, key.round);
    return receipt(await this.commands.send(recordConduct, { ...key, ...present(body), scheme }, envelope));
  }

  @Handle(veto)
  async veto(@Input() { params: key, body }: InputOf<typeof veto>, @From() { envelope }: Caller) {
    const { scheme } = await knownOfRound(this.log, key.round);
    return receipt(await this.commands.send(enterVeto, { ...key, ...present(body), scheme }, envelope));
  }

  @Handle(revoke)
  async revoke(@Input() { params: key, body }: InputOf<typeof revoke>, @From() { envelope }: Caller) {
    return receipt(await this.commands.send(revokeEntry, { ...key, ...present(body ?? {}) }, envelope));
  }

  @Handle(list)
  async list(@Input() { params: key, query }: InputOf<typeof list>, @From() { actor }: Caller) {
    const position = await positionAsked(this.log, query);
    await visibleRound(this.log, key, actor, position);
    const entries = entriesOf((await factsOf(this.log, resultStream(key.round, key.unit), position)) as readonly Recorded<ResultEvent>[]);
    return { ...key, entries: [...entries], position };
  }
}
