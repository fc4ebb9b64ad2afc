import { z } from 'zod';
import { codeField, periodField } from '#engine/http';

/** Path places of one report. */
export const reportParams = z.strictObject({ plan: codeField, indicator: codeField, unit: codeField, period: periodField });

/** Fields that were given: what is absent in a request is absent in the command, not undefined. */
export function given<T extends Record<string, unknown>>(fields: T): { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & { [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never;
}
