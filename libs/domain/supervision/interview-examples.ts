// Facts that specs of interviews start from; product code never imports it.
import { evidence, finding } from './finding-examples.js';
import type { InterviewEvent } from './interview.events.js';

type DataOf<Type extends InterviewEvent['type']> = Extract<InterviewEvent, { type: Type }>['data'];

export const interview = 'v-2025-1';
const about = { interview, unit: 'xuanwu' };

/** The fixture's call: on Monday 3 March for Thursday 6 March, 10:00 in the city. */
export const call = {
  ...about, findings: [finding], level: 'inspector' as const, interviewer: 'inspector-zhou', interviewee: { person: 'p-001', post: '副区长' }, reason: '整改逾期', at: '2025-03-06T02:00:00.000Z', place: '市市场监管局 301 室',
};
/** The fixture's record: report due on 13 March, five working days after the interview. */
export const record = {
  interview, heldAt: '2025-03-06T02:05:00.000Z', statement: '认识到位，立即整改', commitments: [{ text: '月底前补检完毕', dueOn: '2025-03-31' }], minutes: evidence, signatures: { by: 'both' as const },
  followUpReportDueOn: '2025-03-13',
};

export const called = (changes: Partial<DataOf<'supervision.InterviewCalled'>> = {}): InterviewEvent => {
  const data = { ...call, ...changes };
  return { type: 'supervision.InterviewCalled', validAt: data.at, data };
};
export const moved = (changes: Partial<DataOf<'supervision.InterviewMoved'>> = {}): InterviewEvent => {
  const data = { ...about, from: { at: call.at, place: call.place }, at: '2025-03-10T02:00:00.000Z', place: call.place, reason: '被约谈人出差', ...changes };
  return { type: 'supervision.InterviewMoved', validAt: data.at, data };
};
export const cancelled = (): InterviewEvent => ({ type: 'supervision.InterviewCancelled', data: { ...about, reason: '问题已销号' } });
export const held = (changes: Partial<DataOf<'supervision.InterviewHeld'>> = {}): InterviewEvent => {
  const data = { ...about, ...record, ...changes };
  return { type: 'supervision.InterviewHeld', validAt: data.heldAt, data };
};
export const followedUp = (late = false, report = '已补检 6 台'): InterviewEvent => ({
  type: 'supervision.InterviewFollowedUp', data: { ...about, report, evidence, dueOn: record.followUpReportDueOn, late },
});
export const concluded = (): InterviewEvent => ({ type: 'supervision.InterviewConcluded', data: { ...about, opinion: '整改到位' } });
