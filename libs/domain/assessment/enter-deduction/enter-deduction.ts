import { command, decimal, decimalProblem, isRefusal, refuse, type Refusal } from '#engine/kernel';
import type { Group } from '#domain/scoring';
import type { WithScheme } from '../assessed-scheme.state.js';
import { mayEnter } from '../assessment.policies.js';
import { resultStream } from '../result.events.js';
import { result } from '../result.state.js';
import { reasonOf } from '../round-acts.js';
import { entryBasis, toldForEntry, type EntryKey } from './entry-acts.js';

/** Take points off by hand 扣分, under a document, where the scheme allows it. What supervision recorded is taken off by the scheme's rules alone. */
export interface EnterDeduction extends EntryKey, WithScheme {
  /** Points to take off, above zero, as text. */
  readonly points: string;
  readonly reason?: string;
  readonly document?: string;
}

export const enterDeduction = command({
  name: 'assessment.EnterDeduction',
  policy: mayEnter,
  unit: (c: EnterDeduction) => c.unit,
  stream: (c) => resultStream(c.round, c.unit),
  state: result,
  stated: ({ scheme: _, ...asked }) => asked,
  told: toldForEntry,
  decide: (state, c, context) => {
    const basis = entryBasis(state, c, context, { zh: '登记扣分', en: 'given deductions' });
    if (isRefusal(basis)) return basis;
    const no = pointsProblem(basis.group, c.points);
    if (no) return no;
    const reason = reasonOf(c, context);
    if (isRefusal(reason)) return reason;
    const { round, unit, entry, points } = c;
    return [{ type: 'assessment.DeductionEntered' as const, data: { round, unit, deduction: entry, points, reason, document: basis.document } }];
  },
});

function pointsProblem({ code, scale, deductions }: Group, points: string): Refusal | undefined {
  if (!deductions?.manual.allowed) return refuse('assessment.no-manual-deductions', { group: code });
  const most = deductions.manual.cap ?? scale;
  const inRange = decimalProblem(points) === undefined && decimal(points).gt(0) && decimal(points).lte(decimal(most));
  return inRange ? undefined : refuse('assessment.deduction-out-of-range', { points, most }, 'body.points');
}
