import { z } from 'zod';
import { decimalProblem, fill, isDate, isInstant, parsePeriod, textProblem } from '#engine/kernel';
import { invalidInput, type FieldProblem } from './problem.js';
import { fieldMessages } from './messages.js';

/** A decimal as text; codes `not-a-decimal`, `too-many-digits`, `negative-zero`. */
export const decimalField = z.string().superRefine((text, ctx) => {
  const problem = decimalProblem(text);
  if (problem) ctx.addIssue({ code: 'custom', params: { code: problem }, message: problem });
}).meta({ pattern: '^-?(0|[1-9][0-9]{0,14})(\\.[0-9]{1,12})?$', examples: ['96.5'] });

/** A text people write and read: no control, bidi or broken characters. */
export const textField = (max: number) =>
  z.string().superRefine((text, ctx) => {
    const problem = textProblem(text, { max });
    if (problem) ctx.addIssue({ code: 'custom', params: { code: problem, maximum: max }, message: problem });
  }).meta({ minLength: 1, maxLength: max });

/** A code: lower-case letters, digits, hyphens, dots inside; 1–80 characters. */
export const codeField = z.string().refine((text) => /^[a-z0-9](?:[a-z0-9.-]{0,78}[a-z0-9])?$/.test(text), { params: { code: 'not-a-code' } }).meta({ pattern: '^[a-z0-9]([a-z0-9.-]{0,78}[a-z0-9])?$' });

export const periodField = z.string().refine((text) => parsePeriod(text) !== undefined, { params: { code: 'not-a-period' } }).meta({ pattern: '^[0-9]{4}(-(H[12]|Q[1-4]|(0[1-9]|1[0-2])))?$', examples: ['2025-Q3'] });

export const dateField = z.string().refine(isDate, { params: { code: 'not-a-date' } }).meta({ format: 'date' });

export const instantField = z.string().refine(isInstant, { params: { code: 'not-an-instant' } }).meta({ format: 'date-time' });

/** A whole number in a path or query. */
export const wholeNumber = (minimum: number, maximum: number) =>
  z.string().regex(/^\d{1,15}$/).transform(Number).pipe(z.number().min(minimum).max(maximum)).meta({ type: 'integer', minimum, maximum });

/** Read a part of a request by its schema, or say what is wrong with each field. */
export function validated<T>(schema: z.ZodType<T>, value: unknown, where: 'params' | 'query' | 'body'): T {
  const result = schema.safeParse(value, { reportInput: true });
  if (result.success) return result.data;
  throw invalidInput(result.error.issues.flatMap((issue) => problemsOf(issue, where)).slice(0, 50));
}

function problemsOf(issue: z.core.$ZodIssue, where: string): FieldProblem[] {
  const path = [where, ...issue.path.map(String)].join('.');
  const say = (code: string, values: Record<string, unknown> = {}, field = path): FieldProblem => {
    const text = fieldMessages[code] ?? fieldMessages['bad-format']!;
    return { field, code, message: { zh: fill(text.zh, values), en: fill(text.en, values) } };
  };
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => say('unknown-key', { keys: visible(key) }, `${path}.${visible(key)}`));
    case 'invalid_type':
      return [issue.input === undefined ? say('required') : say('wrong-type', { expected: issue.expected })];
    case 'too_small':
      return [say('too-small', { minimum: issue.minimum })];
    case 'too_big':
      return [issue.origin === 'string' ? say('too-long', { maximum: issue.maximum }) : say('too-big', { maximum: issue.maximum })];
    case 'invalid_value':
      return [say('not-a-choice', { options: issue.values.map(String).join(' · ') })];
    case 'invalid_union':
      return [say('bad-format')];
    case 'custom':
      return [say(String(issue.params?.['code'] ?? 'bad-format'), issue.params ?? {})];
    default:
      return [say('bad-format')];
  }
}

/** A key as it may be shown: never longer than a line, never a control character. */
const visible = (key: string): string => key.slice(0, 60).replace(/[^\p{L}\p{N}_.-]/gu, '?');

/** Nesting of a parsed JSON value; iterative, because the input is not to be trusted. */
export function nestedDeeperThan(value: unknown, max: number): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > max) return true;
    level = level.flatMap((v) => (typeof v === 'object' && v !== null ? Object.values(v).filter((c) => typeof c === 'object' && c !== null) : []));
  }
  return false;
}
