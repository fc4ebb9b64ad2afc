import { expect, test } from '@jest/globals';
import { padded, percentOf } from './percent.js';

test.each([['0.6666', '66.66'], ['0.8', '80'], ['1', '100'], ['-6.4', '-640'], ['0.005', '0.5'], ['12.345', '1234.5'], ['0', '0'], ['—', '—']])('%s is %s %%', (ratio, percent) => expect(percentOf(ratio)).toBe(percent));

test.each([['4', 2, '4.00'], ['58.75', 2, '58.75'], ['38.4', 0, '38.4'], ['0.5', 2, '0.50'], ['—', 2, '—'], ['7', undefined, '7']])('%s with %s places is %s', (value, places, shown) => expect(padded(value, places)).toBe(shown));
