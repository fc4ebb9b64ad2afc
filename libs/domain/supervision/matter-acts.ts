import { refuse, type Actor, type Bilingual, type Decision, type Refusal } from '#engine/kernel';
import type { MatterEvent } from './matter.events.js';
import { matterStatusNames, type KnownMatter, type MatterState, type MatterStatus } from './matter.state.js';
import { sameFact } from './same-fact.js';

/** Which matter a command is about. */
export interface MatterKey {
  readonly matter: string;
}

/** An act on a matter: from which statuses it is possible, what it is called in a refusal, and the fact it makes. */
export interface MatterAct {
  readonly from: readonly MatterStatus[];
  readonly called: Bilingual;
  readonly fact: (known: KnownMatter) => MatterEvent;
  /** Whether the fact is there already. */
  readonly repeats?: (known: KnownMatter, fact: MatterEvent) => boolean;
  /** Why it is not possible although the status would allow it. */
  readonly problem?: (known: KnownMatter) => Refusal | undefined;
}

/** Take a step of a matter: its fact, nothing when it is there already, or why it cannot be. */
export function step(state: MatterState, { matter }: MatterKey, { from, called, fact, problem, repeats = isLast }: MatterAct): Decision<MatterEvent> {
  if (state.status === 'none') return refuse('supervision.unknown-matter', { matter }, 'params.matter');
  const event = fact(state);
  if (repeats(state, event)) return [];
  if (!from.includes(state.status)) {
    const name = matterStatusNames[state.status];
    return refuse('supervision.matter-wrong-status', { matter, status: name.zh, statusEn: name.en, act: called.zh, actEn: called.en });
  }
  return problem?.(state) ?? [event];
}

const isLast = ({ last }: KnownMatter, { type, data }: MatterEvent): boolean => sameFact(last, { type, data });

/** Unit that an act on a matter concerns: the one that reported it. */
export const reportingUnit = (_: MatterKey, state: MatterState): string | undefined => (state.status === 'none' ? undefined : state.matter.unit);

/** Nobody returns, instructs on or settles a matter of the own unit. */
export const ownMatterProblem = ({ matter: { unit } }: KnownMatter, actor: Actor): Refusal | undefined =>
  actor.unit === unit ? refuse('supervision.own-matter', { unit }) : undefined;

/** How every fact about a known matter begins. */
export const aboutMatter = ({ matter }: MatterKey, known: KnownMatter): { readonly matter: string; readonly unit: string } => ({ matter, unit: known.matter.unit });
