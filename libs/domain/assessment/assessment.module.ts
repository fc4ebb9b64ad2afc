import { Module } from '@nestjs/common';
import { AdjustScoreHttp } from './adjust-score/adjust-score.http.js';
import { CalculateRoundHttp, roundCalculatorProvider } from './calculate-round/calculate-round.http.js';
import { CheckOnSiteHttp } from './check-on-site/check-on-site.http.js';
import { SamplesHttp } from './check-on-site/samples.http.js';
import { ClaimBonusHttp } from './claim-bonus/claim-bonus.http.js';
import { CompareResultsHttp } from './compare-results/compare-results.http.js';
import { ConfirmResultsHttp } from './confirm-results/confirm-results.http.js';
import { DecideReviewHttp } from './decide-review/decide-review.http.js';
import { EnterDeductionHttp } from './enter-deduction/enter-deduction.http.js';
import { FreezeDataHttp } from './freeze-data/freeze-data.http.js';
import { MarkItemsHttp } from './mark-items/mark-items.http.js';
import { NotifyResultsHttp } from './notify-results/notify-results.http.js';
import { OpenRoundHttp } from './open-round/open-round.http.js';
import { PublishResultsHttp } from './publish-results/publish-results.http.js';
import { ReproduceRoundHttp } from './reproduce-round/reproduce-round.http.js';
import { RequestReviewHttp } from './request-review/request-review.http.js';
import { DocketHttp } from './round-views/docket.http.js';
import { ResultTableHttp } from './round-views/result-table.http.js';
import { RoundBoardHttp } from './round-views/round-board.http.js';
import { RoundsHttp } from './round-views/rounds.http.js';
import { UnitProfileHttp } from './round-views/unit-profile.http.js';
import { SelfAssessHttp } from './self-assess/self-assess.http.js';
import { RoundProgress } from './round-views/round-progress.http.js';

/** Assessment 考核: a year's score becomes an official result. */
@Module({
  providers: [RoundProgress, roundCalculatorProvider],
  controllers: [
    AdjustScoreHttp, CalculateRoundHttp, CheckOnSiteHttp, SamplesHttp, ClaimBonusHttp, CompareResultsHttp, ConfirmResultsHttp, DecideReviewHttp, EnterDeductionHttp,
    FreezeDataHttp, MarkItemsHttp, NotifyResultsHttp, OpenRoundHttp, PublishResultsHttp, ReproduceRoundHttp, RequestReviewHttp, DocketHttp, ResultTableHttp,
    RoundBoardHttp, RoundsHttp, UnitProfileHttp, SelfAssessHttp,
  ],
})
export class AssessmentModule {}
