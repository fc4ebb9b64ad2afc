import { cell, guarded, isArmed, unguarded } from '#engine/kernel';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parse } from 'csv-parse/sync';
import { project } from '#engine/testing';
import { refusedText, unusualText } from '#engine/testing/generators';
import type { ReportEvent } from '../report.events.js';
import { about, card, corrected, deferred, reported, returned, verified } from '../reporting-examples.js';
import { registerKey, reportRegister, type RegisterRow } from '../report-register/report-register.projection.js';
import { csvHead, csvLine, type Names } from './register-csv.js';

const names: Names = { unit: () => ({ zh: '玄武区', en: 'Xuanwu District' }), indicator: () => card() };
const nameless: Names = { unit: () => undefined, indicator: () => undefined };
const rowOf = (...events: readonly ReportEvent[]): RegisterRow => project(reportRegister).given(...events).row(registerKey(about))!;
const read = (text: string): string[][] => parse(text, { bom: true });

describe('the guard against formulas', () => {
  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\0=1', '＝1', '＋1', '－1', '＠1', "'=1", "''@x"])('puts an apostrophe before %j and takes it off again', (text) => {
    expect(guarded(text)).toBe(`'${text}`);
    expect(isArmed(guarded(text))).toBe(false);
    expect(unguarded(guarded(text))).toBe(text);
  });

  test.each(['质量', "'quoted'", "it's", '', '1=1', ' =1'])('leaves %j alone', (text) => {
    expect(guarded(text)).toBe(text);
    expect(unguarded(text)).toBe(text);
  });

  test('gives back whatever it was given, through a cell of a table too', () => {
    fc.assert(
      fc.property(fc.oneof(refusedText, unusualText, fc.string({ unit: 'binary' })), (text) => {
        // Halves of characters are refused before anything is recorded; no table carries them.
        fc.pre(!/\p{Surrogate}/u.test(text));
        const [[back]] = read(`${cell(guarded(`x${text}`))},y\r\n`) as [[string]];
        return unguarded(guarded(text)) === text && !isArmed(guarded(text)) && back === `x${text}`;
      }),
      { numRuns: 200 },
    );
  });
});

describe('the register as a table', () => {
  test('begins with the mark of UTF-8 and the names of the columns', () => {
    expect(csvHead('zh').startsWith('\ufeff方案,单位编码,单位,')).toBe(true);
    expect(read(csvHead('en'))[0]).toHaveLength(read(csvHead('zh'))[0]!.length);
  });

  test('shows a line in words, numbers as numbers, times of the city', () => {
    const line = read(csvLine(rowOf(reported({ note: '增长,较快"明显"', warnings: ['far-from-target'] }), verified(), corrected({ to: '-13.50' })), names, 'zh'))[0];
    expect(line).toEqual([
      'nanjing-2023', 'xuanwu', '玄武区', 'tech-incubators', '科技企业孵化器数量', '2025-Q1', '已核定', '-13.50', '家', '增长,较快"明显"', '不足目标的十分之一或超过目标的十倍',
      'tester', '2025-01-01 08:00', 'tester', '2025-01-01 08:00', '', '', '1', '0',
    ]);
  });

  test('leaves cells empty where nothing is known, and arms none', () => {
    expect(read(csvLine(rowOf(deferred()), nameless, 'en'))[0]).toEqual([
      'nanjing-2023', 'xuanwu', '', 'tech-incubators', '', '2025-Q1', 'not yet released', '', '', '统计局 5 月发布', '', 'tester', '2025-01-01 08:00', '', '', '', '2025-05-20', '0', '0',
    ]);
    const line = read(csvLine(rowOf(reported({ note: '=HYPERLINK("http://x")', warnings: ['unheard-of'] }), returned({ reason: '@SUM(A1)' })), names, 'en'))[0]!;
    expect([line[9], line[10], line[15]]).toEqual([`'=HYPERLINK("http://x")`, 'unheard-of', "'@SUM(A1)"]);
  });
});
