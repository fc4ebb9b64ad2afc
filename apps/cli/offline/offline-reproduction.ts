import { fillRefusal, isRefusal, type Bilingual } from '#engine/kernel';
import { withUpcasters } from '#engine/event-store';
import { SqliteEventStore } from '#engine/event-store/sqlite';
import { LogEndsEarly } from '../../../libs/domain/assessment/calculate-round/known-facts.js';
import { reproduceRound } from '../../../libs/domain/assessment/reproduce-round/reproduce-round.js';
import { verdictTexts, type Reproduction } from '../../../libs/domain/assessment/reproduce-round/reproduction.js';
import { catalogues, refusals } from '../../server/contexts.js';
import { cliProblem } from '../command-line/problem.js';
import { logFile } from './data-folder.js';

export const offlineReproductionTexts = {
  endsEarly: {
    title: { zh: '{folder} 的事件日志在计分所依据的位置之前就结束了。', en: 'The event log in {folder} ends before a position that the calculation rests on.' },
    remedy: { zh: '日志不完整，请用 zhiheng doctor 检查，并与备份核对。', en: 'The log is not whole: check it with zhiheng doctor and against a backup.' },
  },
} as const;

/**
 * Prove a recorded calculation from the log of a data folder alone, beside its writer or without one; the last one when none is named.
 * @throws CliProblem · the driver's error
 */
export async function offlineReproduction(folder: string, round: string, run: number | undefined): Promise<Reproduction & { readonly text: Bilingual }> {
  const store = SqliteEventStore.openReadOnly({ path: logFile(folder) });
  try {
    const found = await reproduceRound(withUpcasters(store, catalogues), round, run);
    if (!isRefusal(found)) return { ...found, text: verdictTexts[found.verdict] };
    const { title, remedy } = refusals[found.refused]!;
    throw cliProblem(found.refused, 'refused', { title: fillRefusal(title, found.values), remedy: fillRefusal(remedy, found.values) });
  } catch (error) {
    if (error instanceof LogEndsEarly) throw cliProblem('cli.log-ends-early', 'different', offlineReproductionTexts.endsEarly, { folder });
    throw error;
  } finally {
    await store.close();
  }
}
