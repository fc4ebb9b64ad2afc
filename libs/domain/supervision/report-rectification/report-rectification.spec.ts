import { describe, expect, test } from '@jest/globals';
import { given } from '#engine/testing';
import {
  acknowledged, content, contestedAssignment, deadline, draftedFinding, dueAt, evidence, finding, grantedExtension, issuedFinding, later, now, number, people, plannedRectification, progressedRectification,
  reassignedFinding, reportedFinding, requestedExtension, returnedRectification, supportReported, suspendedFinding, closedFinding, withdrawnFinding, reopenedFinding,
} from '../finding-examples.js';
import { reportRectification, type ReportRectification } from './report-rectification.js';

const report: ReportRectification = { finding, unit: 'xuanwu', problem: '6 台电梯检验超期', measures: '逐台补检', results: '6 台全部检验合格', evidence, without: [] };
const planned = [issuedFinding(), acknowledged(), plannedRectification()];
const ready = [...planned, supportReported()];

describe('reporting a rectification', () => {
  test('the lead unit reports problem, measures, results and evidence', () => {
    given(...ready).as(people.reporter).when(reportRectification, report, { now }).then(reportedFinding());
  });

  test('also what keeps it from happening again', () => {
    given(...ready).when(reportRectification, { ...report, lasting: '建立月度台账' }, { now }).then(reportedFinding({ lasting: '建立月度台账' }));
  });

  test('it is late by the due time that holds, to the millisecond', () => {
    given(...ready).when(reportRectification, report, { now: dueAt }).then(reportedFinding({ late: false }));
    given(...ready).when(reportRectification, report, { now: '2025-03-31T16:00:00.000Z' }).then(reportedFinding({ late: true }));
    given(...ready, requestedExtension(), grantedExtension()).when(reportRectification, report, { now: '2025-04-30T15:59:59.999Z' }).then(reportedFinding({ late: false, dueAt: later }));
    given(...ready, requestedExtension()).when(reportRectification, report, { now: '2025-03-31T16:00:00.000Z' }).then(reportedFinding({ late: true }));
  });

  test('a request for more time falls away with it', () => {
    expect(given(...ready, requestedExtension()).when(reportRectification, report, { now }).state()).not.toHaveProperty('extension');
  });

  test('after a return, and after a relapse, it is reported again; supporting units too', () => {
    const returned = [...ready, reportedFinding(), returnedRectification()];
    given(...returned).when(reportRectification, report, { now }).thenRefused('supervision.support-missing', { units: 'finance', unitsEn: 'finance' });
    given(...returned, supportReported()).when(reportRectification, report, { now }).then(reportedFinding({ dueAt: later }));
    const relapsed = [...ready, reportedFinding(), closedFinding(), reopenedFinding()];
    given(...relapsed).when(reportRectification, report, { now }).thenRefused('supervision.support-missing');
    given(...relapsed, supportReported()).when(reportRectification, report, { now }).then(reportedFinding({ dueAt: later }));
  });

  test.each([
    ['nothing at all', { problem: '', measures: undefined, results: ' ', evidence: [] }, ['problem', 'measures', 'results', 'evidence'], '问题、整改措施、整改成效、佐证材料', 'body.problem'],
    ['no figures', { results: undefined }, ['results'], '整改成效', 'body.results'],
    ['no evidence', { evidence: [] }, ['evidence'], '佐证材料', 'body.evidence'],
    ['a text that misleads its reader', { measures: '已\u202e完成' }, ['measures'], '整改措施', 'body.measures'],
  ])('with %s it is no report, and all that is missing is said at once', (_, changes, missing, fields, field) => {
    const { problem, measures, results, ...rest } = { ...report, ...changes };
    const command = { ...rest, ...(problem === undefined ? {} : { problem }), ...(measures === undefined ? {} : { measures }), ...(results === undefined ? {} : { results }) };
    const names = { problem: 'problem', measures: 'measures', results: 'results', evidence: 'evidence' } as const;
    given(...ready).when(reportRectification, command, { now })
      .thenRefused('supervision.report-incomplete', { fields, fieldsEn: missing.map((one) => names[one as keyof typeof names]).join(', '), missing }, field);
  });

  test('a serious or major finding is reported on by a plan, a general one without', () => {
    const unplanned = (severity: 'general' | 'serious' | 'major') => [issuedFinding({ content: content({ severity }) }), acknowledged(), supportReported()];
    given(...unplanned('serious')).when(reportRectification, report, { now }).thenRefused('supervision.plan-required', { number });
    given(...unplanned('major'), progressedRectification()).when(reportRectification, report, { now }).thenRefused('supervision.plan-required');
    given(...unplanned('general')).when(reportRectification, report, { now }).then(reportedFinding());
  });
});

describe('supporting units', () => {
  const without = [{ unit: 'finance', reason: '经费另行安排' }];

  test('the lead answers without one when it says why', () => {
    given(...planned).as(people.reporter).when(reportRectification, { ...report, without }, { now }).then(reportedFinding({ without }));
  });

  test('one that has reported meanwhile is not counted as missing', () => {
    given(...ready).when(reportRectification, { ...report, without }, { now }).then(reportedFinding({ without: [] }));
  });

  test('where none supports, none is asked for', () => {
    const alone = [issuedFinding({ content: content({ supporting: [] }) }), acknowledged(), plannedRectification()];
    given(...alone).when(reportRectification, report, { now }).then(reportedFinding());
  });

  test.each([
    ['one is missing', [], 'supervision.support-missing'],
    ['a unit that does not support is excused', [...without, { unit: 'health', reason: '无关' }], 'supervision.supports-nothing'],
    ['one is excused twice', [...without, ...without], 'supervision.named-twice'],
    ['one is excused without a reason', [{ unit: 'finance', reason: ' ' }], 'supervision.reason-required'],
  ])('refused: %s', (_, excused, code) => {
    given(...planned).when(reportRectification, { ...report, without: excused }, { now }).thenRefused(code);
  });
});

describe('when and by whom', () => {
  test.each([
    ['unknown', [], 'supervision.unknown-finding'],
    ['a draft', [draftedFinding()], 'supervision.not-issued'],
    ['not acknowledged', [issuedFinding()], 'supervision.wrong-status'],
    ['contested', [issuedFinding(), contestedAssignment()], 'supervision.wrong-status'],
    ['reported already', [...ready, reportedFinding()], 'supervision.wrong-status'],
    ['suspended', [...ready, suspendedFinding()], 'supervision.finding-suspended'],
    ['closed', [...ready, reportedFinding(), closedFinding()], 'supervision.finding-closed'],
    ['withdrawn', [...ready, withdrawnFinding()], 'supervision.finding-withdrawn'],
  ])('a finding that is %s is not reported on', (_, past, code) => {
    given(...past).when(reportRectification, report, { now }).thenRefused(code);
  });

  test('only the unit that answers for it now reports', () => {
    given(...ready).as(people.supporter).when(reportRectification, report, { now }).thenForbidden();
    given(...ready).as(people.supporter).when(reportRectification, { ...report, unit: 'finance' }, { now }).thenForbidden();
    given(...ready).as(people.reporter).when(reportRectification, { ...report, unit: 'finance' }, { now }).thenRefused('supervision.not-the-unit', { number, unit: 'xuanwu' });
    given(...ready).as(people.inspector).when(reportRectification, report, { now }).thenForbidden();
    given(issuedFinding(), reassignedFinding({ deadline: deadline() })).as(people.reporter).when(reportRectification, report, { now }).thenForbidden();
  });
});
