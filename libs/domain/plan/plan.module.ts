import { Module } from '@nestjs/common';
import { AdoptPlanHttp } from './adopt-plan/adopt-plan.http.js';
import { AssignMeasureHttp } from './assign-measure/assign-measure.http.js';
import { DecomposeTargetHttp } from './decompose-target/decompose-target.http.js';
import { DefineIndicatorHttp } from './define-indicator/define-indicator.http.js';
import { IndicatorsHttp } from './indicators/indicators.http.js';
import { MeasureProgressHttp } from './measure-progress/measure-progress.http.js';
import { MeasuresHttp } from './measures/measures.http.js';
import { PlansHttp } from './plans/plans.http.js';
import { ReportProgressHttp } from './report-progress/report-progress.http.js';
import { MatricesHttp } from './responsibility-matrix/matrices.http.js';
import { SetTargetHttp } from './set-target/set-target.http.js';
import { TargetsHttp } from './targets/targets.http.js';

/** Plan 方案: measures and who is responsible, definition cards, targets, task progress. */
@Module({
  controllers: [
    AdoptPlanHttp, AssignMeasureHttp, DefineIndicatorHttp, SetTargetHttp, DecomposeTargetHttp, ReportProgressHttp,
    PlansHttp, MeasuresHttp, IndicatorsHttp, TargetsHttp, MeasureProgressHttp, MatricesHttp,
  ],
})
export class PlanModule {}
