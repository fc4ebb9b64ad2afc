import { useCallback, useRef, useState } from 'react';
import { act, ask, newKey, type ReplyOf } from '../../server/ask.js';
import { toldOf, Unreachable, type Problem } from '../../server/problems.js';
import { recorded } from '../../server/views.js';

export type ImportResult = NonNullable<ReplyOf<'POST /imports'>['result']>;

/** An import under way, and what came of it. */
export interface Importing {
  /** Try or record; resolves to the result, or undefined when the file as a whole was refused or the server was not reached. */
  readonly run: (csv: string, dryRun: boolean) => Promise<ImportResult | undefined>;
  readonly progress: { readonly decided: number; readonly rows: number } | undefined;
  readonly problem: Problem | undefined;
}

const lookMs = 250;
const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, lookMs));

/** Runs imports and follows them; a recording whose answer was lost is sent again under the same key and is recorded once. */
export function useImport(plan: string): Importing {
  const [progress, setProgress] = useState<Importing['progress']>();
  const [problem, setProblem] = useState<Problem>();
  const pending = useRef<{ readonly csv: string; readonly key: string }>(undefined);
  const run = useCallback(async (csv: string, dryRun: boolean) => {
    setProblem(undefined);
    setProgress({ decided: 0, rows: 0 });
    const key = !dryRun && pending.current?.csv === csv ? pending.current.key : newKey();
    if (!dryRun) pending.current = { csv, key };
    try {
      let job = await act('POST /imports', { query: { plan, dryRun: dryRun ? 'true' : 'false', wait: 'false' }, raw: new Blob([csv], { type: 'text/csv' }), idempotencyKey: key });
      while (job.state === 'running') {
        setProgress({ decided: job.decided, rows: job.rows });
        await pause();
        job = await ask('GET /imports/:id', { path: { id: job.id } });
      }
      if (job.refusal) setProblem({ status: 422, code: job.refusal.code, text: { title: job.refusal.because, remedy: job.refusal.remedy } });
      if (!dryRun && job.result?.recorded) await recorded(job.result.position);
      if (!dryRun) pending.current = undefined;
      return job.result;
    } catch (error) {
      if (!(error instanceof Unreachable)) pending.current = undefined;
      setProblem(toldOf(error));
      return undefined;
    } finally {
      setProgress(undefined);
    }
  }, [plan]);
  return { run, progress, problem };
}
