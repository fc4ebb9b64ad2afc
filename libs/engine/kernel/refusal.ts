import type { Bilingual } from './bilingual.js';
import type { Json } from './json.js';

/**
 * What a refusal means to the caller: `forbidden` 403 · `not-found` 404 · `conflict` 409 (the thing's state
 * does not allow it now) · `unprocessable` 422 (the request can never succeed as it is).
 */
export type RefusalKind = 'forbidden' | 'not-found' | 'conflict' | 'unprocessable';

/** A business "no", as a value: stable code and the numbers and names its text needs. */
export interface Refusal {
  readonly refused: string;
  /** Input field the refusal is about, where there is one. */
  readonly field?: string;
  readonly values: Readonly<Record<string, Json>>;
}

/** What a refusal says. `{name}` places are filled from the refusal's values. */
export interface RefusalText {
  readonly kind: RefusalKind;
  readonly title: Bilingual;
  /** What the caller can do about it. */
  readonly remedy: Bilingual;
}

export type RefusalCatalogue = Readonly<Record<string, RefusalText>>;

/** Declare the refusals of a context; codes are `<context>.<kebab-name>`. Keeps the literal codes as a type. */
export function defineRefusals<const C extends Record<string, RefusalText>>(catalogue: C): C {
  return catalogue;
}

/** State a refusal. */
export function refuse(code: string, values: Readonly<Record<string, Json>> = {}, field?: string): Refusal {
  return field === undefined ? { refused: code, values } : { refused: code, values, field };
}

export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && 'refused' in value;
}
