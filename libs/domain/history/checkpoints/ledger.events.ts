import { z } from 'zod';
import { defineEvents, type EventsOf } from '#engine/kernel';

// Names and schemas here are storage format: a change means a new version with an upcaster and a golden file.

/** What is recorded of the ledger itself: which keys sign it, what was signed, and who witnessed it. */
export const ledgerEvents = defineEvents({
  'history.SigningKeyIntroduced': {
    version: 1,
    title: { zh: '账本签名密钥启用', en: 'Signing key of the ledger introduced' },
    data: z.strictObject({
      /** `name+id+base64`, as C2SP signed-note writes a public key. */
      key: z.string(),
      /** When it begins to sign. */
      from: z.string(),
    }),
  },
  'history.SigningKeyRetired': {
    version: 1,
    title: { zh: '账本签名密钥停用', en: 'Signing key of the ledger retired' },
    data: z.strictObject({ key: z.string(), until: z.string() }),
  },
  'history.CheckpointSigned': {
    version: 1,
    title: { zh: '账本检查点签名', en: 'Checkpoint of the ledger signed' },
    data: z.strictObject({
      /** Name of the ledger, the first line of the note. */
      origin: z.string(),
      /** Events that it covers: positions 1 to this. */
      size: z.int().min(1),
      /** SHA-256 root over them, base64. */
      root: z.string(),
      /** The signed note, byte for byte (C2SP tlog-checkpoint). */
      note: z.string(),
    }),
  },
  'history.CheckpointCosigned': {
    version: 1,
    title: { zh: '账本检查点见证', en: 'Checkpoint of the ledger witnessed' },
    data: z.strictObject({
      size: z.int().min(1),
      root: z.string(),
      /** Name of the witness, as its key has it. */
      witness: z.string(),
      /** Its signature lines (C2SP tlog-cosignature). */
      signatures: z.string(),
    }),
  },
});
export type LedgerEvent = EventsOf<typeof ledgerEvents>;

/** Everything recorded of the ledger. */
export const ledgerStream = 'ledger';
