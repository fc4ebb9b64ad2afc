import type { JsonObject, Recorded, RecordedEvent } from '#engine/kernel';
import type { MappedMessage, TopicDefinition } from '#engine/relay';
import { dossierName, dossierNamePattern, type DossierEvent } from './dossier.events.js';

const code: JsonObject = { type: 'string', minLength: 1 };
const hash: JsonObject = { type: 'string', pattern: '^[0-9a-f]{64}$' };
const version: JsonObject = { type: 'integer', minimum: 1 };
const instant: JsonObject = { type: 'string', format: 'date-time' };

const example: JsonObject = {
  dossier: 'nanjing-2024.xuanwu', round: 'nanjing-2024', unit: 'xuanwu', version: 1, number: '宁质函〔2025〕12号', mark: 'internal', hash: 'a'.repeat(64), kid: 'GbZ7-6CX7t7yoCzlNQq25QmnI6McwWsyPcAIyfu7ne4',
  dispatchedAt: '2025-06-10T01:00:00.000Z', replaces: null,
};

/** Shape of the messages: a dossier is handed over. */
export const dossierMessageSchema: JsonObject = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'urn:zhiheng:schema:quality.cadre-review.dossier.v1',
  title: 'A dossier for the performance review of a leading group is handed over',
  description: 'The latest version of a dossier replaces the earlier ones. `jws` is the signed document (JWS compact, EdDSA); it names persons, so transports that keep messages for ever leave it out, and it is fetched by its hash.',
  type: 'object',
  required: ['dossier', 'round', 'unit', 'version', 'number', 'mark', 'hash', 'kid', 'dispatchedAt', 'replaces'],
  additionalProperties: false,
  properties: {
    dossier: { type: 'string', pattern: dossierNamePattern, description: 'What receipts call it' }, round: code, unit: code, version, number: { ...code, description: 'Number of the covering letter' }, mark: { const: 'internal' },
    hash: { ...hash, description: 'SHA-256 of the signed document as it was handed over' },
    kid: { ...code, description: 'Key that signed it: RFC 7638 thumbprint, found in the published key set' },
    dispatchedAt: instant,
    replaces: { anyOf: [{ type: 'null' }, { type: 'object', required: ['version', 'hash'], additionalProperties: false, properties: { version, hash } }] },
    jws: { type: 'string', pattern: '^[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+$' },
    redactedAt: { ...instant, description: 'Names were taken out then: `jws` is signed anew and says so, and no longer has the hash' },
  },
  examples: [example, { ...example, version: 2, number: '宁质函〔2025〕15号', replaces: { version: 1, hash: 'b'.repeat(64) } }],
};

/** Out: dossiers for the organisation department. Key = unit, so that a unit's versions stay in order. */
export const dossierTopic: TopicDefinition = {
  topic: 'quality.cadre-review.dossier.v1',
  title: { zh: '政绩考核材料', en: 'Dossiers for the cadre review' },
  events: ['cadre-review.DossierDispatched'],
  schema: dossierMessageSchema,
  map: (event: RecordedEvent) => messageOf(event as unknown as Recorded<DossierEvent>),
};

function messageOf(event: Recorded<DossierEvent>): readonly MappedMessage[] {
  if (event.type !== 'cadre-review.DossierDispatched') return [];
  const { round, unit, version: handedOver, number, hash: of, kid, replaces } = event.data;
  const dossier = dossierName(round, unit);
  return [{ key: unit, subject: dossier, data: { dossier, round, unit, version: handedOver, number, mark: 'internal', hash: of, kid, dispatchedAt: event.recordedAt, replaces } }];
}
