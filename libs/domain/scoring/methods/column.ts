import { decimal, type Decimal } from '#engine/kernel';

/** The values of one indicator over a group, with the statistics that relative methods need, each counted once. */
export class Column {
  readonly #byUnit: ReadonlyMap<string, Decimal>;
  #sorted: Decimal[] | undefined;
  #mean: Decimal | undefined;
  #deviation: Decimal | undefined;

  /** @param byUnit values that take part: reported ones, never imputed or carried ones. */
  constructor(byUnit: ReadonlyMap<string, Decimal>) {
    this.#byUnit = byUnit;
  }

  get count(): number {
    return this.#byUnit.size;
  }

  of(unit: string): Decimal | undefined {
    return this.#byUnit.get(unit);
  }

  /** Ascending. The order of the units never shows: equal values are interchangeable. */
  get sorted(): readonly Decimal[] {
    return (this.#sorted ??= sortDecimals([...this.#byUnit.values()]));
  }

  get min(): Decimal | undefined {
    return this.sorted[0];
  }

  get max(): Decimal | undefined {
    return this.sorted.at(-1);
  }

  /** Sums run over the sorted values, so that rounding at the fortieth digit does not depend on the order of units. */
  get mean(): Decimal | undefined {
    if (this.count === 0) return undefined;
    return (this.#mean ??= meanOf(this.sorted));
  }

  /** Sample standard deviation (n − 1); none below two values. */
  get deviation(): Decimal | undefined {
    if (this.count < 2) return undefined;
    return (this.#deviation ??= deviationOf(this.sorted, this.mean!));
  }

  /** How many values are below, and how many equal. */
  place(value: Decimal): { readonly below: number; readonly equal: number; readonly above: number } {
    const below = firstNotBelow(this.sorted, value);
    let end = below;
    while (end < this.sorted.length && this.sorted[end]!.eq(value)) end += 1;
    return { below, equal: end - below, above: this.sorted.length - end };
  }
}

export const noColumn = new Column(new Map());

/** Ascending and exact; double precision decides where it can, since rounding to doubles keeps the order. */
export function sortDecimals(values: Decimal[]): Decimal[] {
  const keyed = values.map((value) => ({ value, key: value.toNumber() }));
  keyed.sort((a, b) => (a.key === b.key ? a.value.cmp(b.value) : a.key - b.key));
  return keyed.map((entry) => entry.value);
}

export function meanOf(values: readonly Decimal[]): Decimal {
  return sum(values).div(values.length);
}

export function sum(values: readonly Decimal[]): Decimal {
  return values.reduce((total, value) => total.plus(value), decimal('0'));
}

function deviationOf(values: readonly Decimal[], mean: Decimal): Decimal {
  const squares = values.map((value) => value.minus(mean)).map((gap) => gap.times(gap));
  return sum(squares).div(values.length - 1).sqrt();
}

function firstNotBelow(sorted: readonly Decimal[], value: Decimal): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]!.lt(value)) low = middle + 1;
    else high = middle;
  }
  return low;
}
