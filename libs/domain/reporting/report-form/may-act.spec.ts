import { describe, expect, test } from '@jest/globals';
import { covers, isRefusal, type Actor } from '#engine/kernel';
import { given, person, type GivenEvent } from '#engine/testing';
import { about, approved, closedPeriod, declared, deferred, definedCard, openedPeriod, registeredUnit, reported, returned, verified } from '../reporting-examples.js';
import { correctReport } from '../correct-report/correct-report.js';
import { deferRelease } from '../defer-release/defer-release.js';
import { declareNotApplicable } from '../not-applicable/declare-not-applicable.js';
import { approveNotApplicable } from '../not-applicable/settle-not-applicable.js';
import { reportIndicator } from '../report-indicator/report-indicator.js';
import { returnReport } from '../return-report/return-report.js';
import { verifyReport } from '../verify-report/verify-report.js';
import { mayAct, reportActs, type ReportAct } from './may-act.js';

const now = '2025-04-10T02:00:00.000Z';
const people: readonly Actor[] = [
  person('reporter-wang', { unit: 'xuanwu', roles: { reporter: ['xuanwu'] } }), person('verifier-chen', { unit: 'science-tech', roles: { verifier: 'all' } }),
  person('verifier-other', { unit: 'finance', roles: { verifier: 'all' } }), person('bureau-zhao', { unit: 'market-regulation', roles: { bureau: 'all' } }), person('nobody'),
];
const pasts: readonly (readonly GivenEvent[])[] = [[], [reported()], [reported(), verified()], [reported(), returned()], [declared()], [declared(), approved()], [deferred()]];
const settings = [[openedPeriod()], [openedPeriod(), closedPeriod()], []];
const value = { value: '12' };
const full = {
  report: [reportIndicator, { ...value, value: '11', evidence: [], source: 'form', note: '说明' }], verify: [verifyReport, value], return: [returnReport, { ...value, reason: '退回' }],
  correct: [correctReport, { from: '12', to: '14', reasonCode: 'input-error', reason: '笔误', authority: '文号', evidence: [] }], declareNotApplicable: [declareNotApplicable, { reason: '无' }],
  settleNotApplicable: [approveNotApplicable, {}], deferRelease: [deferRelease, { expectedOn: '2025-06-01', reason: '六月发布' }],
} as const satisfies Record<ReportAct, readonly [unknown, object]>;

const answerOf = (definition: any, command: object, actor: Actor, past: readonly GivenEvent[], period: readonly GivenEvent[]): string | undefined => {
  const toldFrom: Record<string, readonly GivenEvent[]> = {};
  const all: Record<string, readonly GivenEvent[]> = { rules: [definedCard()], unit: [registeredUnit()], period };
  for (const name of Object.keys(definition.told(command))) if (all[name]) toldFrom[name] = all[name];
  if (!covers(definition.policy.scope(actor), about.unit)) return 'command.forbidden';
  const outcome = given(...past).when(definition, command, { actor, now, toldFrom }) as unknown as { decision: unknown };
  return isRefusal(outcome.decision) ? outcome.decision.refused : undefined;
};

describe('what a form says may be done', () => {
  test.each(reportActs.map((act) => [act]))('is what sending is answered with: %s', (act) => {
    let [open, shut] = [0, 0];
    for (const actor of people) for (const past of pasts) for (const period of settings) {
      const said = answerOf(mayAct(act), about, actor, past, period);
      const [definition, more] = full[act];
      const sent = answerOf(definition, { ...about, ...more }, actor, past, period);
      expect(sent).toBe(said);
      if (said === undefined) open += 1;
      else shut += 1;
    }
    expect(Math.min(open, shut)).toBeGreaterThan(0);
  });

  test('records nothing', () => {
    for (const act of reportActs) {
      const actor = people.find((one) => answerOf(mayAct(act), about, one, [reported(), verified()], [openedPeriod()]) === undefined);
      if (actor) given(reported(), verified()).when(mayAct(act), about, { actor, now, toldFrom: { rules: [definedCard()], unit: [registeredUnit()], period: [openedPeriod()] } }).thenNothing();
    }
  });
});
