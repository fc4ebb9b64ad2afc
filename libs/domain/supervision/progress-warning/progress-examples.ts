// What specs of warnings about progress start from; product code never imports it.
import type { DefinitionCard, PlanEvent, Target } from '#domain/plan';
import { plan } from '../finding-examples.js';
import type { ProgressWarningEvent } from './progress-warning.events.js';

export const indicator = 'patents';

/** A card: patents, counted up from month to month by each district. */
export const card = (changes: Partial<DefinitionCard> = {}): DefinitionCard => ({
  code: indicator, name: { zh: '高价值发明专利', en: 'High-value patents' }, measure: 3, kind: 'quantitative', measurementUnit: '件', decimals: 0, direction: 'higher-better', frequency: 'month',
  accumulation: 'cumulative', releaseLagDays: 15, reportedBy: ['xuanwu', 'gulou'], verifier: 'market-regulation', evidenceRequired: false, range: {}, sourceQuote: '高价值发明专利', needsThreshold: false, ...changes,
});

export const target = (changes: Partial<Target> = {}): Target => ({ indicator, unit: 'xuanwu', year: 2025, comparator: '>=', value: '120', profile: 'linear', ...changes });

export const definedCard = (changes: Partial<DefinitionCard> = {}): PlanEvent => ({ type: 'plan.IndicatorDefined', data: { plan, card: card(changes) } });
export const setTarget = (changes: Partial<Target> = {}): PlanEvent => ({ type: 'plan.TargetSet', data: { plan, target: target(changes) } });

type FactOf<T extends ProgressWarningEvent['type']> = Extract<ProgressWarningEvent, { type: T }>;
type Behind = FactOf<'supervision.ProgressFellBehind'>;

const named = { plan, indicator, unit: 'xuanwu', name: { zh: '高价值发明专利', en: 'High-value patents' }, measure: 3, target: '120' } as const;

/** Behind at the end of February: 16 of 20. */
export const fellBehind = (changes: Partial<Behind['data']> = {}): Behind => {
  const data = { ...named, period: '2025-02', expected: '20', actual: '16', share: '0.8', light: 'yellow' as const, running: 1, ...changes };
  return { type: 'supervision.ProgressFellBehind', validAt: data.period, data };
};

export const caughtUp = (changes: Partial<FactOf<'supervision.ProgressCaughtUp'>['data']> = {}): FactOf<'supervision.ProgressCaughtUp'> => {
  const data = { ...named, period: '2025-03', expected: '30', actual: '33', share: '1.1', light: 'green' as const, ...changes };
  return { type: 'supervision.ProgressCaughtUp', validAt: data.period, data };
};

export const warnedProgress = (changes: Partial<FactOf<'supervision.ProgressWarned'>['data']> = {}): FactOf<'supervision.ProgressWarned'> => {
  const data: FactOf<'supervision.ProgressWarned'>['data'] = {
    plan, indicator, unit: 'xuanwu', period: '2025-03', level: 'talk', trigger: 'behind-months', running: 2, policy: { code: 'city', version: 1 },
    recipients: [{ role: 'reporter', unit: 'xuanwu' }, { role: 'leadership' }],
    text: {
      zh: 'xuanwu“高价值发明专利”连续2个月落后于时序进度：2025年3月应达30，实际20。',
      en: 'xuanwu: “High-value patents” has been behind schedule for 2 months running; by March 2025 30 was expected, 20 was reached.',
    },
    ...changes,
  };
  return { type: 'supervision.ProgressWarned', validAt: data.period, data };
};
