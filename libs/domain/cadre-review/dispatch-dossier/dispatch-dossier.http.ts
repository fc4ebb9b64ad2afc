import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { Commands } from '#engine/commands';
import { endpoint, From, Handle, Input, receipt, receiptReply, type Caller, type InputOf } from '#engine/http';
import { dossierParams } from '../cadre-input.js';
import { CadreReview } from '../cadre-review.js';
import { mayPrepareDossiers } from '../cadre-review.policies.js';

const dispatch = endpoint({
  method: 'POST', path: '/cadre-review/dossiers/:round/:unit/dispatch', tag: 'cadre-review', access: mayPrepareDossiers, command: true,
  summary: { zh: '报送政绩考核材料：签名后进入拉取接口和消息', en: 'Hand a dossier over: it is signed and enters feed and messages' },
  params: dossierParams,
  body: z.strictObject({ version: z.int().min(1) }),
  reply: receiptReply,
  refusals: [
    'cadre-review.unknown-dossier', 'cadre-review.not-latest', 'cadre-review.was-rejected', 'cadre-review.results-corrected-since', 'cadre-review.dossier-moved-on', 'cadre-review.review-open',
    'cadre-review.correction-pending', 'cadre-review.vertically-managed',
  ],
});

@Controller()
export class DispatchDossierHttp {
  constructor(
    @Inject(Commands) private readonly commands: Commands,
    @Inject(CadreReview) private readonly review: CadreReview,
  ) {}

  @Handle(dispatch)
  async dispatch(@Input() { params, body }: InputOf<typeof dispatch>, @From() { envelope }: Caller) {
    return receipt(await this.review.dispatching.dispatch({ ...params, ...body }, envelope, (definition, command, as) => this.commands.send(definition, command, as)));
  }
}
