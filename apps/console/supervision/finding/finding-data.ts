import type { ReplyOf } from '../../server/ask.js';

/** Everything about one finding, as the server answers it. */
export type FindingPage = ReplyOf<'GET /findings/:finding'>;
/** A finding that was issued. */
export type IssuedFinding = FindingPage & { readonly line: NonNullable<FindingPage['line']> };
/** One act on it. */
export type Entry = FindingPage['record']['plans'][number];

interface EvidenceReference {
  readonly sha256: string;
  readonly name: string;
}

/** A text among an act's details; undefined where there is none. */
export const textOf = ({ details }: Pick<Entry, 'details'>, name: string): string | undefined => (typeof details[name] === 'string' && details[name] !== '' ? (details[name] as string) : undefined);

/** The files that go with an act. */
export const filesOf = ({ details }: Pick<Entry, 'details'>): readonly EvidenceReference[] => (Array.isArray(details['evidence']) ? (details['evidence'] as EvidenceReference[]) : []);

/** The instant at which the due time stands that an act gave. */
export const dueOf = ({ details, due }: Pick<Entry, 'details' | 'due'>): string | undefined => due?.after ?? (details['deadline'] as { readonly dueAt: string } | undefined)?.dueAt;

/** The last of a list, as an act's form begins with what was said before. */
export const latest = <T>(list: readonly T[]): T | undefined => list[list.length - 1];

/** Acts in the order of the log. */
export const inOrder = (...lists: readonly (readonly Entry[])[]): readonly Entry[] => lists.flat().sort((a, b) => a.position - b.position);
