import { Module } from '@nestjs/common';
import { AnswerAssignmentHttp } from './answer-assignment/answer-assignment.http.js';
import { CallInterviewHttp } from './call-interview/call-interview.http.js';
import { CampaignsHttp } from './campaigns/campaigns.http.js';
import { InspectionCountsHttp } from './campaigns/inspection-counts.http.js';
import { CheckRectificationHttp } from './check-rectification/check-rectification.http.js';
import { ConcludeCampaignHttp } from './conclude-campaign/conclude-campaign.http.js';
import { ContestEffectHttp } from './contest-effect/contest-effect.http.js';
import { DesksHttp } from './desks/desks.http.js';
import { DraftFindingHttp } from './draft-finding/draft-finding.http.js';
import { DrawSampleHttp } from './draw-sample/draw-sample.http.js';
import { DueCalendarHttp } from './due-calendar/due-calendar.http.js';
import { EscalationPolicyHttp } from './escalation/escalation-policy.http.js';
import { RaiseByHandHttp } from './escalation/raise-by-hand.http.js';
import { ExtendDeadlineHttp } from './extend-deadline/extend-deadline.http.js';
import { FindingPageHttp } from './finding-page/finding-page.http.js';
import { FollowUpHttp } from './follow-up/follow-up.http.js';
import { GiveInstructionHttp } from './give-instruction/give-instruction.http.js';
import { HoldInterviewHttp } from './hold-interview/hold-interview.http.js';
import { InterviewsHttp } from './interviews/interviews.http.js';
import { IssueFindingHttp } from './issue-finding/issue-finding.http.js';
import { ExportLedgerHttp } from './ledger/export-ledger.http.js';
import { LedgerHttp } from './ledger/ledger.http.js';
import { ListFindingHttp } from './list-finding/list-finding.http.js';
import { MattersHttp } from './matters/matters.http.js';
import { NominateRewardHttp } from './nominate-reward/nominate-reward.http.js';
import { ObjectToConclusionHttp } from './object-to-conclusion/object-to-conclusion.http.js';
import { PlanRectificationHttp } from './plan-rectification/plan-rectification.http.js';
import { ProgressWarningsHttp } from './progress-warning/progress-warnings.http.js';
import { PubliciseRewardHttp } from './publicise-reward/publicise-reward.http.js';
import { RecordSiteVisitHttp } from './record-site-visit/record-site-visit.http.js';
import { ReportMatterHttp } from './report-matter/report-matter.http.js';
import { ReportRectificationHttp } from './report-rectification/report-rectification.http.js';
import { ReviewRewardHttp } from './review-reward/review-reward.http.js';
import { RewardsHttp } from './rewards/rewards.http.js';
import { RunCampaignHttp } from './run-campaign/run-campaign.http.js';
import { SettleMatterHttp } from './settle-matter/settle-matter.http.js';
import { SettleRewardHttp } from './settle-reward/settle-reward.http.js';
import { SupervisionBoardHttp } from './supervision-board/supervision-board.http.js';
import { SuspendFindingHttp } from './suspend-finding/suspend-finding.http.js';
import { WithdrawFindingHttp } from './withdraw-finding/withdraw-finding.http.js';
import { IssueOrders } from './issue-finding/issue-orders.http.js';

/** Supervision 督查: campaigns, findings, escalation, interviews, rewards and major matters. */
@Module({
  providers: [IssueOrders],
  controllers: [
    AnswerAssignmentHttp, CallInterviewHttp, CampaignsHttp, InspectionCountsHttp, CheckRectificationHttp, ConcludeCampaignHttp, ContestEffectHttp, DesksHttp,
    DraftFindingHttp, DrawSampleHttp, DueCalendarHttp, EscalationPolicyHttp, RaiseByHandHttp, ExtendDeadlineHttp, FindingPageHttp, FollowUpHttp, GiveInstructionHttp,
    HoldInterviewHttp, InterviewsHttp, IssueFindingHttp, ExportLedgerHttp, LedgerHttp, ListFindingHttp, MattersHttp, NominateRewardHttp, ObjectToConclusionHttp,
    PlanRectificationHttp, ProgressWarningsHttp, PubliciseRewardHttp, RecordSiteVisitHttp, ReportMatterHttp, ReportRectificationHttp, ReviewRewardHttp, RewardsHttp,
    RunCampaignHttp, SettleMatterHttp, SettleRewardHttp, SupervisionBoardHttp, SuspendFindingHttp, WithdrawFindingHttp,
  ],
})
export class SupervisionModule {}
