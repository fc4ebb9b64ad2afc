import { describe, expect, test } from '@jest/globals';
import { namedProblem } from './named-problem.js';

const names: Readonly<Record<string, { zh: string; en: string }>> = {
  'unit xuanwu': { zh: '玄武区', en: 'Xuanwu District' }, 'unit qixia': { zh: '栖霞区', en: 'Qixia District' }, 'indicator patents': { zh: '发明专利', en: 'Patents' }, 'role reporter': { zh: '填报员', en: 'Reporter' },
};
const told = (zh: string, en: string, values: Record<string, unknown>) =>
  namedProblem({ status: 409, code: 'x', text: { title: { zh, en }, remedy: { zh: '请核对。', en: 'Check it.' } }, values }, (kind, code) => names[`${kind} ${code}`]).text.title;

describe('a refusal by names', () => {
  test('calls units, indicators and roles as people do', () => {
    expect(told('按口径卡，xuanwu 不填报指标 patents。', 'By its definition card, xuanwu does not report patents.', { unit: 'xuanwu', indicator: 'patents' })).toEqual({ zh: '按口径卡，玄武区不填报指标发明专利。', en: 'By its definition card, Xuanwu District does not report Patents.' });
    expect(told('持有“reporter”的人', 'who holds reporter', { held: 'reporter' })).toEqual({ zh: '持有“填报员”的人', en: 'who holds Reporter' });
    expect(told('缺 xuanwu、qixia 的填报', 'xuanwu, qixia have not reported', { units: 'xuanwu、qixia' })).toEqual({ zh: '缺玄武区、栖霞区的填报', en: 'Xuanwu District, Qixia District have not reported' });
    expect(told('xuanwu 2025 年的 patents 目标', 'x', { unit: 'xuanwu', indicator: 'patents' }).zh).toBe('玄武区 2025 年的发明专利目标');
    expect(told('由 xuanwu 核定', 'verified by xuanwu', { verifier: 'xuanwu' }).zh).toBe('由玄武区核定');
  });

  test('leaves what has no name, what only contains a code, and other values', () => {
    expect(told('finance 没有 xuanwu-2 的任务', 'finance has no xuanwu-2', { unit: 'finance', other: 'xuanwu' }).zh).toBe('finance 没有 xuanwu-2 的任务');
    expect(told('xuanwu-2 与 xuanwu 不同', 'xuanwu-2 is not xuanwu', { unit: 'xuanwu' }).en).toBe('xuanwu-2 is not Xuanwu District');
  });
});
