import { describe, expect, test } from '@jest/globals';
import { problemBody } from '../cli-examples.js';
import { styleFor } from '../terminal/style.js';
import { exitCodes, exitOfStatus } from './exit-codes.js';
import { problemJson, problemOfAnswer, renderProblem } from './problem.js';

const plain = styleFor(false, true, {});
const body = problemBody(400, 'request.invalid', {
  errors: [{ field: 'body.value', code: 'not-a-decimal', message: { zh: '应为十进制数字文本。', en: 'Must be a decimal as text.' } }], traceId: 'abc',
});

describe('a problem', () => {
  test('is told in Chinese with code, fields and what to do', () => {
    expect(renderProblem(problemOfAnswer(400, body).text, 'zh', plain).split('\n')).toEqual([
      '未完成：报告期已关闭。', '  [request.invalid · HTTP 400]', '  字段 body.value [not-a-decimal]：应为十进制数字文本。', '  怎么办：请申请重开。', '  跟踪号：abc',
    ]);
  });

  test('is told in English with the same parts', () => {
    expect(renderProblem(problemOfAnswer(409, problemBody(409, 'reporting.period-closed', { field: 'params.period' })).text, 'en', plain).split('\n')).toEqual([
      'Not done: The period is closed.', '  [reporting.period-closed · HTTP 409]', '  Field: params.period', '  What to do: Ask for it to be reopened.',
    ]);
  });

  test('goes on as the server wrote it where JSON is wanted', () => {
    expect(problemJson(problemOfAnswer(400, body), 'en')).toBe(body);
  });

  test.each([[502, undefined], [502, '<html>'], [404, { message: 'nginx' }], [400, { code: 'x', text: { title: 'x' } }]])('HTTP %i with %j is told as not from Zhiheng', (status, answer) => {
    const problem = problemOfAnswer(status, answer);
    expect([problem.text.code, problem.exit]).toEqual(['cli.unknown-answer', exitOfStatus(status)]);
    expect(problemJson(problem, 'en')).toMatchObject({ code: 'cli.unknown-answer', title: `The server answered HTTP ${status}, but not in the format of Zhiheng.` });
  });

  test('cannot command the terminal', () => {
    const hostile = problemBody(409, 'x', { text: { title: { zh: 'a\u001b[2J', en: 'a\u001b[2J' }, remedy: { zh: 'b', en: 'b' } } });
    expect(renderProblem(problemOfAnswer(409, hostile).text, 'zh', plain)).toContain('a\\u001b[2J');
  });
});

describe('exit codes', () => {
  test.each([
    [400, 2], [413, 2], [415, 2], [422, 2], [431, 2], [401, 4], [403, 3], [404, 3], [409, 3], [412, 3], [429, 3], [408, 1], [500, 1], [502, 1], [503, 1],
  ])('HTTP %i is %i', (status, code) => {
    expect(exitCodes[exitOfStatus(status)].code).toBe(code);
  });

  test('have different numbers', () => {
    const codes = Object.values(exitCodes).map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
  });
});
