import { assessmentYearEvents } from './open-round/assessment-year.events.js';
import { resultEvents } from './result.events.js';
import { roundEvents } from './round.events.js';
import { assessmentRefusals } from './assessment.refusals.js';
import { calculationRefusals } from './calculation.refusals.js';
import { reviewRefusals } from './review.refusals.js';
import { adjustScore } from './adjust-score/adjust-score.js';
import { calculateRound, recordResult } from './calculate-round/calculate-round.js';
import { openSample } from './check-on-site/open-sample.js';
import { recordSiteCheck } from './check-on-site/record-site-check.js';
import { sealSample } from './check-on-site/seal-sample.js';
import { decideBonus } from './claim-bonus/decide-bonus.js';
import { confirmResults } from './confirm-results/confirm-results.js';
import { decideReview } from './decide-review/decide-review.js';
import { enterDeduction } from './enter-deduction/enter-deduction.js';
import { enterVeto } from './enter-deduction/enter-veto.js';
import { recordConduct } from './enter-deduction/record-conduct.js';
import { revokeEntry } from './enter-deduction/revoke-entry.js';
import { freezeData } from './freeze-data/freeze-data.js';
import { markItem } from './mark-items/mark-item.js';
import { notifyResults } from './notify-results/notify-results.js';
import { cancelRound } from './open-round/cancel-round.js';
import { claimYear, releaseYear } from './open-round/claim-year.js';
import { openRound } from './open-round/open-round.js';
import { replanRound } from './open-round/replan-round.js';
import { closeRound } from './publish-results/close-round.js';
import { correctResults } from './publish-results/correct-results.js';
import { publishResults } from './publish-results/publish-results.js';
import { requestReview } from './request-review/request-review.js';
import { stayResult } from './request-review/stay-result.js';
import { withdrawReview } from './request-review/withdraw-review.js';
import { closeSelfAssessment } from './self-assess/close-self-assessment.js';
import { returnSelfAssessment } from './self-assess/return-self-assessment.js';
import { submitSelfAssessment } from './self-assess/submit-self-assessment.js';
import { reportStandingRows } from './freeze-data/report-standings.projection.js';
import { publishedResults } from './round-views/published-results.projection.js';
import { reviews } from './round-views/reviews.projection.js';
import { roundUnits } from './round-views/round-units.projection.js';
import { rounds } from './round-views/rounds.projection.js';
import { assessmentPublished } from './assessment.topics.js';

/** What the applications wire and the reference lists: facts, refusals, use cases, views and messages. */
export const assessmentParts = {
  events: [assessmentYearEvents, resultEvents, roundEvents],
  refusals: [assessmentRefusals, calculationRefusals, reviewRefusals],
  commands: [
    adjustScore, calculateRound, recordResult, openSample, recordSiteCheck, sealSample, decideBonus, confirmResults, decideReview, enterDeduction, enterVeto,
    recordConduct, revokeEntry, freezeData, markItem, notifyResults, cancelRound, claimYear, releaseYear, openRound, replanRound, closeRound, correctResults,
    publishResults, requestReview, stayResult, withdrawReview, closeSelfAssessment, returnSelfAssessment, submitSelfAssessment,
  ],
  projections: [reportStandingRows, publishedResults, reviews, roundUnits, rounds],
  processes: [],
  topics: [assessmentPublished],
} as const;
