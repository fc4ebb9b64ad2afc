import { expect, test } from '@jest/globals';
import { percentOf } from './percent.js';

test.each([['0.6666', '66.66'], ['0.8', '80'], ['1', '100'], ['-6.4', '-640'], ['0.005', '0.5'], ['12.345', '1234.5'], ['0', '0'], ['—', '—']])('%s is %s %%', (ratio, percent) => expect(percentOf(ratio)).toBe(percent));
