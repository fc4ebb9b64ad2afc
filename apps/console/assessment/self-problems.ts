import type { Bilingual } from '../language/texts.js';
import type { Problem } from '../server/problems.js';

/** The server's complaints at the places they are about. */
export interface PlacedProblems {
  readonly items: ReadonlyMap<string, string>;
  readonly bonuses: ReadonlyMap<number, string>;
  readonly selfScore: string | undefined;
  /** What is about no place of the form. */
  readonly rest: Problem | undefined;
}

/** A place of the form that a complaint may be about. */
export type Place = `item ${string}` | `bonus ${number}` | 'selfScore';

/** The complaints that still stand: about a place that was changed since, the server has said nothing yet. */
export function standing({ items, bonuses, selfScore, rest }: PlacedProblems, changed: ReadonlySet<Place>): PlacedProblems {
  return {
    items: new Map([...items].filter(([node]) => !changed.has(`item ${node}`))),
    bonuses: new Map([...bonuses].filter(([place]) => !changed.has(`bonus ${place}`))),
    selfScore: changed.has('selfScore') ? undefined : selfScore,
    rest,
  };
}

/** Puts each complaint where it belongs. @param sent codes of the items in the order in which they were sent */
export function placedProblems(problem: Problem | undefined, sent: readonly string[], say: (both: Bilingual) => string): PlacedProblems {
  const items = new Map<string, string>();
  const bonuses = new Map<number, string>();
  let selfScore: string | undefined;
  if (!problem) return { items, bonuses, selfScore, rest: undefined };
  const told = [...(problem.errors ?? []).map(({ field, message }) => ({ field, text: say(message) })), ...(problem.field ? [{ field: problem.field, text: `${say(problem.text.title)} ${say(problem.text.remedy)}` }] : [])];
  let placed = 0;
  for (const { field, text } of told) {
    const [, list, place] = /^body\.(items|bonuses|selfScore)(?:\.(\d+))?/.exec(field) ?? [];
    const node = list === 'items' && place !== undefined ? sent[Number(place)] : undefined;
    if (node !== undefined) items.set(node, text);
    else if (list === 'bonuses' && place !== undefined) bonuses.set(Number(place), text);
    else if (list === 'selfScore') selfScore = text;
    else continue;
    placed += 1;
  }
  return { items, bonuses, selfScore, rest: placed > 0 && placed === told.length ? undefined : problem };
}
