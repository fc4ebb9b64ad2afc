import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { Commands } from '#engine/commands';
import { dateField, endpoint, From, Handle, Input, receipt, receiptReply, textField, type Caller, type InputOf } from '#engine/http';
import { claimField, signaturesField, userField } from '../campaign-input.js';
import { mayRunCampaigns } from '../campaign.policies.js';
import { referencesOf, SupervisionEvidence } from '../evidence-index.js';
import { evidenceField, plainCode, present } from '../supervision-input.js';
import { recordSiteVisit } from './record-site-visit.js';

const record = endpoint({
  method: 'POST', path: '/campaigns/:campaign/visits/:visit', tag: 'supervision', access: mayRunCampaigns, command: true, status: 201,
  summary: { zh: '记录实地核查（申报与核实、照片、双方签字）', en: 'Record an on-site check: claimed and verified, photos, signatures of both sides' },
  params: z.strictObject({ campaign: plainCode, visit: plainCode }),
  body: z.strictObject({
    unit: plainCode, date: dateField, team: z.array(userField).max(50), substitution: textField(1_000).optional(), place: textField(300), claims: z.array(claimField).max(200).default([]),
    observations: textField(10_000).optional(), photos: evidenceField, signatures: signaturesField,
  }),
  reply: receiptReply,
  refusals: [
    'supervision.unknown-campaign', 'supervision.campaign-wrong-status', 'supervision.visit-exists', 'supervision.campaign-own-unit', 'supervision.campaign-recused', 'supervision.campaign-not-this-unit',
    'supervision.unit-not-drawn', 'supervision.visit-outside-campaign', 'supervision.team-too-small', 'supervision.not-of-the-team', 'supervision.substitution-needs-reason',
    'supervision.visit-not-signed', 'supervision.evidence-unknown',
  ],
});

@Controller()
export class RecordSiteVisitHttp {
  constructor(
    @Inject(Commands) private readonly commands: Commands,
    @Inject(SupervisionEvidence) private readonly evidence: SupervisionEvidence,
  ) {}

  @Handle(record)
  async record(@Input() { params, body }: InputOf<typeof record>, @From() { actor, envelope }: Caller) {
    const photos = await referencesOf(body.photos, actor, this.evidence);
    return receipt(await this.commands.send(recordSiteVisit, { ...params, ...present(body), photos }, envelope));
  }
}
