// The door of the cadre-review context: its facts.
export * from './dossier-content.events.js';
export * from './dossier.events.js';
export * from './linkage-rules.events.js';
export * from './inclusion.events.js';
