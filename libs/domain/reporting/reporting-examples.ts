// Facts that specs of this context start from; product code never imports it.
import type { DefinitionCard, PlanEvent } from '#domain/plan';
import type { UnitEvent } from '#domain/units';
import type { PeriodEvent } from './period.events.js';
import type { ReportEvent } from './report.events.js';

export const plan = 'nanjing-2023';

/** A card: incubators, reported each quarter by a district, verified by the science bureau. */
export function card(changes: Partial<DefinitionCard> = {}): DefinitionCard {
  return {
    code: 'tech-incubators', name: { zh: '科技企业孵化器数量', en: 'Technology incubators' }, measure: 1, kind: 'quantitative', measurementUnit: '家', decimals: 0,
    direction: 'higher-better', frequency: 'quarter', accumulation: 'latest', releaseLagDays: 15, reportedBy: ['xuanwu', 'qinhuai'], verifier: 'science-tech',
    evidenceRequired: false, range: { min: '0', max: '10000' }, sourceQuote: '全市科技企业孵化器数量达到260家', needsThreshold: false, ...changes,
  };
}

export const definedCard = (defined: DefinitionCard = card()): PlanEvent => ({ type: 'plan.IndicatorDefined', data: { plan, card: defined } });

export const targetOf = (value: string, unit = 'xuanwu', year = 2025): PlanEvent => ({
  type: 'plan.TargetSet',
  data: { plan, target: { indicator: 'tech-incubators', unit, year, comparator: '>=', value, profile: 'linear' } },
});

export const registeredUnit = (code = 'xuanwu'): UnitEvent => ({
  type: 'units.UnitRegistered',
  data: { code, name: { zh: '玄武区', en: 'Xuanwu District' }, kind: 'district', aliases: [], order: 1, from: '2023-12-18' },
});

export const openedPeriod = (period = '2025-Q1', dueAt = '2025-04-20T15:59:59.999Z'): PeriodEvent => ({ type: 'reporting.PeriodOpened', data: { plan, period, dueAt } });

export const about = { plan, indicator: 'tech-incubators', unit: 'xuanwu', period: '2025-Q1' };

type Reported = Extract<ReportEvent, { type: 'reporting.IndicatorReported' }>;

export const reported = (changes: Partial<Reported['data']> = {}): Reported => {
  const data = { ...about, value: '12', evidence: [], warnings: [], source: 'form' as const, ...changes };
  return { type: 'reporting.IndicatorReported', validAt: data.period, data };
};

export const verified = (value = '12', changes: Partial<typeof about> = {}): ReportEvent => ({
  type: 'reporting.ReportVerified', validAt: changes.period ?? about.period, data: { ...about, ...changes, value },
});

export const adoptedPlan = (): PlanEvent => ({
  type: 'plan.PlanAdopted',
  data: { plan, title: { zh: '方案', en: 'Plan' }, issuers: [], date: '2023-12-18', approvedBy: [], basis: [], horizonYears: [2025], overallRequirements: [], chapters: [], catalogue: '' },
});

export const returned = (changes: Partial<Extract<ReportEvent, { type: 'reporting.ReportReturned' }>['data']> = {}): ReportEvent => {
  const data = { ...about, value: '12', reason: '数值与台账不符', ...changes };
  return { type: 'reporting.ReportReturned', validAt: data.period, data };
};

export const corrected = (changes: Partial<Extract<ReportEvent, { type: 'reporting.ReportCorrected' }>['data']> = {}): ReportEvent => {
  const data = { ...about, from: '12', to: '13', reasonCode: 'statistical-revision' as const, reason: '以统计部门核定数为准', authority: '宁统〔2025〕18号', evidence: [], ...changes };
  return { type: 'reporting.ReportCorrected', validAt: data.period, data };
};

export const declared = (reason = '辖区内无此类机构'): ReportEvent => ({ type: 'reporting.NotApplicableDeclared', validAt: about.period, data: { ...about, reason } });
export const approved = (): ReportEvent => ({ type: 'reporting.NotApplicableApproved', validAt: about.period, data: about });
export const refusedDeclaration = (changes: { readonly resubmitBy?: string } = {}): ReportEvent => ({ type: 'reporting.NotApplicableRefused', validAt: about.period, data: { ...about, reason: '辖区内有两家', ...changes } });
export const deferred = (expectedOn = '2025-05-20'): ReportEvent => ({ type: 'reporting.ReleaseDeferred', validAt: about.period, data: { ...about, expectedOn, reason: '统计局 5 月发布' } });

export const extendedPeriod = (dueAt: string, units?: readonly string[], period = '2025-Q1'): PeriodEvent => ({
  type: 'reporting.PeriodExtended', data: { plan, period, dueAt, reason: '系统切换', ...(units ? { units: [...units] } : {}) },
});
export const closedPeriod = (how: 'deadline' | 'by-hand' = 'deadline', period = '2025-Q1'): PeriodEvent => ({ type: 'reporting.PeriodClosed', data: { plan, period, how } });
export const reopenedPeriod = (dueAt: string, units?: readonly string[], period = '2025-Q1'): PeriodEvent => ({
  type: 'reporting.PeriodReopened', data: { plan, period, dueAt, reason: '补报', ...(units ? { units: [...units] } : {}) },
});
