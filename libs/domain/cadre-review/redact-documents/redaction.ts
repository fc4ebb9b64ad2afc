import type { Clock, RecordedEvent } from '#engine/kernel';
import type { EventStore } from '#engine/event-store';
import { Follower, LogSource, realWait, type FollowerStatus, type LeaseOptions, type ReactionState, type Wait } from '#engine/reactions';
import { silentLog, type Log } from '#engine/telemetry';
import { isErased } from '../dispatch-dossier/dispatching.js';
import type { DossierStore, KeptDocument } from '../dossier-store/dossier-store.js';
import { dossierDocument, personsNamed, redacted } from '../signed-document/dossier-document.js';
import type { DossierSigner } from '../signed-document/dossier-signer.js';

export interface RedactionParts {
  readonly log: EventStore;
  readonly store: DossierStore;
  readonly signer: DossierSigner;
  readonly clock: Clock;
  /** Keeps the position, under `cadre-review/redaction`. */
  readonly state: ReactionState;
  readonly operating?: Log;
  readonly lease?: LeaseOptions;
  readonly wait?: Wait;
}

/**
 * Takes the names of erased persons out of kept documents. It follows the log from the beginning: an erasure reaches what is kept, and
 * a document that was signed while the erasure was on its way is looked at when its dispatch is in the log. The log and its hashes stay.
 */
export class Redaction {
  private readonly follower: Follower<RecordedEvent>;

  constructor(private readonly parts: RedactionParts) {
    const { log, clock, state, lease, wait = realWait, operating = silentLog } = parts;
    this.follower = new Follower<RecordedEvent>({
      name: 'cadre-review/redaction', source: new LogSource(log, ['units.PersonErased', 'cadre-review.DossierDispatched']), startAt: 'beginning',
      handle: async (events) => {
        for (const event of events) await this.handle(event);
        return { failed: [] };
      },
      state, clock, wait, log: operating, backOff: { firstMs: 100, longestMs: 30_000 }, lease,
    });
  }

  start(): void {
    this.follower.start();
  }

  stop(): Promise<void> {
    return this.follower.stop();
  }

  whenProcessed(position: number): Promise<void> {
    return this.follower.whenProcessed(position);
  }

  status(): Promise<FollowerStatus> {
    return this.follower.status();
  }

  private async handle({ type, data }: RecordedEvent): Promise<void> {
    const { log, store } = this.parts;
    if (type === 'units.PersonErased') {
      const person = String(data['person']);
      for (const kept of await store.naming(person)) await this.redact(kept, [person]);
      return;
    }
    const kept = await store.find(String(data['hash']));
    if (!kept) return;
    const erased: string[] = [];
    for (const person of kept.persons) if (await isErased(log, person)) erased.push(person);
    if (erased.length > 0) await this.redact(kept, erased);
  }

  private async redact({ hash, jws }: KeptDocument, persons: readonly string[]): Promise<void> {
    const { store, signer, clock } = this.parts;
    const at = clock.now();
    const document = redacted(dossierDocument.parse(JSON.parse(Buffer.from(jws.split('.')[1]!, 'base64url').toString('utf8'))), persons, hash, at);
    const signed = await signer.sign(document);
    await store.redact(hash, { jws: signed.jws, persons: personsNamed(document), at });
  }
}
