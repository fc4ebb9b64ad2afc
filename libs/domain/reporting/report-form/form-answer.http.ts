import { z } from 'zod';
import type { Refusal, RefusalCatalogue } from '#engine/kernel';
import { said, type SaidRefusal } from '../refusal-text.http.js';

const bilingual = z.object({ zh: z.string(), en: z.string() });

/** Whether something may be done here now; the reason when it may not. */
export const formAnswer = z.object({ allowed: z.boolean(), code: z.string().optional(), because: bilingual.optional(), remedy: bilingual.optional() });

/** What keeps anybody from reporting, in words; null when nothing does. */
export const formLock = formAnswer.omit({ allowed: true }).nullable();

/** The answer to "may I?" in words. */
export const answerOf = (refusal: Refusal | undefined, catalogue: RefusalCatalogue): { allowed: boolean } & Partial<SaidRefusal> =>
  refusal ? { allowed: false, ...said(refusal, catalogue) } : { allowed: true };

/** What keeps anybody from reporting here, as against what keeps this person from it. */
export const lockOf = (refusal: Refusal | undefined, catalogue: RefusalCatalogue): SaidRefusal | null =>
  refusal && catalogue[refusal.refused]?.kind !== 'forbidden' ? said(refusal, catalogue) : null;
