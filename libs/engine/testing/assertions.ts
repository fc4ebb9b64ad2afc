import assert from 'node:assert/strict';

/**
 * Freeze plain objects and arrays all the way down, so that a function that ought to be pure
 * fails loudly when it changes what it was given.
 */
export function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (!Array.isArray(value) && prototype !== null && Object.getPrototypeOf(prototype) !== null) return value;
  Object.freeze(value);
  for (const part of Object.values(value)) frozen(part);
  return value;
}

/**
 * Plain JSON as it would be stored: fields without a value are gone.
 * @throws AssertionError naming the place of anything JSON cannot carry (NaN, a function, a Date, a class)
 */
export function plain(value: unknown, place = 'value'): unknown {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') {
    assert.ok(Number.isFinite(value) && !Object.is(value, -0), `${place} is ${Object.is(value, -0) ? '-0' : value}: JSON cannot carry it`);
    return value;
  }
  if (Array.isArray(value)) return value.map((item, index) => plain(item, `${place}[${index}]`));
  assert.ok(typeof value === 'object', `${place} is a ${typeof value}: JSON cannot carry it`);
  const prototype: unknown = Object.getPrototypeOf(value);
  assert.ok(prototype === null || Object.getPrototypeOf(prototype) === null, `${place} is not plain data`);
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  return Object.fromEntries(fields.map(([name, field]) => [name, plain(field, `${place}.${name}`)]));
}

/** Compare as stored JSON. */
export function samePlain(actual: unknown, expected: unknown, message?: string): void {
  assert.deepStrictEqual(plain(actual, 'actual'), plain(expected, 'expected'), message);
}

/** Run a check so that its failure points at the line of the spec that called `from`. */
export function reportingAt(from: (...args: never[]) => unknown, check: () => void): void {
  try {
    check();
  } catch (error) {
    if (error instanceof assert.AssertionError) Error.captureStackTrace(error, from);
    throw error;
  }
}
