export { coalesced } from './coalescing.js';
export * from './projection.js';
export { bySystem, projectionEvents, projectionStream, recordAct, type ActBy, type ProjectionEvent } from './projection.events.js';
export { NotNow, ProjectionRunner, type RunnerParts } from './projection-runner.js';
export { defaultSettings, type RunnerReport, type RunnerSettings } from './running.js';
