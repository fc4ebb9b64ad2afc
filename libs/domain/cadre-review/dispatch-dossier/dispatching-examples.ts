// A city of one dossier that can be handed over, for the specs of this context; product code never imports it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CommandEngine, type Outcome } from '#engine/commands';
import { MemoryEventStore } from '#engine/event-store/memory';
import { newId } from '#engine/kernel';
import { MemoryReactionState } from '#engine/reactions/memory';
import { appendTo, TestClock } from '#engine/testing';
import { personStream } from '#domain/units';
import { cadreReviewParts } from '../cadre-review.parts.js';
import { CadreReview } from '../cadre-review.js';
import { people, preparedFact, round, toldStreams, unit } from '../cadre-review-examples.js';
import { dossierStream } from '../dossier.events.js';
import { SqliteDossierStore } from '../dossier-store/sqlite/index.js';
import { SqliteDeadLetters } from '../receipts/sqlite/index.js';
import type { DossierDocument } from '../signed-document/dossier-document.js';
import { readDocument } from '../signed-document/read-document.js';
import { SqliteDossierKeys } from '../signed-document/sqlite/index.js';
import type { FactProofs, SendDispatch } from './dispatching.js';

/** Names of the leaders as the registry has them. */
export const names: Readonly<Record<string, string>> = { 'p-secretary': '张书记', 'p-head-1': '李区长', 'p-head-2': '王区长', 'p-deputy': '赵副区长' };

/** A prepared dossier with everything that hands it over. */
export class DispatchTrial {
  readonly clock = new TestClock('2025-06-10T01:00:00.000Z');
  readonly log = new MemoryEventStore({ clock: this.clock, pollMs: 2 });
  readonly registry = new Map(Object.entries(names));
  readonly state = new MemoryReactionState();
  private readonly folder = mkdtempSync(join(tmpdir(), 'dispatch-'));
  readonly store = new SqliteDossierStore(join(this.folder, 'dossiers.db'));
  readonly keys = new SqliteDossierKeys(join(this.folder, 'keys.db'));
  private readonly letters = new SqliteDeadLetters(join(this.folder, 'letters.db'));
  private readonly engine = new CommandEngine(this.log, Object.assign({}, ...cadreReviewParts.events), this.clock);
  readonly send: SendDispatch = (definition, command, envelope) => this.engine.execute(definition, command, envelope);
  review!: CadreReview;
  /** What happens between reading the names and signing them. */
  afterNames: () => Promise<void> = async () => undefined;
  /** What the ledger proves; nothing yet. */
  proofs: FactProofs = async () => null;

  static async open(): Promise<DispatchTrial> {
    const trial = new DispatchTrial();
    for (const [stream, events] of toldStreams) await appendTo(trial.log, stream, ...events);
    await appendTo(trial.log, dossierStream(round, unit), preparedFact());
    await trial.restart();
    return trial;
  }

  /** Compose anew over the same stores, as a process that starts again. */
  async restart(): Promise<void> {
    const { log, clock, store, keys, letters, state, registry } = this;
    await this.review?.stop();
    this.review = await CadreReview.open({
      log, clock, store, keys, state, origin: 'nanjing', deadLetters: letters, sheets: { sheetOf: async () => undefined }, proofs: (position) => this.proofs(position),
      people: {
        getMany: async (references) => {
          const found = references.flatMap((reference) => (registry.has(reference) ? [{ reference, name: registry.get(reference)! }] : []));
          await this.afterNames();
          return found;
        },
      },
    });
  }

  async close(): Promise<void> {
    await this.review.stop();
    await Promise.all([this.store.close(), this.keys.close(), this.letters.close(), this.log.close()]);
    rmSync(this.folder, { recursive: true, force: true });
  }

  dispatch(sending: SendDispatch = this.send, id = newId(), version = 1): Promise<Outcome> {
    return this.review.dispatching.dispatch({ round, unit, version }, { commandId: id, retryable: true, actor: people.bureau, correlation: id }, sending);
  }

  /** What the log says was handed over. */
  async handedOver(): Promise<readonly { readonly hash: string; readonly kid: string; readonly persons: readonly string[]; readonly version: number }[]> {
    const events = await this.log.readStream(dossierStream(round, unit));
    return events.filter(({ type }) => type === 'cadre-review.DossierDispatched').map(({ data }) => data as never);
  }

  kept(version = 1): ReturnType<SqliteDossierStore['ofVersion']> {
    return this.store.ofVersion(round, unit, version);
  }

  pinned(): readonly string[] {
    return this.review.signer.keySet().keys.map(({ kid }) => kid!);
  }

  async read(jws: string): Promise<DossierDocument> {
    return (await readDocument(jws, this.review.signer.keySet(), this.pinned())) as DossierDocument;
  }

  /** Erase a person: the fact first, then the registry, as the registry's own route does. */
  async erase(person: string): Promise<void> {
    await appendTo(this.log, personStream(person), { type: 'units.PersonErased', data: { person, reason: '本人申请' } });
    this.registry.delete(person);
  }
}
