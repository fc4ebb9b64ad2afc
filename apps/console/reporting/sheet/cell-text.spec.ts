import { describe, expect, test } from '@jest/globals';
import { copiedBlock, pastedBlock, typedNumber } from './cell-text.js';

describe('a number as it is typed', () => {
  test.each([
    ['12', '12'], [' 12.50 ', '12.50'], ['１２．５', '12.5'], ['12。5', '12.5'], ['1,234,567.8', '1234567.8'], ['１，２３４', '1234'], ['+3', '3'], ['-0.5', '-0.5'], ['－７', '-7'],
    ['.5', '0.5'], ['5.', '5'], ['007', '7'], ['-0', '0'], ['0.00', '0.00'], ['12345678901234567890', '12345678901234567890'],
  ])('%j is %s', (typed, value) => {
    expect(typedNumber(typed, '家')).toEqual({ value });
  });

  test('a percent sign is taken where the unit is %, and told where it is not', () => {
    expect(typedNumber('96.5%', '%')).toEqual({ value: '96.5' });
    expect(typedNumber('９６％', '%')).toEqual({ value: '96' });
    expect(typedNumber('96%', '家')).toEqual({ value: '96%', problem: 'percent' });
  });

  test.each(['', 'abc', '1.2.3', '1,23', '12,34,567', '1e5', '--1', '=1+1', '-', '.', '12家'])('%j is no number and stays as it was typed', (typed) => {
    expect(typedNumber(typed, '家')).toEqual({ value: typed, problem: 'not-a-number' });
  });
});

describe('a block from the clipboard', () => {
  test('is rows of cells; the line end that spreadsheets put last is no row', () => {
    expect(pastedBlock('1\t2\r\n3\t4\r\n')).toEqual([['1', '2'], ['3', '4']]);
    expect(pastedBlock('96.5')).toEqual([['96.5']]);
    expect(pastedBlock('1\n\n3')).toEqual([['1'], [''], ['3']]);
  });

  test('quotes keep tabs and lines inside a cell', () => {
    expect(pastedBlock('"a\tb"\t"c\nd"\n"e""f"\tg')).toEqual([['a\tb', 'c\nd'], ['e"f', 'g']]);
    expect(pastedBlock('5" pipe\tx')).toEqual([['5" pipe', 'x']]);
  });

  test('what is copied is what would be pasted', () => {
    const block = [['1', 'a\tb'], ['说明 "甲"', 'x\ny']];
    expect(pastedBlock(copiedBlock(block))).toEqual(block);
  });
});
