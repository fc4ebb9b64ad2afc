import type { DrawBasis, DrawnUnit } from '../campaign.events.js';
import { drawInForce, type Campaign } from '../campaign.state.js';
import { sameFact } from '../same-fact.js';
import { drawSample, seedHashOf } from './draw.js';

/** A draw drawn again from the facts. What needs the seed is null while the sample is sealed. */
export interface ProvenDraw {
  readonly draw: number;
  readonly inForce: boolean;
  readonly sealed: boolean;
  readonly basis: DrawBasis;
  readonly seedHash: string;
  readonly seed: string | null;
  /** Whether the seed is the one promised by its hash. */
  readonly seedFits: boolean | null;
  readonly recorded: readonly DrawnUnit[] | null;
  readonly redrawn: readonly DrawnUnit[] | null;
  readonly same: boolean | null;
}

export interface DrawProof {
  readonly draws: readonly ProvenDraw[];
  /** Visits to units that the draw in force did not draw; null while it is sealed. */
  readonly strayVisits: readonly { readonly visit: string; readonly unit: string }[] | null;
}

/** Draw every sample of a campaign again, and see whether the facts say the same. */
export function drawProof(campaign: Campaign): DrawProof {
  const draws = campaign.draws.map(({ draw, basis, seedHash, seed, drawn }): ProvenDraw => {
    const about = { draw, inForce: draw === campaign.inForce, basis, seedHash };
    if (seed === undefined || drawn === undefined) return { ...about, sealed: true, seed: null, seedFits: null, recorded: null, redrawn: null, same: null };
    const redrawn = drawSample(basis, seed);
    return { ...about, sealed: false, seed, seedFits: seedHashOf(seed) === seedHash, recorded: drawn, redrawn, same: sameFact(redrawn, drawn) };
  });
  return { draws, strayVisits: strayVisits(campaign) };
}

function strayVisits(campaign: Campaign): DrawProof['strayVisits'] {
  const draw = drawInForce(campaign);
  if (!draw) return [];
  const { drawn } = draw;
  if (!drawn) return null;
  return Object.values(campaign.visits).filter(({ visit }) => !drawn.some(({ unit }) => unit === visit.unit)).map(({ visit: { visit, unit } }) => ({ visit, unit }));
}
