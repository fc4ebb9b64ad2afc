import { expect, test } from '@jest/globals';
import { measureStage, measureStageWords } from './measure-stage.js';

test.each([
  [{ lead: null, progress: [] }, 'unassigned'],
  [{ lead: 'finance', progress: [] }, 'silent'],
  [{ lead: 'finance', progress: [{ status: 'reported' }, { status: 'returned' }] }, 'returned'],
  [{ lead: 'finance', progress: [{ status: 'reported' }, { status: 'accepted' }] }, 'waiting'],
  [{ lead: 'finance', progress: [{ status: 'accepted' }] }, 'accepted'],
] as const)('%j is %s', (measure, stage) => {
  expect(measureStage(measure)).toBe(stage);
  expect(measureStageWords[stage]).toBeDefined();
});
