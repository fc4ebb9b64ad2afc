import { drawSample, seedHashOf } from '#domain/supervision';
import type { RoundSample } from '../round.state.js';

/** What a seed draws from the candidates of a sample: the way supervision draws units, without inspectors. */
export const drawnUnits = ({ algorithm, candidates, count }: Pick<RoundSample, 'algorithm' | 'candidates' | 'count'>, seed: string): readonly string[] =>
  drawSample({ algorithm, units: [...candidates], inspectors: [], count, teamSize: 0 }, seed).map(({ unit }) => unit);

/** Whether a seed is the one that was promised when the sample was sealed. */
export const seedFits = ({ seedHash }: Pick<RoundSample, 'seedHash'>, seed: string): boolean => seedHashOf(seed) === seedHash;
