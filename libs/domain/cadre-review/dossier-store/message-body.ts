import { BodyGone, type BodyLoader } from '#engine/relay';
import type { DossierStore } from './dossier-store.js';

/** Fills dossier messages with the signed document as it is kept now: for transports whose messages can be taken back or run out. */
export const dossierBodies = (store: Pick<DossierStore, 'find'>): BodyLoader => async (message) => {
  const kept = await store.find(String(message.data['hash']));
  if (!kept) throw new BodyGone(`the document ${String(message.data['hash'])} of ${String(message.subject)} is not in the store`);
  const { jws, redactedAt } = kept;
  return { ...message, data: { ...message.data, jws, ...(redactedAt === null ? {} : { redactedAt }) } };
};
