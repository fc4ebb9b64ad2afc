import { z } from 'zod';

const count = z.number().int();
const text = z.string().nullable();
export const bilingual = z.object({ zh: z.string(), en: z.string() });
const called = z.object({ code: z.string(), name: bilingual });

/** A fact as it is told: who, for which unit, in which role, when, why, and each field before and after. */
export const changeReply = z.object({
  position: count, id: z.string(), stream: z.string(), revision: count, type: z.string(), title: bilingual,
  subject: z.object({ kind: z.string(), key: z.string(), title: bilingual }), unit: called.nullable(), period: text,
  actor: called, actorUnit: called.nullable(), role: called.nullable(), recordedAt: z.string(), validAt: text, reason: text, authority: text, correlation: z.string(), causation: z.string(),
  sentence: bilingual, fields: z.array(z.object({ name: z.string(), label: bilingual, before: bilingual.nullable(), after: bilingual.nullable() })),
});
