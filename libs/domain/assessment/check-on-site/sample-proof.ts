import type { RoundSample } from '../round.state.js';
import { drawnUnits, seedFits } from './drawn-units.js';

/** A sample drawn again from the facts. What needs the seed is null while it is sealed. */
export function provenSample(sample: RoundSample) {
  const { seed, drawn, team, candidates, ...about } = sample;
  const known = { ...about, team: [...team], candidates: [...candidates] };
  if (seed === undefined || drawn === undefined) return { ...known, sealed: true, seed: null, seedFits: null, drawn: null, redrawn: null, same: null };
  const redrawn = drawnUnits(sample, seed);
  const same = redrawn.length === drawn.length && redrawn.every((unit, n) => unit === drawn[n]);
  return { ...known, sealed: false, seed, seedFits: seedFits(sample, seed), drawn: [...drawn], redrawn: [...redrawn], same };
}
