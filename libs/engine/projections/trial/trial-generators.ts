import fc from 'fast-check';
import { counted, happened, moved, removed, type TrialEvent } from './trial-projections.js';

const unit = fc.constantFrom('a', 'b', 'c', '江宁', '𠮷', 'e');
const by = fc.integer({ min: -2, max: 5 });
/** Any fact of the trial, over few units, so that they meet often. */
export const anyEvent: fc.Arbitrary<TrialEvent> = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(unit, by).map(([u, n]) => counted(u, n)) },
  { weight: 2, arbitrary: fc.tuple(unit, unit, by).map(([f, t, n]) => moved(f, t, n)) },
  { weight: 1, arbitrary: unit.map(removed) },
  { weight: 1, arbitrary: fc.constant(happened) },
);
