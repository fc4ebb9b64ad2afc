// Facts that specs of this context start from; product code never imports it.
import type { UnitEvent, UnitKind } from '#domain/units';
import { shippedCatalogue } from './catalogue/shipped-catalogues.js';
import type { DefinitionCard, MeasureProgressEvent, PlanEvent, Target } from './plan.events.js';

export const plan = 'nanjing-2023';
export const shipped = shippedCatalogue('nanjing-2023');

export const adopted: PlanEvent = {
  type: 'plan.PlanAdopted',
  validAt: '2023-12-18',
  data: {
    plan, title: { zh: '方案', en: 'Plan' }, issuers: ['市委办公厅'], date: '2023-12-18', approvedBy: [], basis: [], horizonYears: [2025], overallRequirements: ['到2025年'],
    chapters: [{ no: 2, title: '提升经济发展质量效益' }], catalogue: 'ab12',
  },
};

export const measure = (no = 1): PlanEvent => ({
  type: 'plan.MeasureDefined', validAt: '2023-12-18', data: { plan, no, chapter: 2, title: '推进质量发展创新驱动', text: '…', responsibleUnits: ['市科技局', '市财政局'], open: true },
});

type Assigned = Extract<PlanEvent, { type: 'plan.MeasureAssigned' }>['data'];

export const assigned = (changes: Partial<Assigned> = {}): PlanEvent => {
  const data = { plan, no: 1, lead: 'science-tech', supporting: ['finance'], from: '2023-12-18', participants: ['science-tech', 'finance'], ...changes };
  return { type: 'plan.MeasureAssigned', validAt: data.from, data };
};

/** A card: incubators, counted in whole numbers, reported by the science bureau and three districts. */
export function card(changes: Partial<DefinitionCard> = {}): DefinitionCard {
  return {
    code: 'tech-incubators', name: { zh: '科技企业孵化器数量', en: 'Technology incubators' }, measure: 1, kind: 'quantitative', measurementUnit: '家', decimals: 0,
    direction: 'higher-better', frequency: 'quarter', accumulation: 'latest', releaseLagDays: 20, reportedBy: ['science-tech', 'xuanwu', 'qinhuai', 'gulou'],
    verifier: 'market-regulation', evidenceRequired: false, range: { min: '0', max: '10000' }, sourceQuote: '全市科技企业孵化器数量达到260家', needsThreshold: false, ...changes,
  };
}

export const defined = (changes: Partial<DefinitionCard> = {}): PlanEvent => ({ type: 'plan.IndicatorDefined', data: { plan, card: card(changes) } });

export const target = (changes: Partial<Target> = {}): Target => ({ indicator: 'tech-incubators', unit: 'city', year: 2025, comparator: '>=', value: '260', profile: 'year-end', ...changes });

export const targetSet = (changes: Partial<Target> = {}): PlanEvent => ({ type: 'plan.TargetSet', validAt: String(changes.year ?? 2025), data: { plan, target: target(changes) } });

export const unit = (code: string, changes: { readonly kind?: UnitKind; readonly members?: string[] } = {}): UnitEvent => ({
  type: 'units.UnitRegistered',
  data: { code, name: { zh: code, en: code }, kind: 'department', aliases: [], order: 1, from: '2023-12-18', ...changes },
});

export const closed = (code: string): UnitEvent => ({ type: 'units.UnitClosed', data: { code, from: '2024-06-01', document: '宁委编办〔2024〕1号' } });

/** Streams of working units, by code, as a command is told them. */
export const units = (...codes: string[]): Record<string, UnitEvent[]> => Object.fromEntries(codes.map((code) => [code, [unit(code)]]));

type Reported = Extract<MeasureProgressEvent, { type: 'plan.ProgressReported' }>['data'];

export const progressed = (changes: Partial<Reported> = {}): MeasureProgressEvent => {
  const data = { plan, no: 1, unit: 'finance', period: '2025-Q1', percent: '40', summary: '已印发配套办法', evidence: [], ...changes };
  return { type: 'plan.ProgressReported', validAt: data.period, data };
};

export const reviewed = (verdict: 'accepted' | 'returned', remark?: string): MeasureProgressEvent => ({
  type: 'plan.ProgressReviewed', validAt: '2025-Q1',
  data: { plan, no: 1, unit: 'finance', period: '2025-Q1', verdict, ...(remark === undefined ? {} : { remark }) },
});
