import { listedRecords, type HandingOver, type KeptRecord, type RecordKind } from '#engine/hand-over';
import type { LedgerKey } from '#engine/ledger';
import type { DossierKey } from '../../../../libs/domain/cadre-review/signed-document/dossier-keys.js';
import type { KeptStores } from '../../../server/stores.js';
import type { PartName } from './words.js';

/** One store on its way, kind by kind. */
export interface Part {
  readonly name: PartName;
  readonly kinds: readonly RecordKind[];
  readonly wanted: NonNullable<HandingOver['wanted']>;
}

const everything = (): boolean => true;

/**
 * Positions of the relay stay behind: they say what one sink was given, and the other profile has another. It begins at the first fact
 * there; receivers know what they had by its id.
 */
const notOfTheRelay = ({ content }: KeptRecord): boolean => !String(content['process']).startsWith('relay/');

/**
 * What goes along beside log and evidence. Timers, deliveries and inboxes go with the positions up to which they were made, so that
 * nothing is set, sent or told a second time, and nothing is passed over.
 */
export function partsOf(stores: KeptStores): readonly Part[] {
  const { people, sealedSeeds, secrets, accessLog, dossiers, dossierKeys, deadLetters, ledgerKeys, reactionState, noticeState, noticeOutbox, inbox } = stores;
  const part = (name: PartName, kinds: readonly RecordKind[], wanted = everything as Part['wanted']): Part => ({ name, kinds, wanted });
  return [
    part('people', people.records),
    part('sealed-seeds', sealedSeeds.records),
    part('secrets', secrets.records),
    part('access-log', accessLog.records),
    part('dossiers', dossiers.records),
    part('dossier-keys', [listedRecords<DossierKey>('dossier-key', { all: () => dossierKeys.all(), keyOf: ({ kid }) => kid, add: (key) => dossierKeys.add(key) })]),
    part('dead-letters', deadLetters.records),
    part('ledger-keys', [listedRecords<LedgerKey>('ledger-key', { all: () => ledgerKeys.all(), keyOf: ({ verifierKey }) => verifierKey, add: (key) => ledgerKeys.introduce(key) })]),
    part('processes', reactionState.records, notOfTheRelay),
    part('notice-processes', noticeState.records),
    part('deliveries', noticeOutbox.records),
    part('inbox', inbox.records),
  ];
}
