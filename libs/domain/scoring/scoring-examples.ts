// Facts that specs of this context start from; product code never imports it.
import type { JsonObject } from '#engine/kernel';
import type { DefinitionCard, PlanEvent } from '#domain/plan';
import type { PeriodEvent, ReportEvent } from '#domain/reporting';
import type { SchemeEvent } from './scheme.events.js';
import { parseScheme, type Scheme } from './scheme/scheme.js';
import { schemeHash } from './sheet/calculate.js';

export const plan = 'nanjing-2023';

export const cardOf = (code: string, reportedBy: string[], changes: Partial<DefinitionCard> = {}): PlanEvent => ({
  type: 'plan.IndicatorDefined',
  data: {
    plan,
    card: {
      code, name: { zh: code, en: code }, measure: 1, kind: 'quantitative', measurementUnit: '个', decimals: 2, direction: 'higher-better', frequency: 'quarter',
      accumulation: 'latest', releaseLagDays: 0, reportedBy, verifier: 'science-tech', evidenceRequired: false, range: {}, sourceQuote: '…', needsThreshold: false, ...changes,
    },
  },
});

export const targetOf = (indicator: string, unit: string, year: number, value: string): PlanEvent => ({
  type: 'plan.TargetSet', data: { plan, target: { indicator, unit, year, comparator: '>=', value, profile: 'linear' } },
});

export const about = (indicator: string, unit: string, period: string) => ({ plan, indicator, unit, period });

export const reported = (indicator: string, unit: string, period: string, value: string): ReportEvent => ({
  type: 'reporting.IndicatorReported', data: { ...about(indicator, unit, period), value, evidence: [], warnings: [], source: 'form' },
});

export const verified = (indicator: string, unit: string, period: string, value: string): ReportEvent => ({
  type: 'reporting.ReportVerified', data: { ...about(indicator, unit, period), value },
});

export const corrected = (indicator: string, unit: string, period: string, from: string, to: string): ReportEvent => ({
  type: 'reporting.ReportCorrected',
  data: { ...about(indicator, unit, period), from, to, reasonCode: 'statistical-revision', reason: '统计核定', authority: '宁统函〔2025〕1号', evidence: [] },
});

export const opened = (period: string): PeriodEvent => ({ type: 'reporting.PeriodOpened', data: { plan, period, dueAt: '2026-01-31T15:59:59.999Z' } });
export const closed = (period: string): PeriodEvent => ({ type: 'reporting.PeriodClosed', data: { plan, period, how: 'deadline' } });

/** Two units, two indicators: incubators by completion 60 points, patents against peers 40 points. */
export const content: JsonObject = {
  schemaVersion: 1,
  id: 'example',
  title: { zh: '示例', en: 'Example' },
  groups: [{
    code: 'districts', title: { zh: '区', en: 'Districts' }, units: ['xuanwu', 'qinhuai'],
    rounding: { places: 2, mode: 'half-up' },
    bands: [
      { code: 'a', title: { zh: '优秀', en: 'Excellent' }, from: '90' },
      { code: 'b', title: { zh: '合格', en: 'Good' }, to: '90' },
    ],
    tree: {
      code: 'total', title: { zh: '总分', en: 'Total' }, points: '100', aggregate: 'sum-of-points',
      children: [
        { code: 'incubators', title: { zh: '孵化器', en: 'Incubators' }, indicator: 'tech-incubators', points: '60', method: { type: 'completion-ratio', target: { from: 'target' } } },
        { code: 'patents', title: { zh: '专利', en: 'Patents' }, indicator: 'patents', points: '40', method: { type: 'peer-min-max' } },
      ],
    },
  }],
};

export const schemeOfContent = (value: JsonObject = content): Scheme => {
  const parsed = parseScheme(value);
  if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems));
  return parsed.scheme;
};

export const published = (value: JsonObject = content, year = 2025, version = 1): SchemeEvent => ({
  type: 'scoring.SchemePublished',
  data: { scheme: 'example', plan, year, version, content: { ...value, version } as never, hash: schemeHash(schemeOfContent({ ...value, version })), document: '宁质发〔2025〕3号' },
});

export const plannedCity: readonly PlanEvent[] = [
  cardOf('tech-incubators', ['xuanwu', 'qinhuai']), cardOf('patents', ['xuanwu', 'qinhuai']),
  targetOf('tech-incubators', 'xuanwu', 2025, '20'), targetOf('tech-incubators', 'qinhuai', 2025, '30'),
];
