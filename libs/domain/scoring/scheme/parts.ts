import { z } from 'zod';
import { decimalProblem } from '#engine/kernel';

/** Codes of schemes, nodes, rules and indicators: letters, digits, `-`, `_`, `.`; at most 80. */
export const codeText = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/)
  .refine((text) => !(text in {}), { message: 'is the name of something every object has' })
  .describe('Code: letters, digits, ".", "-", "_"; at most 80 characters');

/** An exact decimal as text. Numbers of JSON are refused: they are binary fractions by the time they are read. */
export const decimalText = z
  .string()
  .regex(/^-?(0|[1-9]\d*)(\.\d+)?$/)
  .refine((text) => decimalProblem(text) === undefined, { message: 'at most 15 digits before and 12 after the point, no "-0"' })
  .describe('Exact decimal as text, e.g. "98.5"');

/** Decimal text that is not below zero. */
export const positiveText = decimalText.refine((text) => !text.startsWith('-'), { message: 'must not be negative' });

export const bilingual = z.strictObject({ zh: z.string().min(1).max(400), en: z.string().min(1).max(400) });

/**
 * A number a method needs: written in the scheme, or taken from the facts of the unit, where it may be scaled
 * (`times`) and shifted (`plus`), in this order. `target` is the unit's approved target of the year, `baseline` its
 * base-period value, `last` the value of the year before.
 */
export const param = z.union([
  decimalText,
  z.strictObject({
    from: z.enum(['target', 'baseline', 'last']),
    times: decimalText.optional(),
    plus: decimalText.optional(),
  }),
]);
export type Param = z.infer<typeof param>;

/** Whether a bigger or a smaller value is better. */
export const direction = z.enum(['higher', 'lower']);
export type Direction = z.infer<typeof direction>;
