import { measureProgressEvents, planEvents } from './plan.events.js';
import { planRefusals } from './plan.refusals.js';
import { adoptPlan } from './adopt-plan/adopt-plan.js';
import { assignMeasure } from './assign-measure/assign-measure.js';
import { decomposeTarget } from './decompose-target/decompose-target.js';
import { defineIndicator } from './define-indicator/define-indicator.js';
import { reviseIndicator } from './define-indicator/revise-indicator.js';
import { indicators } from './indicators/indicators.projection.js';
import { measureProgressView } from './measure-progress/measure-progress.projection.js';
import { measures } from './measures/measures.projection.js';
import { plans } from './plans/plans.projection.js';
import { reportProgress } from './report-progress/report-progress.js';
import { reviewProgress } from './report-progress/review-progress.js';
import { reviseTarget } from './set-target/revise-target.js';
import { setTarget } from './set-target/set-target.js';
import { targets } from './targets/targets.projection.js';

/** What the applications wire and the reference lists: facts, refusals, use cases, views. */
export const planParts = {
  events: [planEvents, measureProgressEvents],
  refusals: [planRefusals],
  commands: [adoptPlan, assignMeasure, defineIndicator, reviseIndicator, setTarget, reviseTarget, decomposeTarget, reportProgress, reviewProgress],
  projections: [plans, measures, indicators, targets, measureProgressView],
  processes: [],
  topics: [],
} as const;
