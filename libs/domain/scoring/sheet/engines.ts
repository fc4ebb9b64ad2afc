import type { Scheme } from '../scheme/scheme.js';
import { calculate, type GroupResult } from './calculate.js';
import type { GroupInput } from './input.js';
import { engineVersion } from './version.js';

/** One arithmetic that results were published with. */
export interface ScoringEngine {
  readonly version: string;
  readonly calculate: (scheme: Scheme, group: string, input: GroupInput) => GroupResult;
}

/** The arithmetic that new results are calculated with. */
export const currentEngine: ScoringEngine = { version: engineVersion, calculate };

/**
 * Every arithmetic ever released. When figures change, the version of `version.ts` goes up and the engine as it was is kept in this
 * list beside the new one: a result is reproduced with the engine that it names.
 */
export const releasedEngines: readonly ScoringEngine[] = [currentEngine];

/** The arithmetic of a version; undefined when it is not among those given. */
export const engineOf = (version: string, engines: readonly ScoringEngine[] = releasedEngines): ScoringEngine | undefined =>
  engines.find((engine) => engine.version === version);
