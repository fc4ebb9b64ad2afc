import { fillRefusal, isRefusal, type Actor } from '#engine/kernel';
import { withUpcasters } from '#engine/event-store';
import { SqliteEventStore } from '#engine/event-store/sqlite';
import { AuditBundler } from '../../../../libs/domain/history/audit-bundle/audit-bundler.js';
import { bundleRefusals } from '../../../../libs/domain/history/audit-bundle/bundle.refusals.js';
import type { BundleScope } from '../../../../libs/domain/history/audit-bundle/bundle-scope.js';
import { RecordedLedger } from '../../../../libs/domain/history/audit-bundle/recorded-ledger.js';
import { bundleContents } from '../../../server/audit-bundle/bundle-contents.js';
import { catalogue, catalogues } from '../../../server/contexts.js';
import { tellingBook } from '../../../server/history/telling-book.js';
import type { Call } from '../../command-line/command.js';
import { cliProblem } from '../../command-line/problem.js';
import { logFile } from '../../offline/data-folder.js';
import type { BundlePieces } from '../audit-export.js';

/** Whoever has the data folder has every fact already. */
const holder: Actor = { id: 'system:offline', grants: [{ role: 'auditor', units: 'all' }] };

/** A bundle from the log of a data folder alone, beside its writer or without one. @throws CliProblem · the driver's error */
export async function bundleFromFolder({ given, host }: Call, folder: string, scope: BundleScope, onRead: (events: number) => void): Promise<BundlePieces> {
  const store = SqliteEventStore.openReadOnly({ path: logFile(folder) });
  try {
    const log = withUpcasters(store, catalogues);
    const reader = store.openLeaves();
    const ledger = await RecordedLedger.read(log, reader, onRead).finally(() => reader.close());
    const contents = bundleContents({ log, catalogue, book: tellingBook(catalogue) });
    const bundler = new AuditBundler({ log, leaves: store, ledger, tiles: ledger.tiles, contents, clock: host.clock, witnessKeys: given.many('--witness') });
    const made = await bundler.prepare({ scope, actor: holder, size: given.whole('--size', 1), known: given.wholes('--known', 1, Number.MAX_SAFE_INTEGER) });
    if (!isRefusal(made)) return { name: made.name, chunks: closing(made.tar(), store) };
    const { title, remedy } = bundleRefusals[made.refused as keyof typeof bundleRefusals];
    throw cliProblem(made.refused, 'refused', { title: fillRefusal(title, made.values), remedy: fillRefusal(remedy, made.values) });
  } catch (error) {
    await store.close();
    throw error;
  }
}

async function* closing(chunks: AsyncIterable<Uint8Array>, store: { close(): Promise<void> }): AsyncGenerator<Uint8Array> {
  try {
    yield* chunks;
  } finally {
    await store.close();
  }
}
