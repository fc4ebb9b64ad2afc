import { describe, expect, test } from '@jest/globals';
import { fillRefusal } from './refusal-wording.js';

describe('the sentence of a refusal', () => {
  test('calls reporting periods by their names', () =>
    expect(fillRefusal({ zh: '报告期 {period} 已关闭。', en: 'Period {period} is closed.' }, { period: '2024-Q3' })).toEqual({ zh: '报告期2024年第三季度已关闭。', en: 'Period Q3 2024 is closed.' }));

  test('writes dates in Chinese as officials do, with their time where they have one', () => {
    const told = (zh: string, values: Record<string, string>) => fillRefusal({ zh, en: zh }, values).zh;
    expect(told('自评到 {day} 才截止，还有 {missing} 个单位未提交。', { day: '2026-12-14', missing: '3' })).toBe('自评到2026年12月14日才截止，还有 3 个单位未提交。');
    expect(told('填报截止时间 {due} 已过。', { due: '2026-01-10 18:00' })).toBe('填报截止时间2026年1月10日 18:00 已过。');
    expect(told('{day} 早于 {before}。', { day: '2026-01-02', before: '2026-01-03' })).toBe('2026年1月2日早于2026年1月3日。');
    expect(told('{unit} {day} 的核查', { unit: 'xuanwu', day: '2026-01-02' })).toBe('xuanwu 2026年1月2日的核查');
  });

  test('leaves other values, what is no date, and places without a value', () =>
    expect(fillRefusal({ zh: '{date} 不是存在的日期，{year} 年第 {no} 条 {unit}', en: '{date} {year} {no} {unit}' }, { date: '2025-02-30', year: '2025', no: 3 })).toEqual({ zh: '2025-02-30 不是存在的日期，2025 年第 3 条 {unit}', en: '2025-02-30 2025 3 {unit}' }));
});
