import type { ReactNode } from 'react';
import type { Bilingual } from '../language/texts.js';

/** A field of an act's form. `name` is its path in the body, such as `due.on`. */
export interface Field {
  readonly name: string;
  readonly label: Bilingual;
  readonly kind: 'text' | 'area' | 'decimal' | 'whole' | 'date' | 'datetime' | 'choice' | 'choices' | 'unit' | 'units' | 'flag' | 'evidence' | 'own';
  readonly required?: boolean;
  readonly help?: Bilingual;
  readonly options?: readonly { readonly value: string; readonly label: Bilingual | string }[];
  /** Units to choose from; all when absent. */
  readonly among?: 'all' | readonly string[];
  readonly first?: unknown;
  /** Unit of measurement after a number. */
  readonly suffix?: string;
  /** Shown only when true of what is typed. */
  readonly when?: (values: Readonly<Record<string, unknown>>) => boolean;
  /** An input of one's own (kind `own`): gets `value` and `onChange`. */
  readonly input?: ReactNode;
  readonly maxLength?: number;
  /** Half as wide: two such fields stand side by side where there is room. */
  readonly half?: boolean;
  /** Unit for which evidence is uploaded. */
  readonly evidenceUnit?: string;
}

/** What was typed as the body of a request: paths become objects; what is empty is left out. */
export function bodyOf(fields: readonly Field[], values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const body: Record<string, unknown> = {};
  for (const { name, when } of fields) {
    const value = values[name];
    if (value === undefined || value === null || value === '' || (when && !when(values))) continue;
    const path = name.split('.');
    let at = body;
    for (const part of path.slice(0, -1)) at = (at[part] ??= {}) as Record<string, unknown>;
    at[path.at(-1)!] = typeof value === 'string' ? value.trim() : value;
  }
  return body;
}

/** The field of a form that a problem's path means, or undefined: `body.due.on`, `due.on` and `body.measures.0.text` all name a field. */
export function fieldOf(fields: readonly Field[], path: string): string | undefined {
  const inside = path.replace(/^body\./, '');
  if (path === 'header.x-reason' || inside === 'reason') return fields.some(({ name }) => name === 'reason') ? 'reason' : '~reason';
  if (path === 'header.x-authority' || inside === 'authority') return fields.some(({ name }) => name === 'authority') ? 'authority' : '~authority';
  return fields.map(({ name }) => name).filter((name) => inside === name || inside.startsWith(`${name}.`)).sort((a, b) => b.length - a.length)[0];
}
