import { decimal, refuse, textOf, type DecimalText, type Refusal } from '#engine/kernel';
import type { Adjustment } from '../result.state.js';

/** What a score sheet says of a node, before adjustments: points it has and points it can have. Null where it is not scored. */
export interface NodeFigures {
  readonly code: string;
  readonly obtained: DecimalText | null;
  readonly possible: DecimalText | null;
}

/** Points go no further than the node can give, nor below none of it; earlier adjustments of the node count. */
export function pointsProblem({ code, obtained, possible }: NodeFigures, delta: DecimalText, adjustments: readonly Pick<Adjustment, 'node' | 'delta'>[]): Refusal | undefined {
  const points = decimal(delta);
  if (points.isZero()) return refuse('assessment.no-points', {}, 'body.delta');
  if (obtained === null || possible === null) return refuse('assessment.node-not-scored', { node: code }, 'body.node');
  const has = adjustments.filter(({ node }) => node === code).reduce((sum, one) => sum.plus(one.delta), decimal(obtained));
  const most = decimal(possible).minus(has);
  if (points.lte(most) && points.gte(has.negated())) return undefined;
  return refuse('assessment.points-out-of-range', { node: code, least: textOf(has.negated()), most: textOf(most) }, 'body.delta');
}
