// The door of the supervision context: its facts, and what they do to a unit's score.
export * from './finding.events.js';
export * from './campaign.events.js';
export * from './interview.events.js';
export * from './reward.events.js';
export * from './matter.events.js';
export * from './effects.js';
