import { said } from '../../../libs/domain/history/change-history/said.js';
import { both, named, period as periodShown, text } from '../../../libs/domain/history/change-history/shown.js';
import type { MomentKindRule, NamedMoment } from '../../../libs/domain/history/moments/moments.projection.js';
import { audienceOf } from '../../../libs/domain/supervision/ledger/audience.js';
import { byType } from './facts.js';

/** Findings are known to the units they concern; what moments have in common with nobody else is not mixed up with it. */
export const findingAudience = (unit: string, supporting: readonly string[]): string => `finding:${audienceOf(unit, supporting)}`;

const ofRound = (zh: string, en: string) => ({ round }: { readonly round: string }): NamedMoment => ({ about: round, title: said(zh, en, { round: named('round', round) }) });

/** Moments of the city's work that have a name. The names are stable: whoever wrote one down can ask for it for ever. */
export const momentKinds: readonly MomentKindRule[] = [
  {
    kind: 'plan-adopted', title: { zh: '方案印发', en: 'Plan adopted' },
    named: byType<NamedMoment>({ 'plan.PlanAdopted': ({ plan, title }) => ({ about: plan, title: said('{plan}印发', '{plan} adopted', { plan: both(title) }) }) }),
  },
  {
    kind: 'scheme-published', title: { zh: '评分细则印发', en: 'Scheme published' },
    named: byType<NamedMoment>({ 'scoring.SchemePublished': ({ scheme }) => ({ about: scheme, title: said('评分细则{scheme}印发', 'Scheme {scheme} published', { scheme: named('scheme', scheme) }) }) }),
  },
  {
    kind: 'period-opened', title: { zh: '填报期开放', en: 'Period opened' },
    named: byType<NamedMoment>({ 'reporting.PeriodOpened': ({ plan, period }) => ({ about: `${plan}:${period}`, title: said('填报期{period}开放', 'Period {period} opened', { period: periodShown(period) }) }) }),
  },
  {
    kind: 'period-closed', title: { zh: '填报期关闭', en: 'Period closed' },
    named: byType<NamedMoment>({ 'reporting.PeriodClosed': ({ plan, period }) => ({ about: `${plan}:${period}`, title: said('填报期{period}关闭', 'Period {period} closed', { period: periodShown(period) }) }) }),
  },
  { kind: 'opened', title: { zh: '考核启动', en: 'Round opened' }, named: byType<NamedMoment>({ 'assessment.RoundOpened': ofRound('{round}启动', '{round} opened') }) },
  {
    // The position up to which data counts, not that of the act: what the results were made of.
    kind: 'freeze', title: { zh: '数据冻结', en: 'Data frozen' },
    named: byType<NamedMoment>({ 'assessment.DataFrozen': ({ round, position }) => ({ ...ofRound('{round}数据冻结', 'Data of {round} frozen')({ round }), position }) }),
  },
  { kind: 'notified', title: { zh: '结果反馈', en: 'Results notified' }, named: byType<NamedMoment>({ 'assessment.ResultsNotified': ofRound('{round}结果反馈', 'Results of {round} notified') }) },
  { kind: 'confirmed', title: { zh: '结果审定', en: 'Results confirmed' }, named: byType<NamedMoment>({ 'assessment.ResultsConfirmed': ofRound('{round}结果审定', 'Results of {round} confirmed') }) },
  {
    kind: 'published', title: { zh: '结果通报及更正', en: 'Results published or corrected' },
    named: byType<NamedMoment>({
      'assessment.ResultsPublished': ofRound('{round}结果通报', 'Results of {round} published'),
      'assessment.ResultsCorrected': ofRound('{round}结果更正', 'Results of {round} corrected'),
    }),
  },
  {
    kind: 'issued', title: { zh: '问题交办', en: 'Finding issued' },
    named: byType<NamedMoment>({
      'supervision.FindingIssued': ({ finding, number, content }) => ({ about: finding, title: said('{number} 交办', 'Order {number} issued', { number: text(number) }), audience: findingAudience(content.unit, content.supporting) }),
    }),
    handedOn: byType({ 'supervision.FindingReassigned': ({ finding, unit, supporting }) => ({ about: finding, audience: findingAudience(unit, supporting) }) }),
  },
];
