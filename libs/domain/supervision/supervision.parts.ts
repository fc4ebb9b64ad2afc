import { campaignEvents } from './campaign.events.js';
import { escalationPolicyEvents } from './escalation/escalation-policy.events.js';
import { findingEvents } from './finding.events.js';
import { interviewEvents } from './interview.events.js';
import { matterEvents } from './matter.events.js';
import { numberSeriesEvents } from './number-series/number-series.events.js';
import { progressWarningEvents } from './progress-warning/progress-warning.events.js';
import { rewardEvents } from './reward.events.js';
import { campaignRefusals } from './campaign.refusals.js';
import { escalationRefusals } from './escalation.refusals.js';
import { findingRefusals } from './finding.refusals.js';
import { interviewRefusals } from './interview.refusals.js';
import { ledgerRefusals } from './ledger/ledger.refusals.js';
import { matterRefusals } from './matter.refusals.js';
import { rectificationRefusals } from './rectification.refusals.js';
import { rewardRefusals } from './reward.refusals.js';
import { acknowledgeFinding } from './answer-assignment/acknowledge-finding.js';
import { contestAssignment } from './answer-assignment/contest-assignment.js';
import { reassignFinding } from './answer-assignment/reassign-finding.js';
import { upholdAssignment } from './answer-assignment/uphold-assignment.js';
import { callInterview } from './call-interview/call-interview.js';
import { cancelInterview } from './call-interview/cancel-interview.js';
import { moveInterview } from './call-interview/move-interview.js';
import { closeFinding } from './check-rectification/close-finding.js';
import { returnRectification } from './check-rectification/return-rectification.js';
import { concludeCampaign } from './conclude-campaign/conclude-campaign.js';
import { feedBackConclusion } from './conclude-campaign/feed-back-conclusion.js';
import { contestEffect } from './contest-effect/contest-effect.js';
import { liftEffect } from './contest-effect/lift-effect.js';
import { upholdEffect } from './contest-effect/uphold-effect.js';
import { discardDraft } from './draft-finding/discard-draft.js';
import { draftFinding } from './draft-finding/draft-finding.js';
import { redraftFinding } from './draft-finding/redraft-finding.js';
import { drawSample } from './draw-sample/draw-sample.js';
import { unsealSample } from './draw-sample/unseal-sample.js';
import { adoptEscalationPolicy } from './escalation/adopt-policy.js';
import { raiseByHand } from './escalation/raise-by-hand.js';
import { raiseDue } from './escalation/raise-due.js';
import { grantExtension } from './extend-deadline/grant-extension.js';
import { refuseExtension } from './extend-deadline/refuse-extension.js';
import { requestExtension } from './extend-deadline/request-extension.js';
import { holdFollowUp } from './follow-up/hold-follow-up.js';
import { reopenFinding } from './follow-up/reopen-finding.js';
import { giveInstruction } from './give-instruction/give-instruction.js';
import { concludeInterview } from './hold-interview/conclude-interview.js';
import { followUpInterview } from './hold-interview/follow-up-interview.js';
import { holdInterview } from './hold-interview/hold-interview.js';
import { issueFinding } from './issue-finding/issue-finding.js';
import { delistFinding } from './list-finding/delist-finding.js';
import { listFinding } from './list-finding/list-finding.js';
import { nominateReward } from './nominate-reward/nominate-reward.js';
import { withdrawReward } from './nominate-reward/withdraw-reward.js';
import { giveNumber } from './number-series/give-number.js';
import { decideObjection } from './object-to-conclusion/decide-objection.js';
import { raiseObjection } from './object-to-conclusion/raise-objection.js';
import { planRectification } from './plan-rectification/plan-rectification.js';
import { reportRectificationProgress } from './plan-rectification/report-progress.js';
import { reportSupport } from './plan-rectification/report-support.js';
import { judgeProgress } from './progress-warning/judge-progress.js';
import { objectToReward } from './publicise-reward/object-to-reward.js';
import { publiciseReward } from './publicise-reward/publicise-reward.js';
import { recommendReward } from './publicise-reward/recommend-reward.js';
import { settleObjection } from './publicise-reward/settle-objection.js';
import { recordSiteVisit } from './record-site-visit/record-site-visit.js';
import { reportMatter } from './report-matter/report-matter.js';
import { supplementMatter } from './report-matter/supplement-matter.js';
import { reportRectification } from './report-rectification/report-rectification.js';
import { reviewReward } from './review-reward/review-reward.js';
import { cancelCampaign } from './run-campaign/cancel-campaign.js';
import { planCampaign } from './run-campaign/plan-campaign.js';
import { reviseCampaign } from './run-campaign/revise-campaign.js';
import { startCampaign } from './run-campaign/start-campaign.js';
import { returnMatter } from './settle-matter/return-matter.js';
import { settleMatter } from './settle-matter/settle-matter.js';
import { declineReward } from './settle-reward/decline-reward.js';
import { grantReward } from './settle-reward/grant-reward.js';
import { revokeReward } from './settle-reward/revoke-reward.js';
import { resumeFinding } from './suspend-finding/resume-finding.js';
import { suspendFinding } from './suspend-finding/suspend-finding.js';
import { withdrawFinding } from './withdraw-finding/withdraw-finding.js';
import { campaignUnits } from './campaigns/campaign-units.projection.js';
import { campaigns } from './campaigns/campaigns.projection.js';
import { inspectionCounts } from './campaigns/inspection-counts.projection.js';
import { escalationPolicies } from './escalation/escalation-policies.projection.js';
import { interviews } from './interviews/interviews.projection.js';
import { findingAudiences } from './ledger/finding-audiences.projection.js';
import { findingDrafts } from './ledger/finding-drafts.projection.js';
import { findings } from './ledger/findings.projection.js';
import { supervisedUnits } from './ledger/supervised-units.projection.js';
import { matters } from './matters/matters.projection.js';
import { progressWarnings } from './progress-warning/progress-warnings.projection.js';
import { rewards } from './rewards/rewards.projection.js';
import { supervisionBoard } from './supervision-board/supervision-board.projection.js';
import { findingEscalation } from './escalation/escalation.process.js';
import { instructionToFinding } from './give-instruction/instruction-to-finding.process.js';
import { watchProgress } from './progress-warning/watch-progress.process.js';
import { supervisionFinding } from './finding.topics.js';
import { findingNotices, progressNotices } from './supervision-notices.js';

/** What the applications wire and the reference lists: facts, refusals, use cases, views, timers, messages and notices. */
export const supervisionParts = {
  events: [campaignEvents, escalationPolicyEvents, findingEvents, interviewEvents, matterEvents, numberSeriesEvents, progressWarningEvents, rewardEvents],
  refusals: [campaignRefusals, escalationRefusals, findingRefusals, interviewRefusals, ledgerRefusals, matterRefusals, rectificationRefusals, rewardRefusals],
  commands: [
    acknowledgeFinding, contestAssignment, reassignFinding, upholdAssignment, callInterview, cancelInterview, moveInterview, closeFinding, returnRectification,
    concludeCampaign, feedBackConclusion, contestEffect, liftEffect, upholdEffect, discardDraft, draftFinding, redraftFinding, drawSample, unsealSample,
    adoptEscalationPolicy, raiseByHand, raiseDue, grantExtension, refuseExtension, requestExtension, holdFollowUp, reopenFinding, giveInstruction, concludeInterview,
    followUpInterview, holdInterview, issueFinding, delistFinding, listFinding, nominateReward, withdrawReward, giveNumber, decideObjection, raiseObjection,
    planRectification, reportRectificationProgress, reportSupport, judgeProgress, objectToReward, publiciseReward, recommendReward, settleObjection, recordSiteVisit,
    reportMatter, supplementMatter, reportRectification, reviewReward, cancelCampaign, planCampaign, reviseCampaign, startCampaign, returnMatter, settleMatter,
    declineReward, grantReward, revokeReward, resumeFinding, suspendFinding, withdrawFinding,
  ],
  projections: [
    campaignUnits, campaigns, inspectionCounts, escalationPolicies, interviews, findingAudiences, findingDrafts, findings, supervisedUnits, matters,
    progressWarnings, rewards, supervisionBoard,
  ],
  processes: [findingEscalation, instructionToFinding, watchProgress],
  topics: [supervisionFinding],
  notices: [findingNotices, progressNotices],
} as const;
