import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '#engine/kernel';
import { SqliteEventStore } from '#engine/event-store/sqlite';
import { FileSource } from '#engine/intake/file';
import { SqliteLedgerKeys } from '#engine/ledger/sqlite';
import { SqliteInbox, SqliteNoticeOutbox } from '#engine/notices/sqlite';
import { SqliteReactionState } from '#engine/reactions/sqlite';
import { SqliteReadStore } from '#engine/read-store/sqlite';
import { BadCursor, fileDelivered, FileSink, readFeed } from '#engine/relay/file';
import { SqliteDossierStore } from '../../libs/domain/cadre-review/dossier-store/sqlite/index.js';
import { SqliteDeadLetters } from '../../libs/domain/cadre-review/receipts/sqlite/index.js';
import { SqliteDossierKeys } from '../../libs/domain/cadre-review/signed-document/sqlite/index.js';
import { SqliteAccessLog } from '../../libs/domain/identity/access-log/sqlite/index.js';
import { SqliteSecretStore } from '../../libs/domain/identity/secrets/sqlite/index.js';
import { FolderEvidenceStore } from '../../libs/domain/reporting/evidence/folder/index.js';
import { SqliteSealedSeeds } from '../../libs/domain/supervision/sealed-seeds/sqlite-sealed-seeds.js';
import { SqlitePeople } from '../../libs/domain/units/people/sqlite-people.js';
import { scratchIn } from './wiring-scratch.js';
import type { Settings } from './settings.js';
import type { KeptStores, Stores } from './stores.js';
import type { OutgoingFeed } from './tokens.js';

export interface EmbeddedOptions {
  /** The time that facts are recorded at; the demo city leads it. */
  readonly clock: Clock;
  readonly realClock: Clock;
  readonly onStopped: (reason: string) => void;
}

/**
 * The embedded profile: files in one data folder, written by one process.
 * @throws LogInUse when another process holds the log
 */
export async function openEmbedded(settings: Settings, { clock, realClock, onStopped }: EmbeddedOptions): Promise<Stores> {
  const folder = settings.ZHIHENG_DATA;
  const file = (name: string): string => join(folder, name);
  mkdirSync(file('outbox'), { recursive: true });
  const log = await SqliteEventStore.open({ path: file('events.db'), clock, writer: settings.ZHIHENG_WRITER, onStopped: ({ message }) => onStopped(message) });
  const sink = new FileSink({ folder: file('outbox') });
  const rows = new SqliteReadStore(file('rows.db'));
  const kept = openKeptFiles(folder, realClock);
  return {
    ...kept, log, sink, rows,
    origin: log.info.origin,
    outgoing: feedIn(file('outbox')), delivered: fileDelivered(file('outbox')),
    openScratch: scratchIn(folder),
    source: (topic) => new FileSource({ topic, folder: file('inbound'), clock: realClock }),
    receiptsAsMessages: false,
    close: async () => {
      await Promise.all([kept, rows, sink].map((store) => store.close()));
      await log.close();
    },
  };
}

/** What a data folder keeps beside its log; files that are not there are made. */
export function openKeptFiles(folder: string, uploads: Clock): KeptStores {
  const file = (name: string): string => join(folder, name);
  // Position, outbox and inbox are in one file: they are kept, restored or lost together.
  const notices = file('notices.db');
  const stores = {
    reactionState: SqliteReactionState.open(file('reactions.db')),
    noticeState: SqliteReactionState.open(notices), noticeOutbox: SqliteNoticeOutbox.open(notices), inbox: SqliteInbox.open(notices),
    ledgerKeys: new SqliteLedgerKeys(file('ledger-keys.db')),
    people: new SqlitePeople(file('people.db')),
    sealedSeeds: new SqliteSealedSeeds(file('sealed-seeds.db')),
    secrets: new SqliteSecretStore(file('secrets.db')),
    accessLog: new SqliteAccessLog(file('access.db')),
    dossiers: new SqliteDossierStore(file('dossiers.db')), dossierKeys: new SqliteDossierKeys(file('dossier-keys.db')), deadLetters: new SqliteDeadLetters(file('dead-letters.db')),
  };
  return {
    ...stores,
    evidence: new FolderEvidenceStore(file('evidence'), uploads),
    close: async () => void (await Promise.all(Object.values(stores).map((store) => store.close()))),
  };
}

/** Messages as the file sink wrote them. */
const feedIn = (folder: string): OutgoingFeed => ({
  read: async (topic, from) => {
    try {
      return await readFeed(folder, topic, from);
    } catch (error) {
      if (error instanceof BadCursor) return undefined;
      throw error;
    }
  },
});
