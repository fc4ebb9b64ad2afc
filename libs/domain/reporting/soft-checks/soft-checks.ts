import { decimal, type Bilingual, type Decimal } from '#engine/kernel';
import type { DefinitionCard } from '#domain/plan';
import type { ReportState } from '../report.state.js';

/**
 * A value that is possible but odd. It may stand, with a note:
 * `unit-mix-up` 0.96 where 96 % is meant, or ten thousand times the history ·
 * `far-from-history` outside three times the usual change of the unit's own values ·
 * `far-from-peers` modified z-score above 3.5 among the other units ·
 * `far-from-target` less than a tenth or more than ten times the target · `more-decimals` than the card has.
 */
export type SoftCheck = 'unit-mix-up' | 'far-from-history' | 'far-from-peers' | 'far-from-target' | 'more-decimals';

/** What a check tells the one who entered the value. */
export const softCheckTexts: Readonly<Record<SoftCheck, Bilingual>> = {
  'unit-mix-up': { zh: '计量单位可能有误（例如把 96% 填成了 0.96，或把“万”填成了“个”）', en: 'the unit of measurement may be wrong (0.96 written for 96 %, or single units for ten thousands)' },
  'far-from-history': { zh: '与本单位历史数据相比变动异常', en: "the change against the unit's own earlier values is unusual" },
  'far-from-peers': { zh: '与其他单位同期数据差异过大', en: 'the value is far from those of the other units' },
  'far-from-target': { zh: '不足目标的十分之一或超过目标的十倍', en: 'the value is less than a tenth or more than ten times the target' },
  'more-decimals': { zh: '小数位数多于口径卡规定', en: 'the value has more decimals than the definition card' },
};

export interface SoftCheckInput {
  readonly card: DefinitionCard;
  readonly value: string;
  readonly period: string;
  readonly state: ReportState;
  readonly lastYear: ReportState;
  /** Verified values of other units for the same period. Hand in the same array for the same peers: what is derived from it is kept with it. */
  readonly peers: readonly string[];
  readonly target?: string;
}

/** The odd things about a value, in a fixed order. */
export function softChecks(input: SoftCheckInput): readonly SoftCheck[] {
  const value = decimal(input.value);
  const history = historyOf(input);
  const found: SoftCheck[] = [];
  if (mixedUp(value, history, input)) found.push('unit-mix-up');
  if (farFromHistory(value, history)) found.push('far-from-history');
  if (farFromPeers(value, input.peers)) found.push('far-from-peers');
  if (input.target !== undefined && farFromTarget(value, decimal(input.target))) found.push('far-from-target');
  if ((input.value.split('.')[1] ?? '').length > input.card.decimals) found.push('more-decimals');
  return found;
}

/** Values of earlier periods, oldest first; what was returned is no history. */
function historyOf({ state, lastYear, period }: SoftCheckInput): Decimal[] {
  const entries = [...Object.entries(lastYear.periods), ...Object.entries(state.periods)]
    .filter(([key]) => key < period)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return entries.flatMap(([, report]) => (report.status === 'reported' || report.status === 'verified' ? [decimal(report.value)] : []));
}

function mixedUp(value: Decimal, history: readonly Decimal[], { card, target }: SoftCheckInput): boolean {
  const reference = history.at(-1) ?? (target === undefined ? undefined : decimal(target));
  if (card.measurementUnit === '%' && value.gt(0) && value.lte(1) && (reference === undefined || reference.gt(10))) return true;
  if (reference === undefined || reference.isZero() || value.isZero()) return false;
  const ratio = value.div(reference).abs();
  return ratio.gte('9000') || ratio.lte('0.00012');
}

/** Change against the last value larger than three times the largest change seen before; needs three values. */
function farFromHistory(value: Decimal, history: readonly Decimal[]): boolean {
  if (history.length < 3) return false;
  const changes = history.slice(1).map((v, index) => v.minus(history[index]!).abs());
  const usual = changes.reduce((a, b) => (a.gt(b) ? a : b));
  const change = value.minus(history.at(-1)!).abs();
  return change.gt(usual.times(3)) && change.gt(history.at(-1)!.abs().times('0.02'));
}

/** Modified z-score 0.6745 (x − median) / MAD above 3.5 (Iglewicz and Hoaglin 1993); needs five peers. */
function farFromPeers(value: Decimal, peers: readonly string[]): boolean {
  if (peers.length < 5) return false;
  const { middle, spread } = centreOf(peers);
  if (spread.isZero()) return false;
  return value.minus(middle).abs().times('0.6745').div(spread).gt('3.5');
}

const centres = new WeakMap<readonly string[], { readonly middle: Decimal; readonly spread: Decimal }>();

/** Median and median absolute deviation. An import checks thousands of values against the same peers. */
function centreOf(peers: readonly string[]): { readonly middle: Decimal; readonly spread: Decimal } {
  const known = centres.get(peers);
  if (known) return known;
  const values = peers.map(decimal);
  const middle = median(values);
  const centre = { middle, spread: median(values.map((peer) => peer.minus(middle).abs())) };
  centres.set(peers, centre);
  return centre;
}

function median(values: readonly Decimal[]): Decimal {
  const sorted = [...values].sort((a, b) => a.comparedTo(b));
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half]! : sorted[half - 1]!.plus(sorted[half]!).div(2);
}

function farFromTarget(value: Decimal, target: Decimal): boolean {
  if (target.isZero() || value.isZero()) return false;
  const ratio = value.div(target);
  return ratio.gt(10) || ratio.lt('0.1');
}
