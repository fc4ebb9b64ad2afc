import { describe, expect, it } from '@jest/globals';
import { lightOf } from './indicator-light.js';

describe('the light of an indicator', () => {
  it.each([
    ['reported', undefined, 'green', false, 'light'],
    ['reported', { status: 'caught-up', light: 'green' }, 'green', true, 'light'],
    ['reported', { status: 'behind', light: 'red' }, 'red', false, 'light'],
    ['not-released', { status: 'behind', light: 'yellow' }, 'yellow', false, 'light'],
    ['not-released', undefined, 'grey', false, 'state'],
    ['not-applicable', undefined, 'grey', false, 'state'],
  ] as const)('of a value that is %s with the warning %j is %s', (state, warning, colour, clock, told) => {
    expect(lightOf({ state, warning })).toEqual({ colour, clock, told });
  });
});
