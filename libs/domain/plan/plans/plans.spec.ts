import { describe, expect, test } from '@jest/globals';
import { given, project } from '#engine/testing';
import { adoptPlan } from '../adopt-plan/adopt-plan.js';
import { adopted, assigned, defined, measure, plan, shipped } from '../plan-examples.js';
import { plans } from './plans.projection.js';

describe('the plans', () => {
  test('the adopted catalogue shows as one plan with what it has', () => {
    const row = project(plans).given(...given().when(adoptPlan, { plan, ...shipped }).events()).row(plan)!;
    expect(row).toMatchObject({ measures: 28, indicators: 69, date: '2023-12-18', catalogue: shipped.sha256, overallRequirements: shipped.catalogue.plan.overallRequirements, addressees: shipped.catalogue.plan.addressees });
    expect(row.chapters).toEqual(shipped.catalogue.chapters);
  });

  test('later definitions count, assignments do not', () => {
    expect(project(plans).given(adopted, measure(), measure(2), assigned(), defined()).row(plan)).toMatchObject({ measures: 2, indicators: 1, sourceUrl: null, addressees: [] });
  });

  test('facts of a plan that was never adopted leave no row', () => {
    project(plans).given(measure(), defined()).thenRows({});
  });
});
