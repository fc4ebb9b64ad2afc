/** A text in both interface languages. Chinese is the default, English is complete. */
export interface Bilingual {
  readonly zh: string;
  readonly en: string;
}

/** The interface languages, Chinese first. */
export type Language = keyof Bilingual;

/**
 * Fill `{name}` places of a text. A place without a value stays visible, so that a missing
 * parameter is seen and not swallowed.
 */
export function fill(text: string, values: Readonly<Record<string, unknown>>): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) =>
    Object.hasOwn(values, name) ? String(values[name]) : place,
  );
}
