import { Module } from '@nestjs/common';
import { ReportIndicatorHttp } from './report-indicator/report-indicator.http.js';
import { ReportRegisterHttp } from './report-register/report-register.http.js';
import { VerifyReportHttp } from './verify-report/verify-report.http.js';

/** Reporting 填报: values, their verification and correction, periods and evidence. */
@Module({ controllers: [ReportIndicatorHttp, VerifyReportHttp, ReportRegisterHttp] })
export class ReportingModule {}
