import type { Bilingual } from '#engine/kernel';
import { CliProblem } from '../command-line/problem.js';
import type { Api } from '../connection/api.js';

/** Names of the units by code, for lists that people read; none where the caller may not see the register. */
export async function unitNames(api: Api): Promise<ReadonlyMap<string, Bilingual>> {
  const names = new Map<string, Bilingual>();
  try {
    for await (const { code, name } of api.items<{ readonly code: string; readonly name: Bilingual }>('/units', {})) names.set(code, name);
  } catch (error) {
    if (!(error instanceof CliProblem) || error.exit !== 'refused') throw error;
  }
  return names;
}
