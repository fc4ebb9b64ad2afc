import { chineseDate, cityDate, type Bilingual, type Recorded } from '#engine/kernel';
import { notice, type Notice, type ToRole } from '#engine/notices';
import { isAbove, levelNames } from './escalation/level-names.js';
import { findingStream, type FindingContent, type FindingEvent } from './finding.events.js';
import type { ProgressWarningEvent } from './progress-warning/progress-warning.events.js';

type Told = Pick<Notice, 'to' | 'urgency' | 'title' | 'text'>;

const longestTitle = 60;
const longestQuote = 500;

/** Within the limits of a notice, whatever the length of what people wrote. */
const cut = (text: string, max: number): string => ([...text].length <= max ? text : `${[...text].slice(0, max - 1).join('')}…`);

const answering = (unit: string): ToRole => ({ role: 'reporter', unit });
const inspecting = (unit: string): ToRole => ({ role: 'inspector', unit });

/** To each recipient the same, each once. */
const tell = (to: readonly ToRole[], title: Bilingual, text: Bilingual, urgency: Notice['urgency'] = 'ordinary'): readonly Told[] => to.map((one) => ({ to: one, urgency, title, text }));

/** A title with what somebody wrote: a reason, an opinion. */
const quoting = (zh: string, en: string, written: string): Bilingual => ({ zh: `${zh}：${cut(written, longestQuote)}`, en: `${en}: ${cut(written, longestQuote)}` });

const haste = ({ urgency }: FindingContent): Notice['urgency'] => (urgency === 'ordinary' ? 'ordinary' : 'urgent');

/**
 * What facts about findings tell the units concerned, and those who inspect and decide. Which unit it is about is said by the recipient,
 * not in the text: a fact has the unit's code only, and nobody reads codes.
 */
export const findingNotices = notice<FindingEvent>({
  name: 'supervision.findings',
  events: ['supervision.Finding', 'supervision.Assignment', 'supervision.Rectification', 'supervision.Extension', 'supervision.Effect'],
  from: (event) => {
    const { finding } = event.data;
    return toldBy(event).map((told) => ({ ...told, link: `/supervision/findings/${finding}`, about: findingStream(finding) }));
  },
});

function toldBy(event: Recorded<FindingEvent>): readonly Told[] {
  switch (event.type) {
    case 'supervision.FindingIssued': {
      const { number, content } = event.data;
      const title = { zh: `督办单${number}已交办`, en: `Supervision order ${number} issued` };
      const text = { zh: `“${cut(content.title, longestTitle)}”已交办，请在两个工作日内签收或提出异议。`, en: `“${cut(content.title, longestTitle)}” was issued. Acknowledge or contest it within two working days.` };
      const support = { zh: `“${cut(content.title, longestTitle)}”已交办，请你单位配合责任单位办理。`, en: `“${cut(content.title, longestTitle)}” was issued; please support the unit in charge.` };
      return [...tell([answering(content.unit)], title, text, haste(content)), ...tell(content.supporting.map(answering), title, support, haste(content))];
    }
    case 'supervision.FindingReassigned': {
      const { unit, supporting, from, reason } = event.data;
      const title = { zh: '督办事项改派', en: 'A supervision order was reassigned' };
      const left = [from.unit, ...from.supporting].filter((one) => one !== unit && !supporting.includes(one));
      return [...tell([answering(unit)], title, quoting('改由你单位负责，请在两个工作日内签收', 'Your unit answers for it now and acknowledges within two working days', reason)),
        ...tell(supporting.map(answering), title, quoting('请你单位配合新的责任单位办理', 'Please support the new unit in charge', reason)),
        ...tell(left.map(answering), title, quoting('本事项不再由你单位办理', 'Your unit is no longer concerned', reason))];
    }
    case 'supervision.FindingEscalated': {
      const { level, number, recipients, text } = event.data;
      const { zh, en } = levelNames[level];
      return tell(recipients.map(roleOf), { zh: `${zh}：${number}`, en: `${en[0]!.toUpperCase()}${en.slice(1)}: ${number}` }, quotedText(text), level === 'red' || isAbove(level, 'red') ? 'urgent' : 'ordinary');
    }
    case 'supervision.FindingClosed':
      return tell([answering(event.data.unit)], { zh: '督办事项已销号', en: 'A finding was closed' }, quoting('核查意见', 'Opinion', event.data.opinion));
    case 'supervision.FindingReopened':
      return tell([answering(event.data.unit)], { zh: '督办事项反弹重开', en: 'A finding was reopened' }, quoting('重开原因', 'Reason', event.data.reason), 'urgent');
    case 'supervision.FindingWithdrawn':
    case 'supervision.FindingSuspended':
    case 'supervision.FindingResumed':
      return standing(event.type, event.data);
    case 'supervision.RectificationReported':
      return tell([inspecting(event.data.unit)], { zh: '整改报告待核查', en: 'A rectification report waits to be checked' }, quoting('责任单位报送的整改成效', 'Results reported', event.data.results));
    case 'supervision.RectificationReturned':
      return tell([answering(event.data.unit)], { zh: '整改报告被退回', en: 'A rectification report was returned' }, quoting(`第${event.data.count}次退回`, `Return no. ${event.data.count}`, event.data.reason), 'urgent');
    default:
      return askedOrAnswered(event);
  }
}

type Standing = 'supervision.FindingWithdrawn' | 'supervision.FindingSuspended' | 'supervision.FindingResumed';

const standings: Readonly<Record<Standing, Bilingual>> = {
  'supervision.FindingWithdrawn': { zh: '督办事项已撤销', en: 'A finding was withdrawn' },
  'supervision.FindingSuspended': { zh: '督办事项已挂起', en: 'A finding was suspended' },
  'supervision.FindingResumed': { zh: '督办事项恢复办理', en: 'A finding was resumed' },
};

const standing = (type: Standing, { unit, reason }: { readonly unit: string; readonly reason: string }): readonly Told[] => tell([answering(unit)], standings[type], quoting('原因', 'Reason', reason));

/** What a unit asks goes to those who decide; what they decide goes to the unit. */
function askedOrAnswered(event: Recorded<FindingEvent>): readonly Told[] {
  switch (event.type) {
    case 'supervision.AssignmentContested':
      return tell([inspecting(event.data.unit), { role: 'bureau' }], { zh: '交办异议待决定', en: 'An assignment is contested' }, quoting('责任单位的异议', 'Contested by the unit in charge', event.data.reason));
    case 'supervision.AssignmentUpheld':
      return tell([answering(event.data.unit)], { zh: '维持交办', en: 'The assignment is upheld' }, quoting('请在两个工作日内签收', 'Acknowledge it within two working days', event.data.reason));
    case 'supervision.ExtensionRequested': {
      const { approver, unit, until, reason } = event.data;
      const to = approver === 'inspector' ? inspecting(unit) : { role: approver };
      return tell([to], { zh: '延期申请待审批', en: 'An extension is asked for' }, quoting(`申请延期至${chineseDate(until)}`, `Asked until ${until}`, reason));
    }
    case 'supervision.ExtensionGranted': {
      const { unit, deadline, opinion = '' } = event.data;
      const until = cityDate(deadline.dueAt);
      return tell([answering(unit)], { zh: '同意延期', en: 'The extension is granted' }, { zh: `时限延至${chineseDate(until)}。${cut(opinion, longestQuote)}`, en: `Now due on ${until}. ${cut(opinion, longestQuote)}`.trim() });
    }
    case 'supervision.ExtensionRefused':
      return tell([answering(event.data.unit)], { zh: '不同意延期', en: 'The extension is refused' }, quoting('审批意见', 'Opinion', event.data.reason));
    case 'supervision.EffectContested':
      return tell([{ role: 'bureau' }, { role: 'leadership' }], { zh: '扣分依据复核待决定', en: 'An effect on the score is contested' }, quoting('申请复核的理由', 'Why it is contested', event.data.reason));
    case 'supervision.EffectLifted':
      return tell([answering(event.data.unit)], { zh: '取消扣分依据', en: 'The effect on the score is lifted' }, quoting('复核决定', 'Decision', event.data.reason));
    case 'supervision.EffectUpheld':
      return tell([answering(event.data.unit)], { zh: '维持扣分依据', en: 'The effect on the score is upheld' }, quoting('复核决定', 'Decision', event.data.reason));
    default:
      return [];
  }
}

/** What warnings about progress tell. */
export const progressNotices = notice<ProgressWarningEvent>({
  name: 'supervision.progress-warnings',
  events: ['supervision.ProgressWarned'],
  from: ({ type, data, stream }) => {
    if (type !== 'supervision.ProgressWarned') return [];
    const { plan, indicator, unit, period, level, recipients, text } = data;
    const { zh, en } = levelNames[level];
    const told = tell(recipients.map(roleOf), { zh: `时序预警（${zh}）`, en: `Warning about progress (${en})` }, quotedText(text), level === 'red' || isAbove(level, 'red') ? 'urgent' : 'ordinary');
    return told.map((one) => ({ ...one, link: `/supervision/warnings/${plan}/${indicator}/${unit}/${period.slice(0, 4)}`, about: stream }));
  },
});

const roleOf = ({ role, unit }: { readonly role: string; readonly unit?: string | undefined }): ToRole => (unit === undefined ? { role } : { role, unit });

const quotedText = ({ zh, en }: Bilingual): Bilingual => ({ zh: cut(zh, 2 * longestQuote), en: cut(en, 2 * longestQuote) });
