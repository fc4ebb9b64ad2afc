import { told, type Fold, type Told } from '#engine/kernel';
import { leavesOf, parseScheme, schemeStream, type Group, type Leaf, type Scheme, type SchemeEvent } from '#domain/scoring';
import type { RoundScheme } from './round.events.js';
import { groupOfUnit, type OpenRound } from './round.state.js';

/** One published version of a scheme, read. */
export interface PublishedScheme {
  readonly plan: string;
  readonly year: number;
  readonly version: number;
  readonly hash: string;
  readonly document: string;
  readonly scheme: Scheme;
  readonly withdrawn: boolean;
}

/** What rounds need of a scheme's stream: every version that was published, in order. */
export interface AssessedScheme {
  readonly published: readonly PublishedScheme[];
}

/** Folds the facts of a scheme stream. A version that this program cannot read any more is left out. */
export const assessedScheme: Fold<AssessedScheme, SchemeEvent> = {
  name: 'assessment.assessed-scheme',
  initial: { published: [] },
  evolve: (state, event) => {
    if (event.type === 'scoring.SchemePublished') {
      const { plan, year, version, hash, document, content } = event.data;
      const parsed = parseScheme(content);
      return 'problems' in parsed ? state : { published: [...state.published, { plan, year, version, hash, document, scheme: parsed.scheme, withdrawn: false }] };
    }
    if (event.type !== 'scoring.SchemeWithdrawn') return state;
    return { published: state.published.map((one) => (one.version === event.data.version ? { ...one, withdrawn: true } : one)) };
  },
};

/** Ask to be told a scheme. Its id comes from the round, so that the edge adds it to a command. */
export const toldScheme = ({ scheme }: WithScheme): Told<AssessedScheme> => told(schemeStream(scheme), assessedScheme);

/** What the edge adds to a command that needs the scheme's tree: id of the round's scheme. */
export interface WithScheme {
  readonly scheme: string;
}

/** The version last published for a year: the one that a round of that year is scored under. */
export const publishedFor = ({ published }: AssessedScheme, year: number): PublishedScheme | undefined => published.findLast((one) => one.year === year);

/** How a round names a published scheme. */
export const namedScheme = (id: string, { version, hash, document }: PublishedScheme): RoundScheme => ({ id, version, hash, document });

/**
 * The group of the scheme that a unit of a round is scored in.
 * @throws Error when the scheme told is not the round's, which a round that was opened cannot come to
 */
export function groupFor(known: OpenRound, { published }: AssessedScheme, unit: string): Group {
  const named = groupOfUnit(known, unit)?.code;
  const scheme = published.find(({ hash, version }) => hash === known.scheme.hash && version === known.scheme.version)?.scheme;
  const group = scheme?.groups.find(({ code }) => code === named);
  if (!group) throw new Error(`version ${known.scheme.version} of scheme ${known.scheme.id} has no group for ${unit}`);
  return group;
}

/** A leaf of a group by its code. */
export const leafOf = (group: Group, node: string): Leaf | undefined => leavesOf(group.tree).find(({ code }) => code === node);
