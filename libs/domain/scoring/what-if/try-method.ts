import type { DecimalText } from '#engine/kernel';
import { schemeSchema, type LeafText } from '../scheme/scheme.js';
import { calculate } from '../sheet/calculate.js';
import type { GroupInput, IndicatorValue, Reference, UnitInput } from '../sheet/input.js';
import type { SheetNode } from '../sheet/score-sheet.js';

/** What one unit shows of the one indicator that a method is tried on. */
export interface Trial extends Pick<IndicatorValue, 'value' | 'level' | 'counts' | 'ratings' | 'overdue'> {
  readonly state?: IndicatorValue['state'];
  readonly target?: DecimalText;
  readonly baseline?: DecimalText;
  readonly last?: DecimalText;
  /** Earlier values, oldest first. */
  readonly earlier?: readonly DecimalText[];
  readonly profile?: readonly [DecimalText, DecimalText, DecimalText, DecimalText];
  /** Values of other indicators that the method looks at. */
  readonly others?: Readonly<Record<string, DecimalText>>;
}

export interface TrialLeaf {
  /** A method as a scheme writes it. */
  readonly method: LeafText['method'];
  readonly points?: DecimalText;
  readonly missing?: LeafText['missing'];
  readonly treat?: LeafText['treat'];
  readonly limits?: LeafText['limits'];
  readonly monthsElapsed?: number;
}

/**
 * Try a method on a few values: the score sheet's leaf for each unit. For scheme authors who want to see a formula's
 * effect before they write it down.
 * @throws ZodError when the method is none
 */
export function tryMethod(leaf: TrialLeaf, trials: Readonly<Record<string, Trial>>): Record<string, SheetNode> {
  const title = { zh: '试算', en: 'Trial' };
  const points = leaf.points ?? '100';
  const { method, missing, treat, limits } = leaf;
  const scheme = schemeSchema.parse({
    schemaVersion: 1, id: 'trial', title,
    groups: [{
      code: 'trial', title, units: '*', scale: points, rounding: { places: 2 },
      tree: { code: 'trial', title, indicator: 'trial', points, method, ...defined({ missing, treat, limits }) },
    }],
  });
  const units = Object.fromEntries(Object.entries(trials).map(([unit, trial]) => [unit, inputOf(trial)]));
  const input: GroupInput = { units, monthsElapsed: leaf.monthsElapsed };
  const result = calculate(scheme, 'trial', input);
  return Object.fromEntries(result.units.map(({ unit }) => [unit, result.sheet(unit).tree]));
}

const defined = (parts: Readonly<Record<string, unknown>>) => Object.fromEntries(Object.entries(parts).filter(([, part]) => part !== undefined));

function inputOf(trial: Trial): UnitInput {
  const { state = 'reported', value, level, counts, ratings, overdue } = trial;
  const one = (text: DecimalText | undefined): Readonly<Record<string, Reference>> => (text === undefined ? {} : { trial: { value: text } });
  const others = Object.entries(trial.others ?? {}).map(([code, text]) => [code, { state: 'reported' as const, value: text }]);
  return {
    values: { trial: { state, value, level, counts, ratings, overdue }, ...Object.fromEntries(others) },
    targets: one(trial.target),
    baselines: one(trial.baseline),
    lastValues: one(trial.last),
    history: trial.earlier ? { trial: trial.earlier.map((text, year) => ({ value: text, period: String(2000 + year) })) } : {},
    profiles: trial.profile ? { trial: { shares: trial.profile } } : {},
  };
}
