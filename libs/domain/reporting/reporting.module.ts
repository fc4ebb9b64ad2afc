import { Module } from '@nestjs/common';
import { CompletenessHttp } from './completeness/completeness.http.js';
import { CorrectReportHttp } from './correct-report/correct-report.http.js';
import { DeferReleaseHttp } from './defer-release/defer-release.http.js';
import { EvidenceHttp } from './evidence/evidence.http.js';
import { ExportReportsHttp } from './export-reports/export-reports.http.js';
import { ImportJobs } from './import-reports/import-jobs.js';
import { ImportReportsHttp } from './import-reports/import-reports.http.js';
import { RunImport } from './import-reports/run-import.http.js';
import { NotApplicableHttp } from './not-applicable/not-applicable.http.js';
import { PeriodsHttp } from './period-list/periods.http.js';
import { ReportFormHttp } from './report-form/report-form.http.js';
import { ReportHistoryHttp } from './report-history/report-history.http.js';
import { ReportIndicatorHttp } from './report-indicator/report-indicator.http.js';
import { ReportRegisterHttp } from './report-register/report-register.http.js';
import { ReportSheetHttp } from './report-sheet/report-sheet.http.js';
import { ReturnReportHttp } from './return-report/return-report.http.js';
import { RunPeriodsHttp } from './run-periods/run-periods.http.js';
import { VerifyReportHttp } from './verify-report/verify-report.http.js';
import { VerifyReportsHttp } from './verify-reports/verify-reports.http.js';

/**
 * Reporting 填报: values, their verification and correction, periods and evidence. The wiring provides, beside what every context
 * needs, `EvidenceStore`, `UploadAllowance` and `EventStore`.
 */
@Module({
  controllers: [
    ReportIndicatorHttp, VerifyReportHttp, VerifyReportsHttp, ReturnReportHttp, CorrectReportHttp, NotApplicableHttp, DeferReleaseHttp, RunPeriodsHttp,
    ReportRegisterHttp, ReportFormHttp, ReportSheetHttp, ReportHistoryHttp, PeriodsHttp, CompletenessHttp, ExportReportsHttp, ImportReportsHttp, EvidenceHttp,
  ],
  providers: [RunImport, ImportJobs],
})
export class ReportingModule {}
