import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { dueAt, later } from './finding-examples.js';
import { escalationLevels, type EscalationLevel } from './finding.events.js';
import type { Escalation } from './finding.state.js';
import { lightOf, lights } from './light.js';

const raised = (level: EscalationLevel, due = dueAt): Escalation => ({ level, dueAt: due, at: due });

describe('the light of a finding', () => {
  test.each([
    ['reminder', 'green'], ['blue', 'blue'], ['yellow', 'yellow'], ['red', 'red'], ['talk', 'red'], ['listed', 'red'], ['referred', 'red'],
  ] as const)('is at level %s %s', (level, light) => {
    expect(lightOf([raised(level)], dueAt, false)).toBe(light);
  });

  test('is green while nothing was raised', () => {
    expect([lightOf([], dueAt, false), lightOf([], dueAt, true)]).toEqual(['green', 'green']);
  });

  test('is that of the highest level, in whatever order they were raised', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...escalationLevels), { minLength: 1 }), (levels) => {
        const highest = levels.map((level) => lights.indexOf(lightOf([raised(level)], dueAt, false))).reduce((a, b) => Math.max(a, b));
        expect(lights.indexOf(lightOf(levels.map((level) => raised(level)), dueAt, false))).toBe(highest);
      }),
    );
  });

  test('is that of the due time that holds: more time makes blue and yellow green again', () => {
    expect(lightOf([raised('blue'), raised('yellow')], later, false)).toBe('green');
    expect(lightOf([raised('yellow'), raised('blue', later)], later, false)).toBe('blue');
  });

  test('what was once red is yellow at best: with more time, closed, or both', () => {
    expect(lightOf([raised('red')], later, false)).toBe('yellow');
    expect(lightOf([raised('red')], dueAt, true)).toBe('yellow');
    expect(lightOf([raised('talk'), raised('blue', later)], later, true)).toBe('yellow');
    expect(lightOf([raised('red'), raised('red', later)], later, false)).toBe('red');
  });

  test('a closed finding that was never red is green', () => {
    expect(lightOf([raised('blue'), raised('yellow')], dueAt, true)).toBe('green');
  });
});
