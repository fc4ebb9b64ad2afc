import { decimal, type Decimal } from '#engine/kernel';
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

export interface SoftCheckInput {
  readonly card: DefinitionCard;
  readonly value: string;
  readonly period: string;
  readonly state: ReportState;
  readonly lastYear: ReportState;
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
  if (farFromPeers(value, input.peers.map(decimal))) found.push('far-from-peers');
  if (input.target !== undefined && farFromTarget(value, decimal(input.target))) found.push('far-from-target');
  if ((input.value.split('.')[1] ?? '').length > input.card.decimals) found.push('more-decimals');
  return found;
}

/** Values of earlier periods, oldest first; of this year's later ones none. */
function historyOf({ state, lastYear, period }: SoftCheckInput): Decimal[] {
  const entries = [...Object.entries(lastYear.periods), ...Object.entries(state.periods)]
    .filter(([key, report]) => key < period && 'value' in report && report.value !== '')
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return entries.map(([, report]) => decimal((report as { value: string }).value));
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
function farFromPeers(value: Decimal, peers: readonly Decimal[]): boolean {
  if (peers.length < 5) return false;
  const middle = median(peers);
  const spread = median(peers.map((peer) => peer.minus(middle).abs()));
  if (spread.isZero()) return false;
  return value.minus(middle).abs().times('0.6745').div(spread).gt('3.5');
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
