import { reportEvents } from './report.events.js';
import { periodEvents } from './period.events.js';
import { reportRefusals } from './report.refusals.js';
import { reportIndicator } from './report-indicator/report-indicator.js';
import { verifyReport } from './verify-report/verify-report.js';
import { reportRegister } from './report-register/report-register.projection.js';

/** What the applications wire and the reference lists: facts, refusals, use cases, views. */
export const reportingParts = {
  events: [reportEvents, periodEvents],
  refusals: [reportRefusals],
  commands: [reportIndicator, verifyReport],
  projections: [reportRegister],
  processes: [],
  topics: [],
} as const;
