import { createHash } from 'node:crypto';
import { decimal, fixed, parsePeriod, type PeriodKind } from '#engine/kernel';

/** How a demo figure runs: the city's value at the end of 2022 and of 2025, and how the areas differ from it. */
export interface FigureCourse {
  readonly indicator: string;
  readonly frequency: Extract<PeriodKind, 'quarter' | 'year'>;
  /** City value at the end of 2022 and of 2025. */
  readonly from: string;
  readonly to: string;
  /** Areas: a share of the city's count, or its rate up or down by at most this. */
  readonly areas?: { readonly share: true } | { readonly spread: string };
  readonly decimals: number;
  readonly ceiling?: string;
  /** The year's target of an area, as a part of what it reaches at the end of 2025. */
  readonly targets?: { readonly city2024: string; readonly city2025: string };
}

const spread = (value: string) => ({ spread: value }) as const;
const share = { share: true } as const;

/** The 27 quantitative indicators of the plan. City targets of 2025 are the plan's; everything else is demo data 演示数据. */
export const figures: readonly FigureCourse[] = [
  { indicator: 'rd-expenditure-share', frequency: 'year', from: '3.60', to: '3.95', areas: spread('1.10'), decimals: 2, targets: { city2024: '3.85', city2025: '4.00' } },
  { indicator: 'high-value-invention-patents', frequency: 'quarter', from: '38.00', to: '52.00', areas: spread('18.00'), decimals: 2, targets: { city2024: '46.00', city2025: '50.00' } },
  { indicator: 'industrial-energy-intensity-cut', frequency: 'year', from: '8.50', to: '18.20', areas: spread('3.50'), decimals: 2, targets: { city2024: '14.50', city2025: '18.00' } },
  { indicator: 'non-fossil-energy-share', frequency: 'year', from: '9.60', to: '12.10', decimals: 2, targets: { city2024: '11.30', city2025: '12.00' } },
  { indicator: 'green-agri-product-share', frequency: 'year', from: '68.00', to: '76.50', areas: spread('6.00'), decimals: 2, ceiling: '100', targets: { city2024: '73.00', city2025: '75.00' } },
  { indicator: 'agri-monitoring-pass-rate', frequency: 'quarter', from: '98.10', to: '98.90', areas: spread('1.20'), decimals: 2, ceiling: '100', targets: { city2024: '98.00', city2025: '98.00' } },
  { indicator: 'food-sampling-pass-rate', frequency: 'year', from: '98.20', to: '98.90', areas: spread('1.00'), decimals: 2, ceiling: '100', targets: { city2024: '98.30', city2025: '98.50' } },
  { indicator: 'manufacturing-pass-rate', frequency: 'year', from: '95.70', to: '96.60', areas: spread('1.80'), decimals: 2, ceiling: '100', targets: { city2024: '96.00', city2025: '96.00' } },
  { indicator: 'consumer-goods-pass-rate', frequency: 'year', from: '95.40', to: '96.50', areas: spread('2.00'), decimals: 2, ceiling: '100', targets: { city2024: '96.00', city2025: '96.00' } },
  { indicator: 'manufacturing-competitiveness-index', frequency: 'year', from: '86.10', to: '88.30', decimals: 2, targets: { city2024: '87.40', city2025: '88.00' } },
  { indicator: 'engineering-sampling-pass-rate', frequency: 'year', from: '96.20', to: '98.10', areas: spread('1.50'), decimals: 2, ceiling: '100' },
  { indicator: 'public-service-satisfaction', frequency: 'year', from: '81.20', to: '83.60', areas: spread('2.60'), decimals: 2, ceiling: '100', targets: { city2024: '82.40', city2025: '83.00' } },
  { indicator: 'international-standards', frequency: 'quarter', from: '12', to: '30', areas: share, decimals: 0, targets: { city2024: '9', city2025: '12' } },
  { indicator: 'national-standards', frequency: 'quarter', from: '240', to: '760', areas: share, decimals: 0, targets: { city2024: '460', city2025: '600' } },
  { indicator: 'tech-incubators', frequency: 'quarter', from: '214', to: '264', areas: share, decimals: 0, targets: { city2024: '245', city2025: '260' } },
  { indicator: 'green-building-standard', frequency: 'year', from: '98.00', to: '100.00', areas: spread('1.50'), decimals: 2, ceiling: '100', targets: { city2024: '100.00', city2025: '100.00' } },
  { indicator: 'energy-saving-75-standard', frequency: 'year', from: '97.00', to: '100.00', areas: spread('2.00'), decimals: 2, ceiling: '100', targets: { city2024: '100.00', city2025: '100.00' } },
  { indicator: 'cnc-rate-key-processes', frequency: 'year', from: '60.50', to: '68.20', areas: spread('5.00'), decimals: 2, ceiling: '100' },
  { indicator: 'grid-quarterly-inspection', frequency: 'quarter', from: '94.00', to: '100.00', areas: spread('4.00'), decimals: 2, ceiling: '100', targets: { city2024: '100.00', city2025: '100.00' } },
  { indicator: 'new-building-industrialisation-share', frequency: 'quarter', from: '46.00', to: '62.50', areas: spread('9.00'), decimals: 2, ceiling: '100', targets: { city2024: '55.00', city2025: '60.00' } },
  { indicator: 'smart-construction-share', frequency: 'quarter', from: '38.00', to: '61.50', areas: spread('10.00'), decimals: 2, ceiling: '100', targets: { city2024: '52.00', city2025: '60.00' } },
  { indicator: 'service-opening-tasks', frequency: 'quarter', from: '61', to: '104', decimals: 0, ceiling: '104', targets: { city2024: '92', city2025: '104' } },
  { indicator: 'graded-eldercare-share', frequency: 'year', from: '41.00', to: '52.00', areas: spread('8.00'), decimals: 2, ceiling: '100', targets: { city2024: '47.00', city2025: '50.00' } },
  { indicator: 'chief-quality-officer-coverage', frequency: 'quarter', from: '58.00', to: '97.00', areas: spread('7.00'), decimals: 2, ceiling: '100', targets: { city2024: '85.00', city2025: '100.00' } },
  { indicator: 'testing-metrology-centres', frequency: 'year', from: '9', to: '13', decimals: 0, targets: { city2024: '12', city2025: '13' } },
  { indicator: 'national-standardisation-pilots', frequency: 'year', from: '8', to: '16', areas: share, decimals: 0, targets: { city2024: '13', city2025: '15' } },
  { indicator: 'provincial-standardisation-pilots', frequency: 'year', from: '27', to: '53', areas: share, decimals: 0, targets: { city2024: '43', city2025: '50' } },
];

/** The twelve areas with their share of the city's counts; shares are demo data. */
export const areas: Readonly<Record<string, string>> = {
  xuanwu: '0.09', qinhuai: '0.08', jianye: '0.08', gulou: '0.12', pukou: '0.08', qixia: '0.09', yuhuatai: '0.07', jiangning: '0.15', luhe: '0.05', lishui: '0.05', gaochun: '0.04',
  'jiangbei-new-area': '0.10',
};

/** A number in [-1, 1) that depends on a name alone: the demo city is the same on every machine. */
export function drift(name: string): number {
  return (createHash('sha256').update(name).digest().readUInt32BE(0) / 2 ** 31) - 1;
}

/** Share of the way from the end of 2022 to the end of 2025 at the end of a period. */
function progress(period: string): number {
  const { kind, year, index } = parsePeriod(period)!;
  const months = kind === 'quarter' ? index * 3 : 12;
  return (year - 2023 + months / 12) / 3;
}

/** A figure of a unit in a period: the city's course, moved by what the area is like and by chance that is no chance. */
export function figureOf(course: FigureCourse, unit: string, period: string): string {
  const at = progress(period);
  const wobble = drift(`${course.indicator}/${unit}/${period}`);
  const from = decimal(course.from);
  let value = from.plus(decimal(course.to).minus(from).times(at.toFixed(6)));
  const { areas: area } = course;
  if (area && unit in areas) {
    const likeness = drift(`${course.indicator}/${unit}`) * 0.7 + drift(unit) * 0.3;
    value = 'share' in area ? value.times(areas[unit]!).times((1 + likeness * 0.25).toFixed(6)) : value.plus(decimal(area.spread).times((likeness + wobble * 0.15).toFixed(6)));
  } else {
    value = value.times((1 + wobble * 0.004).toFixed(6));
  }
  if (course.ceiling !== undefined && value.gt(course.ceiling)) value = decimal(course.ceiling);
  return fixed(value.isNegative() ? decimal('0') : value, course.decimals);
}

/** The target of a unit for a year; areas owe their share of a count, or the city's own rate, and a step up where they are beyond it already. */
export function targetOf(course: FigureCourse, unit: string, year: 2024 | 2025): string | undefined {
  const city = course.targets?.[year === 2024 ? 'city2024' : 'city2025'];
  if (city === undefined) return undefined;
  if (!(unit in areas) || !course.areas) return city;
  if ('spread' in course.areas) {
    if (course.ceiling !== undefined) return city;
    const reached = decimal(figureOf(course, unit, course.frequency === 'quarter' ? `${year - 1}-Q4` : `${year - 1}`));
    return reached.lt(city) ? city : fixed(reached.times('1.02'), course.decimals);
  }
  const value = decimal(city).times(areas[unit]!);
  return fixed(value.lt(1) ? decimal('1') : value, course.decimals);
}
