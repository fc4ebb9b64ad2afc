import { command, type CommandDefinition, type Decision, type DomainEvent, type Policy, type Refusal } from '#engine/kernel';
import { report, type ReportState } from '../report.state.js';
import { streamOf, type ReportKey } from '../report-key.js';
import { reportIndicator, reportingProblem, toldForUnit, type UnitContext } from '../report-indicator/report-indicator.js';
import { verifyReport, verificationProblem } from '../verify-report/verify-report.js';
import { returnReport } from '../return-report/return-report.js';
import { correctionProblem, correctReport } from '../correct-report/correct-report.js';
import { declarationProblem, declareNotApplicable } from '../not-applicable/declare-not-applicable.js';
import { approveNotApplicable, settlementProblem } from '../not-applicable/settle-not-applicable.js';
import { deferralProblem, deferRelease } from '../defer-release/defer-release.js';

type Problem = (state: ReportState, c: ReportKey, context: UnitContext) => Refusal | undefined;

/** Why an act that a form offers is not open now; the part of each use case that depends on nothing that is typed in. */
const acts = {
  report: [reportIndicator, reportingProblem],
  verify: [verifyReport, (state, c, { actor, told }) => verificationProblem(state, c, actor, told.rules)],
  return: [returnReport, (state, c, { actor, told }) => verificationProblem(state, c, actor, told.rules)],
  correct: [correctReport, (state, c, { actor, told }) => correctionProblem(state, c, actor, told.rules)],
  declareNotApplicable: [declareNotApplicable, declarationProblem],
  settleNotApplicable: [approveNotApplicable, (state, c, { actor, told }) => settlementProblem(state, c, actor, told.rules)],
  deferRelease: [deferRelease, deferralProblem],
} as const satisfies Record<string, readonly [{ readonly policy: Policy }, Problem]>;

export type ReportAct = keyof typeof acts;
export const reportActs = Object.keys(acts) as readonly ReportAct[];

/**
 * The question "may I do this here now?" for an act, as a use case that never records anything: it has the act's own policy
 * and runs the act's own rules, so that a form can say beforehand what sending would be answered with.
 */
export function mayAct(act: ReportAct): CommandDefinition<ReportKey, ReportState, DomainEvent<string, any>, ReturnType<typeof toldForUnit>> {
  const [{ policy }, problem] = acts[act] as readonly [{ readonly policy: Policy }, Problem];
  return command({
    name: `reporting.May${act[0]!.toUpperCase()}${act.slice(1)}`,
    policy,
    unit: (c: ReportKey) => c.unit,
    stream: streamOf,
    state: report as never,
    told: toldForUnit,
    decide: (state: ReportState, c, context): Decision<DomainEvent<string, any>> => problem(state, c, context) ?? [],
  });
}
