export { coalesced } from './coalescing.js';
export * from './projection.js';
export { projectionEvents, projectionStream, type ProjectionEvent } from './projection.events.js';
export { bySystem, recordAct, type ActBy } from './record-act.js';
export { NotNow, ProjectionRunner, type RunnerParts } from './projection-runner.js';
export { defaultSettings, type RunnerReport, type RunnerSettings } from './running.js';
export { refold, type Refolded, type RefoldParts, type RowDifference } from './refolding.js';
