import type { ChangePlace, LockedRuleSet, Locks } from '../../../libs/domain/history/locked-changes/locked-changes.projection.js';
import type { Fact, FactOf } from './facts.js';
import { roundFacts } from './lock-keepers.js';

/** By whose policy a change is seen: each sphere follows the views of one context. */
export const spheres = ['reports', 'plan', 'schemes', 'rounds', 'scores', 'supervision', 'appointments', 'calendar', 'permissions'] as const;
export type Sphere = (typeof spheres)[number];

type Place = ChangePlace & { readonly sphere: Sphere };
type Places = { readonly [T in Fact['type']]?: (event: FactOf<T>, locks: Locks) => Place };

type ReportData = { readonly plan: string; readonly indicator: string; readonly unit: string; readonly period: string };

const report = ({ data: { plan, indicator, unit, period } }: { readonly data: ReportData }): Place => ({
  sphere: 'reports', unit, plan, year: Number(period.slice(0, 4)), thing: { kind: 'report', key: `${plan}/${indicator}/${unit}/${period}` },
});
const target = ({ data: { plan, target: { indicator, unit, year } } }: FactOf<'plan.TargetSet' | 'plan.TargetRevised'>): Place => ({
  sphere: 'plan', plan, year, thing: { kind: 'target', key: `${plan}/${indicator}/${unit}/${year}` },
});
const scheme = ({ data: { scheme: code, plan, year } }: FactOf<'scoring.SchemePublished' | 'scoring.SchemeWithdrawn'>): Place => ({ sphere: 'schemes', plan, year, thing: { kind: 'scheme', key: code } });
const appointment = ({ data: { unit, appointment: code } }: FactOf<'units.LeaderAppointed' | 'units.LeaderLeft'>): Place => ({ sphere: 'appointments', unit, thing: { kind: 'appointment', key: `${unit}/${code}` } });

/** What a unit has of a round before it is notified is not told to it; a round that was notified holds nothing back. */
const score = ({ data: { round, unit } }: FactOf<'assessment.ScoreAdjusted' | 'assessment.EntryRevoked'>, locks: Locks): Place => {
  const lock = locks.one('round', round);
  const facts = lock && roundFacts(lock);
  return {
    sphere: 'scores', unit, round, thing: { kind: 'result', key: `${round}/${unit}` }, ...(facts ? { plan: facts.plan, year: facts.year } : {}), ...(facts?.notified ? {} : { heldBy: round }),
  };
};

const places: Places = {
  'reporting.IndicatorReported': report, 'reporting.NotApplicableDeclared': report, 'reporting.ReleaseDeferred': report, 'reporting.ReportVerified': report, 'reporting.ReportReturned': report,
  'reporting.ReportCorrected': report, 'reporting.NotApplicableApproved': report, 'reporting.NotApplicableRefused': report,
  'reporting.PeriodReopened': ({ data: { plan, period } }) => ({ sphere: 'plan', plan, year: Number(period.slice(0, 4)), thing: { kind: 'period', key: `${plan}/${period}` } }),
  'plan.TargetSet': target, 'plan.TargetRevised': target,
  'plan.IndicatorRevised': ({ data: { plan, card } }) => ({ sphere: 'plan', plan, thing: { kind: 'indicator', key: `${plan}/${card.code}` } }),
  'scoring.SchemePublished': scheme, 'scoring.SchemeWithdrawn': scheme,
  'assessment.ResultsCorrected': ({ data: { round } }, locks) => {
    const lock = locks.one('round', round);
    return { sphere: 'rounds', round, thing: { kind: 'round', key: round }, ...(lock ? { plan: roundFacts(lock).plan, year: roundFacts(lock).year } : {}) };
  },
  'assessment.ScoreAdjusted': score, 'assessment.EntryRevoked': score,
  'supervision.FindingReopened': ({ data: { finding, unit } }) => ({ sphere: 'supervision', unit, thing: { kind: 'finding', key: finding } }),
  'units.LeaderAppointed': appointment, 'units.LeaderLeft': appointment,
  'calendar.YearRevised': ({ data: { calendar, year } }) => ({ sphere: 'calendar', year, thing: { kind: 'calendar', key: `${calendar}/${year}` } }),
  'identity.DelegationGranted': ({ data: { delegation, unit } }) => ({ sphere: 'permissions', unit, thing: { kind: 'delegation', key: delegation } }),
};

/** Where each fact that a rule names belongs. */
export const changePlaces = places as LockedRuleSet['places'];
