import { z } from 'zod';
import { textField } from '#engine/http';
import { isCode } from './unit.state.js';

/** A text given in both languages. */
export const bilingualField = (max: number) => z.strictObject({ zh: textField(max), en: textField(max) });

/** A code that can be part of a stream's name: no dots. */
export const plainCode = z.string().refine(isCode, { params: { code: 'not-a-code' } }).meta({ pattern: '^[a-z0-9]([a-z0-9-]{0,78}[a-z0-9])?$' });
