import { isRefusal, refuse, type DecisionContext, type Refusal } from '#engine/kernel';
import type { Group } from '#domain/scoring';
import { groupFor, toldScheme, type AssessedScheme, type WithScheme } from '../assessed-scheme.state.js';
import type { ResultState } from '../result.state.js';
import { documentOf, ownUnitProblem, roundFor, toldRound, unitProblem, type RoundAct, type UnitKey } from '../round-acts.js';
import type { OpenRound, RoundState } from '../round.state.js';

/** An entry against a unit: by code, under the scheme's rules. */
export interface EntryKey extends UnitKey {
  readonly entry: string;
}

/** Streams that a decision on an entry is told. */
export const toldForEntry = (c: UnitKey & WithScheme) => ({ round: toldRound(c), scheme: toldScheme(c) });

type Context = Pick<DecisionContext<{ readonly round: RoundState }>, 'actor' | 'authority' | 'told'>;

/** Entries are made and revoked until results are notified; and again after publication, when a correction under a document follows. */
export const entering: RoundAct = {
  at: ['self-assessment', 'site-checks', 'frozen', 'calculated', 'published', 'closed'], called: { zh: '登记扣分、违规情形或否决', en: 'enter deductions, conduct or vetoes' },
};

/** The round, when an entry about the unit can be made or revoked now by this person. */
export function entryRound(c: UnitKey, { actor, told }: Context, called: RoundAct['called']): OpenRound | Refusal {
  const known = roundFor(told.round, c, { at: entering.at, called });
  if (isRefusal(known)) return known;
  return unitProblem(known, c.unit) ?? ownUnitProblem(actor, c.unit) ?? known;
}

/** What a new entry rests on: the rules of the unit's group, and the document; or why it cannot be made. */
export function entryBasis(
  state: ResultState, c: EntryKey & { readonly document?: string }, context: Context & { readonly told: { readonly scheme: AssessedScheme } }, called: RoundAct['called'],
): { readonly group: Group; readonly document: string } | Refusal {
  const known = entryRound(c, context, called);
  if (isRefusal(known)) return known;
  const taken = state.revokedEntries.includes(c.entry) || state.entries.some(({ entry }) => entry === c.entry);
  if (taken) return refuse('assessment.entry-exists', { entry: c.entry }, 'params.entry');
  const document = documentOf(c, context);
  return isRefusal(document) ? document : { group: groupFor(known, context.told.scheme, c.unit), document };
}
