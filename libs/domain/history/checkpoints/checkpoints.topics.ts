import type { JsonObject, Recorded, RecordedEvent } from '#engine/kernel';
import type { MappedMessage, TopicDefinition } from '#engine/relay';
import type { LedgerEvent } from './ledger.events.js';

const text: JsonObject = { type: 'string', minLength: 1 };
const size: JsonObject = { type: 'integer', minimum: 1, description: 'Events covered: positions 1 to this' };
const root: JsonObject = { type: 'string', pattern: '^[A-Za-z0-9+/]{43}=$', description: 'SHA-256 root over them (RFC 6962), base64' };
const zeros = `${'A'.repeat(43)}=`;

/** Shape of the messages: the ledger at a size, signed or witnessed. */
export const checkpointSchema: JsonObject = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'urn:zhiheng:schema:quality.ledger.checkpoint.v1',
  title: 'A checkpoint of the ledger',
  description: 'Keep the notes: each must extend every earlier one. `note` is a C2SP tlog-checkpoint; `cosignatures` are lines to be added to it.',
  type: 'object',
  required: ['what', 'size', 'root'],
  additionalProperties: false,
  properties: {
    what: { enum: ['signed', 'witnessed'] }, size, root,
    origin: { ...text, description: 'Name of the ledger' },
    note: { ...text, description: 'The signed note, byte for byte' },
    witness: text,
    cosignatures: { ...text, description: 'Signature lines of the witness (C2SP tlog-cosignature)' },
  },
  allOf: [
    { if: { properties: { what: { const: 'signed' } } }, then: { required: ['origin', 'note'] } },
    { if: { properties: { what: { const: 'witnessed' } } }, then: { required: ['witness', 'cosignatures'] } },
  ],
  examples: [
    { what: 'signed', origin: 'zhiheng.example', size: 5120, root: zeros, note: `zhiheng.example\n5120\n${zeros}\n\n— zhiheng.example AAAAAAAA\n` },
    { what: 'witnessed', size: 5120, root: zeros, witness: 'audit.example', cosignatures: '— audit.example AAAAAAAA\n' },
  ],
};

/** Out: checkpoints, for whoever wants to hold the city to its log. */
export const checkpointTopic: TopicDefinition = {
  topic: 'quality.ledger.checkpoint.v1',
  title: { zh: '账本检查点', en: 'Checkpoints of the ledger' },
  events: ['history.CheckpointSigned', 'history.CheckpointCosigned'],
  schema: checkpointSchema,
  map: (event: RecordedEvent) => messageOf(event as unknown as Recorded<LedgerEvent>),
};

function messageOf({ type, data }: Recorded<LedgerEvent>): readonly MappedMessage[] {
  if (type === 'history.CheckpointSigned') {
    const { origin, size: covered, root: of, note } = data;
    return [{ key: 'ledger', subject: `checkpoint-${covered}`, data: { what: 'signed', origin, size: covered, root: of, note } }];
  }
  if (type === 'history.CheckpointCosigned') {
    return [{ key: 'ledger', subject: `checkpoint-${data.size}`, data: { what: 'witnessed', size: data.size, root: data.root, witness: data.witness, cosignatures: data.signatures } }];
  }
  return [];
}
