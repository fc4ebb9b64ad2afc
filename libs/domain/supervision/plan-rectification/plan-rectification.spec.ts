import { describe, test } from '@jest/globals';
import { given } from '#engine/testing';
import {
  acknowledged, closedFinding, content, draftedFinding, evidence, finding, issuedFinding, people, plannedRectification, progressedRectification, reopenedFinding, reportedFinding, returnedRectification,
  supportReported, suspendedFinding, withdrawnFinding,
} from '../finding-examples.js';
import { planRectification, type PlanRectification } from './plan-rectification.js';
import { reportRectificationProgress, type ReportRectificationProgress } from './report-progress.js';
import { reportSupport } from './report-support.js';

const unit = 'xuanwu';
const received = [issuedFinding(), acknowledged()];

describe('planning the rectification', () => {
  const planning = (changes: Partial<PlanRectification> = {}): PlanRectification =>
    ({ finding, unit, causes: '台账不全', measures: [{ what: '补检 6 台', who: '特种设备科', by: '2025-03-20' }], evidence: [], ...changes });

  test('the lead unit plans once it has acknowledged, again after a return or a relapse, and a later plan replaces the first', () => {
    for (const past of [received, [...received, plannedRectification()], [...received, reportedFinding(), returnedRectification()], [...received, reportedFinding(), closedFinding(), reopenedFinding()]]) {
      given(...past).as(people.reporter).when(planRectification, planning({ evidence }), {}).then(plannedRectification({ evidence }));
    }
  });

  test('every measure is done on the due date at the latest', () => {
    const measures = [...planning().measures, { what: '回访', who: '特种设备科', by: '2025-03-31' }];
    given(...received).when(planRectification, planning({ measures })).then(plannedRectification({ measures }));
    given(...received).when(planRectification, planning({ measures: [...measures, { what: '培训', who: '办公室', by: '2025-04-01' }] }))
      .thenRefused('supervision.measure-after-due', { by: '2025-04-01', due: '2025-03-31' }, 'body.measures.2.by');
  });

  test('once it is overdue, a plan names the days that are still possible', () => {
    const measures = [{ what: '补检 6 台', who: '特种设备科', by: '2025-04-20' }];
    given(...received).when(planRectification, planning({ measures }), { now: '2025-03-31T15:59:59.999Z' }).thenRefused('supervision.measure-after-due');
    given(...received).when(planRectification, planning({ measures }), { now: '2025-03-31T16:00:00.000Z' }).then(plannedRectification({ measures }));
  });

  test('nobody else plans', () => {
    given(...received).as(people.supporter).when(planRectification, planning({ unit: 'finance' })).thenForbidden();
    given(...received).when(planRectification, planning({ unit: 'finance' })).thenRefused('supervision.not-the-unit');
    for (const actor of [people.supporter, people.inspector, people.bureau]) given(...received).as(actor).when(planRectification, planning()).thenForbidden();
  });

  test.each([
    ['that is not there', [], 'supervision.unknown-finding'],
    ['that is a draft', [draftedFinding()], 'supervision.not-issued'],
    ['that was not acknowledged', [issuedFinding()], 'supervision.wrong-status'],
    ['that is being checked', [...received, reportedFinding()], 'supervision.wrong-status'],
    ['that is suspended', [...received, suspendedFinding()], 'supervision.finding-suspended'],
    ['that is closed', [...received, reportedFinding(), closedFinding()], 'supervision.finding-closed'],
    ['that was withdrawn', [...received, withdrawnFinding()], 'supervision.finding-withdrawn'],
  ] as const)('for a finding %s it is refused', (_, past, code) => {
    given(...past).when(planRectification, planning()).thenRefused(code);
  });
});

describe('reporting progress', () => {
  const progressing = (changes: Partial<ReportRectificationProgress> = {}): ReportRectificationProgress => ({ finding, unit, percent: '50', summary: '已补检 3 台', evidence: [], ...changes });

  test('the lead unit does, with or without a plan; it may also go back', () => {
    given(...received).as(people.reporter).when(reportRectificationProgress, progressing()).then(progressedRectification());
    given(...received, plannedRectification(), progressedRectification({ percent: '80' })).when(reportRectificationProgress, progressing({ nextStep: '复检', evidence }))
      .then(progressedRectification({ nextStep: '复检', evidence }));
  });

  test.each(['0', '100', '33.333'])('%s percent is a degree of progress', (percent) => {
    given(...received).when(reportRectificationProgress, progressing({ percent })).then(progressedRectification({ percent }));
  });

  test.each(['-1', '100.1'])('%s percent is none', (percent) => {
    given(...received).when(reportRectificationProgress, progressing({ percent })).thenRefused('supervision.bad-percent', { percent }, 'body.percent');
  });

  test('nobody else does', () => {
    given(...received).when(reportRectificationProgress, progressing({ unit: 'finance' })).thenRefused('supervision.not-the-unit');
    given(...received).as(people.stranger).when(reportRectificationProgress, progressing()).thenForbidden();
  });

  test.each([
    ['was not acknowledged', [issuedFinding()], 'supervision.wrong-status'],
    ['is being checked', [...received, reportedFinding()], 'supervision.wrong-status'],
    ['is suspended', [...received, suspendedFinding()], 'supervision.finding-suspended'],
  ] as const)('on a finding that %s it is refused', (_, past, code) => {
    given(...past).when(reportRectificationProgress, progressing()).thenRefused(code);
  });
});

describe('reporting to the unit in charge', () => {
  const supporting = { finding, unit: 'finance', summary: '经费已拨付', evidence: [] };

  test('a supporting unit does at any time while the finding is open', () => {
    for (const past of [[issuedFinding()], received, [...received, reportedFinding()], [...received, reportedFinding(), returnedRectification()]]) {
      given(...past).as(people.supporter).when(reportSupport, supporting).then(supportReported());
    }
    given(...received).when(reportSupport, { ...supporting, evidence }).then(supportReported({ evidence }));
  });

  test('the unit in charge and others do not', () => {
    given(...received).as(people.reporter).when(reportSupport, { ...supporting, unit }).thenRefused('supervision.not-supporting', { number: '〔2025〕督字第12号', unit });
    given(issuedFinding({ content: content({ supporting: [] }) })).as(people.supporter).when(reportSupport, supporting).thenForbidden();
    given(...received).as(people.reporter).when(reportSupport, supporting).thenForbidden();
  });

  test.each([
    ['is a draft', [draftedFinding()], 'supervision.not-issued'],
    ['is suspended', [...received, suspendedFinding()], 'supervision.finding-suspended'],
    ['is closed', [...received, reportedFinding(), closedFinding()], 'supervision.finding-closed'],
    ['was withdrawn', [...received, withdrawnFinding()], 'supervision.finding-withdrawn'],
  ] as const)('on a finding that %s it is refused', (_, past, code) => {
    given(...past).when(reportSupport, supporting).thenRefused(code);
  });
});
