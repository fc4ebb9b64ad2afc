import { Module } from '@nestjs/common';
import { CalendarYearsHttp } from './calendar-years/calendar-years.http.js';
import { DueDateHttp } from './due-date/due-date.http.js';
import { PublishYearHttp } from './publish-year/publish-year.http.js';

/** Working calendar 工作日历: which days are worked, and when a time allowed is over. */
@Module({ controllers: [CalendarYearsHttp, DueDateHttp, PublishYearHttp] })
export class CalendarModule {}
