import { describe, expect, test } from '@jest/globals';
import { issue } from '#engine/notices';
import { recorded } from '#engine/testing';
import {
  acknowledged, closedFinding, content, contestedAssignment, contestedEffect, delistedFinding, draftedFinding, escalatedFinding, finding, grantedExtension, issuedFinding, liftedEffect, listedFinding, progressedRectification,
  reassignedFinding, refusedExtension, reopenedFinding, reportedFinding, requestedExtension, resumedFinding, returnedRectification, suspendedFinding, upheldAssignment, upheldEffect, withdrawnFinding,
} from './finding-examples.js';
import { findingStream, type FindingEvent } from './finding.events.js';
import { warnedProgress } from './progress-warning/progress-examples.js';
import { findingNotices, progressNotices } from './supervision-notices.js';

const noticesOf = (event: FindingEvent) => issue(findingNotices, recorded(event.type, event.data, { stream: findingStream(finding) }));
const said = (event: FindingEvent) => noticesOf(event).map(({ to, urgency, title }) => [to, urgency, title.zh]);
const lead = { role: 'reporter', unit: 'xuanwu' };
const inspectors = { role: 'inspector', unit: 'xuanwu' };
const support = { role: 'reporter', unit: 'finance' };

describe('what facts about findings tell', () => {
  test('an order tells the lead and the supporting units', () => {
    expect(said(issuedFinding())).toEqual([[lead, 'ordinary', '督办单〔2025〕督字第12号已交办'], [support, 'ordinary', '督办单〔2025〕督字第12号已交办']]);
    expect(said(issuedFinding({ content: content({ urgency: 'extra-urgent' }) })).map(([, urgency]) => urgency)).toEqual(['urgent', 'urgent']);
    expect(noticesOf(issuedFinding())[0]).toMatchObject({ link: `/supervision/findings/${finding}`, about: `finding-${finding}`, text: { zh: '“电梯检验超期”已交办，请在两个工作日内签收或提出异议。' } });
  });

  test('a reassignment tells those who are concerned now and those who no longer are', () => {
    expect(said(reassignedFinding())).toEqual([[{ role: 'reporter', unit: 'qinhuai' }, 'ordinary', '督办事项改派'], [support, 'ordinary', '督办事项改派'], [lead, 'ordinary', '督办事项改派']]);
  });

  test('an escalation tells its own recipients in its own words, from the red card on at once', () => {
    expect(noticesOf(escalatedFinding())).toMatchObject([{ to: lead, urgency: 'urgent', title: { zh: '红牌：〔2025〕督字第12号', en: 'Red card: 〔2025〕督字第12号' }, text: { zh: '红牌督办', en: 'Red card' } }]);
    expect(said(escalatedFinding({ level: 'blue', recipients: [lead, { role: 'bureau' }] }))).toEqual([[lead, 'ordinary', '蓝牌：〔2025〕督字第12号'], [{ role: 'bureau' }, 'ordinary', '蓝牌：〔2025〕督字第12号']]);
  });

  test.each([
    [closedFinding(), '督办事项已销号', 'ordinary'], [reopenedFinding(), '督办事项反弹重开', 'urgent'], [withdrawnFinding(), '督办事项已撤销', 'ordinary'], [suspendedFinding(), '督办事项已挂起', 'ordinary'],
    [resumedFinding(), '督办事项恢复办理', 'ordinary'], [returnedRectification(), '整改报告被退回', 'urgent'], [upheldAssignment(), '维持交办', 'ordinary'], [grantedExtension(), '同意延期', 'ordinary'],
    [refusedExtension(), '不同意延期', 'ordinary'], [liftedEffect(), '取消扣分依据', 'ordinary'], [upheldEffect(), '维持扣分依据', 'ordinary'],
  ] as readonly (readonly [FindingEvent, string, string])[])('the unit that answers is told: %#', (event, title, urgency) => {
    expect(said(event)).toEqual([[lead, urgency, title]]);
  });

  test('what a unit brings waits with those who check and decide', () => {
    expect(said(reportedFinding())).toEqual([[inspectors, 'ordinary', '整改报告待核查']]);
    expect(said(contestedAssignment())).toEqual([[inspectors, 'ordinary', '交办异议待决定'], [{ role: 'bureau' }, 'ordinary', '交办异议待决定']]);
    expect(said(requestedExtension())).toEqual([[inspectors, 'ordinary', '延期申请待审批']]);
    expect(said(requestedExtension({ approver: 'leadership', count: 3 }))).toEqual([[{ role: 'leadership' }, 'ordinary', '延期申请待审批']]);
    expect(said(contestedEffect())).toEqual([[{ role: 'bureau' }, 'ordinary', '扣分依据复核待决定'], [{ role: 'leadership' }, 'ordinary', '扣分依据复核待决定']]);
  });

  test('an extension says until when, with or without an opinion', () => {
    expect(noticesOf(grantedExtension())[0]!.text).toEqual({ zh: '时限延至2025年4月30日。', en: 'Now due on 2025-04-30.' });
    expect(noticesOf(grantedExtension({ opinion: '同意' }))[0]!.text.zh).toBe('时限延至2025年4月30日。同意');
  });

  test('drafts, acknowledgements, progress and listing tell nobody', () => {
    for (const event of [draftedFinding(), acknowledged(), progressedRectification(), listedFinding(), delistedFinding()] as FindingEvent[]) {
      if (findingNotices.events.some((prefix) => event.type.startsWith(prefix))) expect(said(event)).toEqual([]);
    }
  });

  test('long texts are cut, so that no notice is refused for its length', () => {
    const [notice] = noticesOf(returnedRectification({ reason: '长'.repeat(2_000) }));
    expect([...notice!.text.zh].length).toBeLessThan(600);
    expect(notice!.text.zh.endsWith('…')).toBe(true);
    expect([...noticesOf(issuedFinding({ content: content({ title: '题'.repeat(200) }) }))[0]!.text.zh].length).toBeLessThan(120);
  });
});

describe('what a warning about progress tells', () => {
  test('its recipients, with the way to the warning', () => {
    const event = warnedProgress();
    expect(issue(progressNotices, recorded(event.type, event.data, { stream: 'progressWarning-nanjing-2023.patents.xuanwu' }))).toMatchObject([
      {
        to: { role: 'reporter', unit: 'xuanwu' }, urgency: 'urgent', title: { zh: '时序预警（约谈）', en: 'Warning about progress (formal interview)' },
        link: '/supervision/warnings/nanjing-2023/patents/xuanwu/2025', about: 'progressWarning-nanjing-2023.patents.xuanwu',
      },
      { to: { role: 'leadership' } },
    ]);
  });
});
