import { isDeepStrictEqual } from 'node:util';

/** Whether two facts say the same: field by field, in whatever order the fields stand. A command that would say the same again changes nothing. */
export const sameFact = (a: unknown, b: unknown): boolean => isDeepStrictEqual(a, b);
