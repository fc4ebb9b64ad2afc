// The door of the scoring context: its facts, the pure engine, and what scores are made of.
export * from './scheme.events.js';
export * from './engine.js';
export { PlanFacts } from './live-board/board-facts.js';
export { indicatorsOf } from './live-board/board-model.js';
export { factEventTypes, FactsReplay } from './live-board/facts-replay.js';
export { asOfText, boundsOf, calendarYear, spanBetween, type Span } from './live-board/span.js';
export { factsAt, type ScoringMoment } from './explain-score/score-at.js';
