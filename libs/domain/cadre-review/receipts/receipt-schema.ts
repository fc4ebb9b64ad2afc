import type { JsonObject } from '#engine/kernel';
import { dossierNamePattern, receiptOutcomes } from '../dossier.events.js';

/** Topic that receipts come on where a message system is used. */
export const receiptTopic = 'quality.cadre-review.receipt.v1';

/** Shape of a receipt 回执: what the receiver did with a version of a dossier. */
export const receiptSchema: JsonObject = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: `urn:zhiheng:schema:${receiptTopic}`,
  title: 'Receipt for a dossier',
  type: 'object',
  required: ['id', 'dossier', 'version', 'outcome', 'receiver', 'at'],
  additionalProperties: false,
  properties: {
    id: { type: 'string', minLength: 1, maxLength: 200, description: 'The same for every repetition of this receipt' },
    dossier: { type: 'string', pattern: dossierNamePattern },
    version: { type: 'integer', minimum: 1 },
    outcome: { enum: [...receiptOutcomes] },
    reason: { type: 'string', minLength: 1, maxLength: 2_000 },
    receiver: { type: 'string', minLength: 1, maxLength: 200, description: 'Office or system that received; no name of a person' },
    at: { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,3})?Z$' },
  },
  if: { required: ['outcome'], properties: { outcome: { const: 'rejected' } } },
  then: { required: ['reason'] },
  examples: [{ id: '6f9619ff-8b86-5011-b42d-00c04fc964ff', dossier: 'nanjing-2024.xuanwu', version: 1, outcome: 'acknowledged', receiver: '市委组织部', at: '2025-06-11T02:00:00Z' }],
};
