import { reportEvents } from './report.events.js';
import { periodEvents } from './period.events.js';
import { reportRefusals } from './report.refusals.js';
import { periodRefusals } from './period.refusals.js';
import { evidenceRefusals } from './evidence/evidence.refusals.js';
import { importRefusals } from './import-reports/import-reports.refusals.js';
import { indicatorFeed } from './indicator-feed/indicator-feed.topics.js';
import { indicatorFeedRefusals } from './indicator-feed/indicator-feed.refusals.js';
import { takeFeedValue } from './indicator-feed/take-feed-value.js';
import { reportIndicator } from './report-indicator/report-indicator.js';
import { verifyReport } from './verify-report/verify-report.js';
import { returnReport } from './return-report/return-report.js';
import { correctReport } from './correct-report/correct-report.js';
import { declareNotApplicable } from './not-applicable/declare-not-applicable.js';
import { approveNotApplicable, refuseNotApplicable } from './not-applicable/settle-not-applicable.js';
import { deferRelease } from './defer-release/defer-release.js';
import { openPeriod } from './run-periods/open-period.js';
import { extendPeriod } from './run-periods/extend-period.js';
import { closePeriod } from './run-periods/close-period.js';
import { reopenPeriod } from './run-periods/reopen-period.js';
import { periodDeadline } from './period-deadline/period-deadline.process.js';
import { reportRegister } from './report-register/report-register.projection.js';
import { periods } from './period-list/periods.projection.js';
import { completeness } from './completeness/completeness.projection.js';
import { reportingCards, reportingTargets, reportingUnits } from './reporting-directory/reporting-directory.projection.js';
import { indicatorVerified } from './reporting.topics.js';

/** What the applications wire and the reference lists: facts, refusals, use cases, views, timers and messages. */
export const reportingParts = {
  events: [reportEvents, periodEvents],
  refusals: [reportRefusals, periodRefusals, evidenceRefusals, importRefusals, indicatorFeedRefusals],
  commands: [
    reportIndicator, takeFeedValue, verifyReport, returnReport, correctReport, declareNotApplicable, approveNotApplicable, refuseNotApplicable, deferRelease,
    openPeriod, extendPeriod, closePeriod, reopenPeriod,
  ],
  projections: [reportRegister, periods, completeness, reportingCards, reportingTargets, reportingUnits],
  processes: [periodDeadline],
  topics: [indicatorVerified],
  inbound: [indicatorFeed],
} as const;
