import { z } from 'zod';
import { defineEvents, type EventsOf } from '#engine/kernel';
import { dossierContent } from './dossier-content.events.js';

// Names and schemas here are storage format: a change means a new version with an upcaster and a golden file.

/** How a dossier is handled: 内部. Nothing secret may enter the system. */
export const dossierMarks = ['internal'] as const;

export const receiptOutcomes = ['acknowledged', 'rejected'] as const;
export type ReceiptOutcome = (typeof receiptOutcomes)[number];

const about = { round: z.string(), unit: z.string(), version: z.int().min(1) };
const receipt = { receipt: z.string(), receiver: z.string(), at: z.string() };

/** A version that was handed over, by the hash of its signed document. */
const handedOver = z.strictObject({ version: z.int().min(1), hash: z.string() });

export const dossierEvents = defineEvents({
  'cadre-review.DossierPrepared': {
    version: 1,
    title: { zh: '政绩考核材料备齐', en: 'Dossier prepared' },
    data: z.strictObject({
      ...about,
      /** 函号 of the covering letter. */
      number: z.string(), mark: z.enum(dossierMarks), content: dossierContent,
    }),
  },
  'cadre-review.DossierReplaced': {
    version: 1,
    title: { zh: '政绩考核材料更换', en: 'Dossier replaced' },
    data: z.strictObject({ ...about, by: z.int().min(2), reason: z.string().nullable() }),
  },
  'cadre-review.DossierDispatched': {
    version: 1,
    title: { zh: '政绩考核材料报送', en: 'Dossier dispatched' },
    data: z.strictObject({
      ...about, number: z.string(),
      /** SHA-256 of the signed document, hex; it is kept outside the log, because it names persons. */
      hash: z.string(), kid: z.string(),
      /** References of the persons whom the document names. */
      persons: z.array(z.string()),
      replaces: handedOver.nullable(),
    }),
  },
  'cadre-review.DossierAcknowledged': {
    version: 1,
    title: { zh: '政绩考核材料签收', en: 'Dossier acknowledged' },
    data: z.strictObject({ ...about, ...receipt }),
  },
  'cadre-review.DossierRejected': {
    version: 1,
    title: { zh: '政绩考核材料退回', en: 'Dossier rejected' },
    data: z.strictObject({ ...about, ...receipt, reason: z.string() }),
  },
});
export type DossierEvent = EventsOf<typeof dossierEvents>;

/** What a dossier is called outside: `<round>.<unit>`. */
export const dossierName = (round: string, unit: string): string => `${round}.${unit}`;

/** Its form, as JSON Schemas state it. */
export const dossierNamePattern = '^[a-z0-9]([a-z0-9-]{0,78}[a-z0-9])?\\.[a-z0-9]([a-z0-9-]{0,78}[a-z0-9])?$';

/** The stream of a dossier: `dossier-<round>.<unit>`. */
export const dossierStream = (round: string, unit: string): string => `dossier-${dossierName(round, unit)}`;
