import { isRefusal, type Clock, type RecordedEvent } from '#engine/kernel';
import type { Envelope, Outcome } from '#engine/commands';
import type { EventStore } from '#engine/event-store';
import { personStream } from '#domain/units';
import type { DossierStore } from '../dossier-store/dossier-store.js';
import { dossierStream } from '../dossier.events.js';
import { dossier, handedOverBefore, latestVersion, type DossierState, type DossierVersion } from '../dossier.state.js';
import { documentOf, personsNamed, type LedgerProof } from '../signed-document/dossier-document.js';
import type { DossierSigner, SignedDocument } from '../signed-document/dossier-signer.js';
import { dispatchDossier, type DispatchDossier } from './dispatch-dossier.js';

/** Where the names of persons are found; the registry of persons is one. */
export interface PersonNames {
  getMany(references: readonly string[]): Promise<readonly { readonly reference: string; readonly name: string }[]>;
}

/** Where the proof is found that a fact is in the ledger; null while no checkpoint covers it. */
export type FactProofs = (position: number) => Promise<LedgerProof | null>;

export type SendDispatch = (definition: typeof dispatchDossier, command: DispatchDossier, envelope: Envelope) => Promise<Outcome>;

export interface DispatchingParts {
  readonly log: Pick<EventStore, 'readStream'>;
  readonly store: DossierStore;
  readonly signer: DossierSigner;
  readonly people: PersonNames;
  readonly clock: Clock;
  readonly proofs?: FactProofs;
}

/** The state of a dossier, read from the log. */
export async function readDossier(log: Pick<EventStore, 'readStream'>, round: string, unit: string): Promise<DossierState> {
  const events = await log.readStream(dossierStream(round, unit));
  return events.reduce((state, event) => dossier.evolve(state, event as never), dossier.initial);
}

/** Whether what is kept about a person was erased: the log knows, also while the registry is still at it. */
export async function isErased(log: Pick<EventStore, 'readStream'>, person: string): Promise<boolean> {
  const events: readonly RecordedEvent[] = await log.readStream(personStream(person));
  return events.some(({ type }) => type === 'units.PersonErased');
}

/**
 * Hands dossiers over. The names are joined and the document is signed and kept before the fact that names its hash, so that no fact
 * is without its document. What a lost or refused attempt leaves in the store is removed.
 */
export class Dispatching {
  constructor(private readonly parts: DispatchingParts) {}

  async dispatch(about: { readonly round: string; readonly unit: string; readonly version: number }, envelope: Envelope, send: SendDispatch): Promise<Outcome> {
    const { round, unit, version } = about;
    const state = await readDossier(this.parts.log, round, unit);
    const last = latestVersion(state);
    const signed = last?.version === version && !last.dispatched ? await this.keep(about, last, state, envelope.commandId) : undefined;
    const outcome = await send(dispatchDossier, { ...about, document: signed ? { hash: signed.hash, kid: signed.kid, persons: signed.persons } : null }, envelope);
    await this.tidy(about, signed, isRefusal(outcome));
    return outcome;
  }

  private async keep({ round, unit, version }: { readonly round: string; readonly unit: string; readonly version: number }, one: DossierVersion, state: DossierState, id: string): Promise<SignedDocument & { readonly persons: readonly string[] }> {
    const { store, signer, clock, proofs } = this.parts;
    const before = handedOverBefore(state, version);
    const replaces = before?.dispatched ? { version: before.version, hash: before.dispatched.hash } : null;
    const references = [...new Set(one.content.confirmed.leaders.map(({ person }) => person))];
    const document = documentOf({ id, round, unit, version, number: one.number, preparedAt: one.preparedAt, replaces, ledger: (await proofs?.(one.content.integrity.position)) ?? null }, one.content, await this.namesOf(references));
    const signed = await signer.sign(document);
    const persons = personsNamed(document);
    await store.keep({ hash: signed.hash, round, unit, version, jws: signed.jws, persons, keptAt: clock.now() });
    return { ...signed, persons };
  }

  private async namesOf(references: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const { log, people } = this.parts;
    const erased = await Promise.all(references.map((person) => isErased(log, person)));
    const found = await people.getMany(references.filter((_, n) => !erased[n]));
    return new Map(found.map(({ reference, name }) => [reference, name]));
  }

  private async tidy({ round, unit, version }: { readonly round: string; readonly unit: string; readonly version: number }, signed: SignedDocument | undefined, refused: boolean): Promise<void> {
    const { log, store } = this.parts;
    const inLog = (await readDossier(log, round, unit)).versions.find((one) => one.version === version)?.dispatched?.hash;
    // Without the fact only one's own document is known to be unwanted: another attempt may be on its way.
    const unwanted = inLog === undefined ? (refused && signed ? [signed.hash] : []) : (await store.ofVersion(round, unit, version)).map(({ hash }) => hash).filter((hash) => hash !== inLog);
    for (const hash of unwanted) await store.remove(hash);
  }
}
