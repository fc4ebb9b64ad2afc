import { describe, expect, test } from '@jest/globals';
import { cityTime, dayText, decimalText, instantDay, instantText, periodText, sizeText } from './format.js';

describe('dates', () => {
  test.each([['2025-06-30', '2025年6月30日', '30 Jun 2025'], ['2025-12-01', '2025年12月1日', '1 Dec 2025'], ['soon', 'soon', 'soon']])('%s is %s and %s', (date, zh, en) => {
    expect([dayText(date, 'zh'), dayText(date, 'en')]).toEqual([zh, en]);
  });

  test('an instant is told in the time of the city, also over midnight and at the end of a day', () => {
    expect(instantText('2025-06-30T16:05:00Z', 'zh')).toBe('2025年7月1日 00:05');
    expect(instantText('2025-06-30T08:05:59.999Z', 'en')).toBe('30 Jun 2025 16:05');
    expect(instantDay('2025-06-30T15:59:59.999Z', 'zh')).toBe('2025年6月30日');
    expect(cityTime('2025-12-31T16:00:00Z')).toEqual({ date: '2026-01-01', time: '00:00', seconds: '00' });
  });

  test.each([['2025', '2025年', '2025'], ['2025-H1', '2025年上半年', 'H1 2025'], ['2025-Q3', '2025年第三季度', 'Q3 2025'], ['2025-07', '2025年7月', 'Jul 2025'], ['later', 'later', 'later']])('the period %s is %s and %s', (period, zh, en) => {
    expect([periodText(period, 'zh'), periodText(period, 'en')]).toEqual([zh, en]);
  });
});

describe('numbers', () => {
  test.each([['0', '0'], ['1234', '1,234'], ['-1234567.890', '-1,234,567.890'], ['12345678901234567890.10', '12,345,678,901,234,567,890.10'], ['0.000001', '0.000001'], ['—', '—']])('%s keeps every digit: %s', (value, text) => {
    expect(decimalText(value)).toBe(text);
  });

  test.each([[0, '0 B'], [1023, '1023 B'], [1024, '1.0 KiB'], [10 * 1024, '10 KiB'], [3.5 * 1024 ** 2, '3.5 MiB'], [5 * 1024 ** 4, '5120 GiB']])('%s bytes are %s', (bytes, text) => {
    expect(sizeText(bytes)).toBe(text);
  });
});
