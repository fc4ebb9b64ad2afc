// Facts that specs of rewards start from; product code never imports it.
import type { Nomination, RewardEvent } from './reward.events.js';

export const reward = 'r-2025-1';
export const proof = { sha256: 'a'.repeat(64), name: '成效总结.pdf', size: 1_024, type: 'application/pdf' };

export const nomination: Nomination = {
  year: 2025, level: 'provincial', policyItem: '推进质量工作成效突出', unit: 'xuanwu', measure: 3, grounds: '质量强区建设走在前列', evidence: [proof],
};

type DataOf<Type extends RewardEvent['type']> = Extract<RewardEvent, { type: Type }>['data'];
const about = { reward, unit: 'xuanwu' };

export const nominated = (changes: Partial<DataOf<'supervision.RewardNominated'>> = {}): RewardEvent => ({
  type: 'supervision.RewardNominated', validAt: String(changes.year ?? 2025), data: { reward, origin: 'self', ...nomination, ...changes },
});
export const reviewed = (verdict: 'passed' | 'returned' = 'passed'): RewardEvent => ({ type: 'supervision.RewardReviewed', data: { ...about, verdict, opinion: '材料属实' } });
export const recommended = (): RewardEvent => ({ type: 'supervision.RewardRecommendedUp', data: { ...about, to: '省政府办公厅', document: '宁政发〔2025〕9号' } });
/** From Monday 21 to Friday 25 April 2025: five working days. */
export const publicised = (changes: Partial<DataOf<'supervision.RewardPublicised'>> = {}): RewardEvent => {
  const data = { ...about, from: '2025-04-21', to: '2025-04-25', where: '市政府网站', workingDays: 5, ...changes };
  return { type: 'supervision.RewardPublicised', validAt: data.from, data };
};
export const objected = (changes: Partial<DataOf<'supervision.RewardObjected'>> = {}): RewardEvent => {
  const data = { ...about, objection: 'o-1', by: { kind: 'unit' as const, unit: 'qinhuai' }, receivedOn: '2025-04-22', content: '数据与事实不符', evidence: [], ...changes };
  return { type: 'supervision.RewardObjected', validAt: data.receivedOn, data };
};
export const objectionSettled = (outcome: 'upheld' | 'dismissed' = 'dismissed', objection = 'o-1'): RewardEvent => ({
  type: 'supervision.RewardObjectionSettled', data: { ...about, objection, outcome, opinion: '经核实' },
});
export const granted = (changes: Partial<DataOf<'supervision.RewardGranted'>> = {}): RewardEvent => {
  const data = { ...about, document: '苏政办发〔2025〕30号', form: '资金激励', on: '2025-05-12', amount: { value: '100.5', unit: '万元' }, ...changes };
  return { type: 'supervision.RewardGranted', validAt: data.on, data };
};
export const notGranted = (): RewardEvent => ({ type: 'supervision.RewardNotGranted', data: { ...about, reason: '名额有限' } });
export const withdrawn = (): RewardEvent => ({ type: 'supervision.RewardWithdrawn', data: { ...about, reason: '材料需补充' } });
export const revoked = (): RewardEvent => ({ type: 'supervision.RewardRevoked', data: { ...about, document: '苏政办发〔2025〕55号', reason: '数据造假' } });

/** Facts up to and including a step, in order. */
export const upTo = (step: 'nominated' | 'passed' | 'recommended' | 'publicised' | 'granted'): readonly RewardEvent[] => {
  const all = [nominated(), reviewed(), recommended(), publicised(), granted()];
  return all.slice(0, ['nominated', 'passed', 'recommended', 'publicised', 'granted'].indexOf(step) + 1);
};
