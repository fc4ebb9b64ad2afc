// The door of the supervision context: its facts, what they do to a unit's score, and how samples are drawn and sealed.
export * from './finding.events.js';
export * from './campaign.events.js';
export * from './interview.events.js';
export * from './reward.events.js';
export * from './matter.events.js';
export * from './effects.js';
export { drawAlgorithm, drawAlgorithmSteps, drawSample, isSeed, seedHashOf } from './draw-sample/draw.js';
export { SealedSeeds, type SealedSeed } from './sealed-seeds/sealed-seeds.js';
