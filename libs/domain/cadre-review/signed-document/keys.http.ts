import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { endpoint, Handle } from '#engine/http';
import { CadreReview } from '../cadre-review.js';
import { dossierDocumentSchema } from './dossier-document.js';

const keys = endpoint({
  method: 'GET', path: '/cadre-review/keys', tag: 'cadre-review', access: 'public',
  summary: { zh: '政绩考核材料签名公钥（JWK Set）', en: 'Public keys that dossiers are signed with (JWK Set)' },
  reply: z.object({ keys: z.array(z.record(z.string(), z.unknown())) }),
});

const schema = endpoint({
  method: 'GET', path: '/cadre-review/document-schema', tag: 'cadre-review', access: 'public',
  summary: { zh: '签名材料的 JSON Schema', en: 'JSON Schema of the signed document' },
});

@Controller()
export class DossierKeysHttp {
  constructor(@Inject(CadreReview) private readonly review: CadreReview) {}

  @Handle(keys)
  keys() {
    return this.review.signer.keySet();
  }

  @Handle(schema)
  schema() {
    return dossierDocumentSchema;
  }
}
