import type { Bilingual } from '#engine/kernel';
import { roles } from '#domain/identity';

/** Labels of fields that many views have, and words for their codes. */
export const labels = {
  plan: { zh: '方案', en: 'plan' }, indicator: { zh: '指标', en: 'indicator' }, unit: { zh: '单位', en: 'unit' }, year: { zh: '年度', en: 'year' }, period: { zh: '报告期', en: 'period' }, status: { zh: '状态', en: 'status' },
  value: { zh: '数值', en: 'value' }, document: { zh: '文号', en: 'document' }, group: { zh: '分组', en: 'group' }, grade: { zh: '等次', en: 'grade' }, rank: { zh: '名次', en: 'rank' },
  name: { zh: '名称', en: 'name' }, nameEn: { zh: '英文名称', en: 'English name' }, from: { zh: '自', en: 'from' }, until: { zh: '至', en: 'until' }, round: { zh: '考核', en: 'round' },
} as const satisfies Record<string, Bilingual>;

export const yesNo: Readonly<Record<string, Bilingual>> = { true: { zh: '是', en: 'yes' }, false: { zh: '否', en: 'no' } };

export const roleWords: Readonly<Record<string, Bilingual>> = Object.fromEntries(Object.entries(roles).map(([code, { title }]) => [code, title]));

/** Codes, in an order of their own, as one text. */
export const joined = (codes: readonly (string | number)[]): string | null => (codes.length === 0 ? null : codes.join(', '));

/** Units of a grant as one text. */
export const reach = (units: 'all' | readonly string[]): string => (units === 'all' ? 'all' : units.join('+'));

