import type { Bilingual } from '../language/texts.js';
import { compare, difference, isZero } from '../scores/decimals.js';
import { leavesOf, type ScoreSheet } from '../scores/sheet.js';

/** What a board tells of a unit, as far as moves go. */
export interface Standing {
  readonly unit: string;
  readonly published: string | null;
  readonly rank: number | null;
}

/** A unit that moved between two moments. */
export interface Mover {
  readonly unit: string;
  readonly before: Standing;
  readonly after: Standing;
  /** Points gained; lost when negative. */
  readonly gained: string;
}

const size = (text: string): string => text.replace('-', '');

/** Units whose published score moved, those that moved most first. */
export function moversOf(before: readonly Standing[], after: readonly Standing[]): readonly Mover[] {
  const then = new Map(before.map((line) => [line.unit, line]));
  return after
    .flatMap((line): Mover[] => {
      const old = then.get(line.unit);
      if (!old || old.published === null || line.published === null || isZero(difference(line.published, old.published))) return [];
      return [{ unit: line.unit, before: old, after: line, gained: difference(line.published, old.published) }];
    })
    .sort((a, b) => compare(size(b.gained), size(a.gained)));
}

/** An indicator that brought a unit's total up or down. */
export interface Move {
  readonly code: string;
  readonly title: Bilingual;
  /** Points that it takes from the total less than before; more when negative. */
  readonly gained: string;
  /** Its own rate changed, it was measured for the first time, or only the weights of others did. */
  readonly because: 'rate' | 'measured' | 'weights';
}

/**
 * What moved a total between two sheets of a unit: the indicators of which the points lost changed most, first. Points lost and not
 * points gained: while values come in, weights are shared out anew and every contribution moves; what is lost adds up to the change.
 */
export function movesOf(before: ScoreSheet, after: ScoreSheet): readonly Move[] {
  const then = new Map(leavesOf(before.tree).map((leaf) => [leaf.code, leaf]));
  return leavesOf(after.tree)
    .flatMap((leaf): Move[] => {
      const old = then.get(leaf.code);
      const gained = difference(old?.lost ?? '0', leaf.lost ?? '0');
      if (isZero(gained)) return [];
      const measured = (old?.rate ?? null) === null || leaf.rate === null;
      return [{ code: leaf.code, title: leaf.title, gained, because: measured ? 'measured' : leaf.rate === old!.rate ? 'weights' : 'rate' }];
    })
    .sort((a, b) => Number(a.because === 'weights') - Number(b.because === 'weights') || compare(size(b.gained), size(a.gained)));
}
