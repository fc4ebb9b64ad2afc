import { describe, expect, test } from '@jest/globals';
import { recordedLog } from '#engine/testing';
import type { PlanEvent } from '#domain/plan';
import { plan, planFacts } from './finding-examples.js';
import { planOutline } from './plan-outline.state.js';

const outlineAfter = (...events: readonly PlanEvent[]) => recordedLog(events).reduce((state, event) => planOutline.evolve(state, event as never), planOutline.initial);

describe('the outline of a plan', () => {
  test('is whether it is adopted, and the measures and indicators it has', () => {
    expect(outlineAfter()).toEqual({ adopted: false, measures: [], indicators: [] });
    expect(outlineAfter(...planFacts)).toEqual({ adopted: true, measures: [1], indicators: ['elevator-inspection'] });
  });

  test('facts about the same measure and others change nothing', () => {
    const assigned: PlanEvent = { type: 'plan.MeasureAssigned', data: { plan, no: 1, lead: 'xuanwu', supporting: [], from: '2025-01-01' } };
    expect(outlineAfter(...planFacts, ...planFacts.slice(1), assigned)).toEqual(outlineAfter(...planFacts));
  });
});
