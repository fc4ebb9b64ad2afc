import { z } from 'zod';
import { wholeNumber } from '#engine/http';
import { isCalendarCode } from './publish-year/year-command.js';

/** Code of a calendar: `national`. */
export const calendarCode = z.string().refine(isCalendarCode, { params: { code: 'not-a-code' } }).meta({ pattern: '^[a-z0-9]([a-z0-9-]{0,78}[a-z0-9])?$' });

export const calendarParams = z.strictObject({ calendar: calendarCode });
export const yearParams = z.strictObject({ calendar: calendarCode, year: wholeNumber(1949, 2200) });
