// Facts that specs of major matters start from; product code never imports it.
import type { MatterEvent } from './matter.events.js';
import { timelinessOf } from './report-matter/timeliness.js';

type DataOf<Type extends MatterEvent['type']> = Extract<MatterEvent, { type: Type }>['data'];

export const matter = 'm-2025-1';
const about = { matter, unit: 'xuanwu' };

/** What the fixture's request says. */
export const request = {
  ...about, kind: 'request' as const, title: '关于追加检验经费的请示', content: '因电梯数量增加，检验经费不足。', decisionSought: '追加检验经费 50 万元', signer: 'p-001', urgency: 'urgent' as const,
  documents: ['玄市监〔2025〕3号'], evidence: [],
};
/** What the fixture's report says: an incident told of by phone an hour later. */
export const report = {
  ...about, kind: 'report' as const, title: '关于电梯困人事件的报告', content: '无人员伤亡，现已恢复运行。', urgency: 'extra-urgent' as const,
  incident: { occurredAt: '2025-03-02T20:00:00.000Z', phonedAt: '2025-03-02T21:00:00.000Z' }, documents: [], evidence: [],
};

export const requested = (changes: Partial<DataOf<'supervision.MatterReported'>> = {}): MatterEvent => ({ type: 'supervision.MatterReported', data: { ...request, ...changes } });
/** The report as recorded; written at the start of the spec's day unless said otherwise. */
export const informed = (writtenAt = '2025-03-03T01:00:00.000Z', { occurredAt, phonedAt }: { readonly occurredAt: string; readonly phonedAt?: string } = report.incident): MatterEvent => ({
  type: 'supervision.MatterReported', validAt: occurredAt,
  data: { ...report, incident: { occurredAt, ...(phonedAt === undefined ? {} : { phonedAt }), timeliness: timelinessOf(occurredAt, phonedAt, writtenAt) } },
});
export const supplemented = (content = '续报：原因已查明'): MatterEvent => ({ type: 'supervision.MatterSupplemented', data: { ...about, content, documents: [], evidence: [] } });
export const returned = (reason = '未注明签发人'): MatterEvent => ({ type: 'supervision.MatterReturned', data: { ...about, reason } });

const aboutRequest = { title: request.title, content: request.content, urgency: request.urgency };
export const instruction = 'i-1';
export const demand = { unit: 'qinhuai', severity: 'serious' as const, requirement: '一个月内排查全部老旧电梯', due: { days: 20, kind: 'working' as const } };

export const noted = (changes: Partial<DataOf<'supervision.InstructionGiven'>> = {}): MatterEvent => ({
  type: 'supervision.InstructionGiven', data: { ...about, instruction, text: '同意，请财政局支持。', handling: 'note', about: aboutRequest, ...changes },
});
export const demanded = (changes: Partial<DataOf<'supervision.InstructionGiven'>> = {}): MatterEvent => noted({ text: '举一反三，限期整改。', handling: 'finding', finding: demand, ...changes });
export const settled = (outcome: DataOf<'supervision.MatterSettled'>['outcome'] = 'approved', more: { readonly opinion?: string; readonly document?: string } = {}): MatterEvent => ({
  type: 'supervision.MatterSettled', data: { ...about, outcome, ...more },
});
