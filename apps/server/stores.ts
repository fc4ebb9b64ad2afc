import type { Uuid } from '#engine/kernel';
import type { EventStore, LeafSource } from '#engine/event-store';
import type { ReplicaStatus } from '#engine/event-store/kurrentdb';
import type { HandsOver } from '#engine/hand-over';
import type { InboundSource } from '#engine/intake';
import type { LedgerKeys } from '#engine/ledger';
import type { Inbox, NoticeOutbox } from '#engine/notices';
import type { LeaseOptions, ReactionState } from '#engine/reactions';
import type { ReadStore } from '#engine/read-store';
import type { OpenScratch } from '#engine/reconciliation';
import type { DeliveredMessages, MessageSink } from '#engine/relay';
import type { DossierStore } from '../../libs/domain/cadre-review/dossier-store/dossier-store.js';
import type { DeadLetters } from '../../libs/domain/cadre-review/receipts/dead-letters.js';
import type { DossierKeys } from '../../libs/domain/cadre-review/signed-document/dossier-keys.js';
import type { AccessLog } from '../../libs/domain/identity/access-log/access-log.js';
import type { SecretStore } from '../../libs/domain/identity/secrets/secret-store.js';
import type { EvidenceStore } from '../../libs/domain/reporting/evidence/evidence-store.js';
import type { SealedSeeds } from '../../libs/domain/supervision/sealed-seeds/sealed-seeds.js';
import type { PeopleRegistry } from '../../libs/domain/units/people/people-registry.js';
import type { OutgoingFeed } from './tokens.js';

/** What is kept beside the log, and cannot be made from it: it goes along where the city moves. */
export interface KeptStores {
  readonly reactionState: ReactionState & HandsOver;
  /** Kept, restored or lost together with outbox and inbox. */
  readonly noticeState: ReactionState & HandsOver;
  readonly noticeOutbox: NoticeOutbox & HandsOver;
  readonly inbox: Inbox & HandsOver;
  readonly ledgerKeys: LedgerKeys;
  readonly evidence: EvidenceStore;
  readonly people: PeopleRegistry & HandsOver;
  readonly sealedSeeds: SealedSeeds & HandsOver;
  readonly secrets: SecretStore & HandsOver;
  readonly accessLog: AccessLog & HandsOver;
  readonly dossiers: DossierStore & HandsOver;
  readonly dossierKeys: DossierKeys;
  readonly deadLetters: DeadLetters & HandsOver;
  close(): Promise<void>;
}

/** Where a profile keeps what the city knows: every port of the house with an adapter behind it. */
export interface Stores extends KeptStores {
  /** The log as it is stored, before older versions of facts are read as today's. */
  readonly log: EventStore & LeafSource;
  /** How this process's copy of the log stands to the server of the log, where it has one. */
  readonly replica?: () => ReplicaStatus;
  /** Id of the log. */
  readonly origin: Uuid;
  readonly rows: ReadStore;
  readonly sink: MessageSink;
  /** What receivers can read of what the sink was given. */
  readonly delivered: DeliveredMessages;
  /** Rows for a while, on this machine's disk. */
  readonly openScratch: OpenScratch;
  /** Where the messages of a topic come from. */
  readonly source: (topic: string) => InboundSource;
  /** Whether receipts of the organisation department come as messages; otherwise as files that are dropped. */
  readonly receiptsAsMessages: boolean;
  /** What the sink keeps, for receivers that pull; absent where they subscribe to a broker. */
  readonly outgoing: OutgoingFeed | undefined;
  /** The right to work where several processes share it; absent where there is one process. */
  readonly lease?: LeaseOptions;
}
