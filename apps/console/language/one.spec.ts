import { expect, test } from '@jest/globals';
import { ofOne } from './texts.js';

test.each([
  ['1 working days overdue', '1 working day overdue'],
  ['1 rows', '1 row'],
  ['4 of 12 units, 1 inspectors each', '4 of 12 units, 1 inspector each'],
  ['21 working days', '21 working days'],
  ['1 days left of 11 days', '1 day left of 11 days'],
  ['2.1 points', '2.1 points'],
])('“%s” of one thing is “%s”', (many, one) => expect(ofOne(many)).toBe(one));
