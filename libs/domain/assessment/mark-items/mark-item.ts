import { command, decimal, decimalProblem, isRefusal, refuse, type Refusal } from '#engine/kernel';
import type { Leaf } from '#domain/scoring';
import { groupFor, leafOf, toldScheme, type WithScheme } from '../assessed-scheme.state.js';
import { mayMark } from '../assessment.policies.js';
import { resultStream } from '../result.events.js';
import { result } from '../result.state.js';
import { ownUnitProblem, roundFor, toldRound, unitProblem, type RoundAct, type UnitKey } from '../round-acts.js';

/** A rater's mark 评委打分 for a leaf that raters judge: one each; a later one replaces it until results are notified. */
export interface MarkItem extends UnitKey, WithScheme {
  readonly node: string;
  /** From 0 to the full mark that the scheme names, as text. */
  readonly mark: string;
  readonly remark?: string;
}

/** Marks are given until results are notified. */
export const marking: RoundAct = { at: ['site-checks', 'frozen', 'calculated'], called: { zh: '打分', en: 'mark items' } };

export const markItem = command({
  name: 'assessment.MarkItem',
  policy: mayMark,
  unit: (c: MarkItem) => c.unit,
  stream: (c) => resultStream(c.round, c.unit),
  state: result,
  stated: ({ scheme: _, ...asked }) => asked,
  told: (c) => ({ round: toldRound(c), scheme: toldScheme(c) }),
  decide: (state, c, { actor, told }) => {
    const known = roundFor(told.round, c, marking);
    if (isRefusal(known)) return known;
    const stranger = unitProblem(known, c.unit) ?? ownUnitProblem(actor, c.unit);
    if (stranger) return stranger;
    const group = groupFor(known, told.scheme, c.unit);
    const leaf = leafOf(group, c.node);
    if (!leaf) return refuse('assessment.not-a-leaf', { node: c.node, group: group.code }, 'params.node');
    const no = markProblem(leaf, c);
    if (no) return no;
    const { round, unit, node, mark, remark } = c;
    if (remark === undefined && state.marks.some((one) => one.node === node && one.rater === actor.id && one.mark === mark)) return [];
    return [{ type: 'assessment.ItemMarked' as const, data: { round, unit, node, rater: actor.id, mark, ...(remark === undefined ? {} : { remark }) } }];
  },
});

function markProblem({ method }: Leaf, { node, mark }: MarkItem): Refusal | undefined {
  if (method.type !== 'raters') return refuse('assessment.not-marked-by-raters', { node }, 'params.node');
  const inRange = decimalProblem(mark) === undefined && !mark.startsWith('-') && decimal(mark).lte(decimal(method.full));
  return inRange ? undefined : refuse('assessment.mark-out-of-range', { node, mark, full: method.full }, 'body.mark');
}
