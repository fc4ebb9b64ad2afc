import type { Bilingual } from '#engine/kernel';

/** What an audit bundle is about. */
export type BundleScope =
  | { readonly kind: 'everything' }
  | { readonly kind: 'stream'; readonly stream: string }
  | { readonly kind: 'unit'; readonly unit: string }
  | { readonly kind: 'period'; readonly plan: string; readonly period: string }
  | { readonly kind: 'result'; readonly round: string; readonly unit: string };

export const scopeTexts = {
  everything: { zh: '全部事件', en: 'Everything' },
  stream: { zh: '流 {stream}', en: 'Stream {stream}' },
  unit: { zh: '单位 {unit}', en: 'Unit {unit}' },
  period: { zh: '方案 {plan} 的填报期 {period}', en: 'Period {period} of plan {plan}' },
  result: { zh: '考核轮次 {round} 中单位 {unit} 的结果', en: 'Result of unit {unit} in round {round}' },
} as const satisfies Record<BundleScope['kind'], Bilingual>;

/** The unit that a scope is about; undefined for what concerns the whole city. */
export const unitOfScope = (scope: BundleScope): string | undefined => ('unit' in scope ? scope.unit : undefined);

/** A name for files: letters, digits, dots and dashes. */
export function scopeFileName(scope: BundleScope, size: number): string {
  const parts = Object.values(scope).map((part) => part.replace(/[^0-9A-Za-z.-]+/g, '-').slice(0, 40));
  return `audit-${parts.join('-')}-${size}`;
}
