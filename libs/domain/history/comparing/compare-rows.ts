import type { Bilingual } from '#engine/kernel';
import type { ComparableView, ComparedField } from './comparable-view.js';

/** A value as it is shown: the exact value as text, and words for a coded one. */
export interface ShownValue {
  readonly value: string;
  readonly text?: Bilingual;
}

/** One field before and after; null where there was, or is, nothing. */
export interface FieldDifference {
  readonly field: string;
  readonly label: Bilingual;
  readonly before: ShownValue | null;
  readonly after: ShownValue | null;
}

export const changeKinds = ['added', 'removed', 'changed'] as const;
export type ChangeKind = (typeof changeKinds)[number];

/** A row that differs between two moments. */
export interface RowComparison {
  readonly key: string;
  readonly change: ChangeKind;
  readonly unit: string | null;
  /** What the row is about, as it was last called. */
  readonly about: readonly { readonly field: string; readonly label: Bilingual; readonly value: ShownValue }[];
  readonly fields: readonly FieldDifference[];
  /** Position of the event that made it so, where the view knows it. */
  readonly changedAt: number | null;
}

const shownValue = (field: ComparedField<unknown>, row: unknown): ShownValue | null => {
  const value = field.of(row);
  if (value === null || value === undefined || value === '') return null;
  const text = field.words?.[String(value)];
  return text ? { value: String(value), text } : { value: String(value) };
};

/** A row before and after, field by field; nothing where no compared field differs. */
export function comparedRow(view: ComparableView, key: string, before: unknown, after: unknown, changedAt: number | null): RowComparison | undefined {
  const fields = view.fields.flatMap((field): FieldDifference[] => {
    const [was, is] = [before, after].map((row) => (row === undefined ? null : shownValue(field, row))) as [ShownValue | null, ShownValue | null];
    return was?.value === is?.value ? [] : [{ field: field.name, label: field.label, before: was, after: is }];
  });
  const change: ChangeKind = before === undefined ? 'added' : after === undefined ? 'removed' : 'changed';
  if (change === 'changed' && fields.length === 0) return undefined;
  const last = after ?? before;
  const about = view.about.flatMap((field) => {
    const value = shownValue(field, last);
    return value ? [{ field: field.name, label: field.label, value }] : [];
  });
  return { key, change, unit: view.unit?.(last) ?? null, about, fields, changedAt };
}
