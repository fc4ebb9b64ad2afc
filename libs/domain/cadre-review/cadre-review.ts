import type { Clock } from '#engine/kernel';
import type { EventStore } from '#engine/event-store';
import type { LeaseOptions, ReactionState } from '#engine/reactions';
import type { Log } from '#engine/telemetry';
import { Dispatching, type FactProofs, type PersonNames } from './dispatch-dossier/dispatching.js';
import type { DossierStore } from './dossier-store/dossier-store.js';
import { DossierFeed } from './feed/dossier-feed.js';
import type { ResultSheets } from './prepare-dossier/result-sheets.js';
import type { DeadLetters } from './receipts/dead-letters.js';
import { ReceiptDesk } from './receipts/receipt-desk.js';
import { ReceiptInbox } from './receipts/receipt-inbox.js';
import type { SendReceipt } from './receipts/receipt-desk.js';
import { Redaction } from './redact-documents/redaction.js';
import type { DossierKeys } from './signed-document/dossier-keys.js';
import { DossierSigner } from './signed-document/dossier-signer.js';

export interface CadreReviewOptions {
  readonly log: EventStore;
  /** Name of this installation, as the relay's messages have it. */
  readonly origin: string;
  readonly clock: Clock;
  readonly store: DossierStore;
  readonly keys: DossierKeys;
  readonly deadLetters: DeadLetters;
  readonly people: PersonNames;
  readonly sheets: ResultSheets;
  /** Proofs of the ledger that go with a dossier. */
  readonly proofs?: FactProofs;
  /** Keeps how far the redaction has come. */
  readonly state: ReactionState;
  /** Where receipts are dropped as files, and how they are sent: as the system. Without it none are taken from files. */
  readonly inbox?: { readonly folder: string; readonly send: SendReceipt; readonly pollMs?: number };
  readonly lease?: LeaseOptions;
  readonly operating?: Log;
}

/** Everything the cadre review is made of beside its commands and views, composed once by an application's wiring. */
export class CadreReview {
  private constructor(
    readonly store: DossierStore,
    readonly signer: DossierSigner,
    readonly sheets: ResultSheets,
    readonly people: PersonNames,
    readonly dispatching: Dispatching,
    readonly feed: DossierFeed,
    readonly receipts: ReceiptDesk,
    readonly redaction: Redaction,
    readonly inbox: ReceiptInbox | undefined,
  ) {}

  static async open(options: CadreReviewOptions): Promise<CadreReview> {
    const { log, origin, clock, store, people, sheets, state, lease, operating, proofs } = options;
    const signer = await DossierSigner.open(options.keys, clock);
    const receipts = new ReceiptDesk(options.deadLetters, clock);
    const told = { ...(operating ? { operating } : {}), ...(lease ? { lease } : {}) };
    return new CadreReview(
      store, signer, sheets, people, new Dispatching({ log, store, signer, people, clock, ...(proofs ? { proofs } : {}) }), new DossierFeed({ log, store, origin, clock }), receipts,
      new Redaction({ log, store, signer, clock, state, ...told }),
      options.inbox && new ReceiptInbox({ ...options.inbox, desk: receipts, ...(operating ? { log: operating } : {}) }),
    );
  }

  /** Begin to redact, and to take receipts from files. */
  start(): void {
    this.redaction.start();
    this.inbox?.start();
  }

  /** The stores are closed by whoever opened them. */
  async stop(): Promise<void> {
    await this.inbox?.stop();
    await this.redaction.stop();
  }
}
