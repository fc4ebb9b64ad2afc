import type { BodyOf } from '../server/ask.js';
import { nextCode } from './codes.js';
import { cleanClaim, isEmptyClaim, type Claim, type Form, type Report } from './claims.js';

/** What is typed for an item. */
export interface ItemDraft {
  readonly claim: Claim;
  readonly note?: string;
  readonly evidence: readonly string[];
}

/** What is typed for a bonus. */
export interface BonusDraft {
  readonly claim: string;
  readonly rule?: string;
  readonly level?: string;
  readonly documentType?: string;
  readonly matter?: string;
  readonly document?: string;
  readonly evidence: readonly string[];
}

/** A self-assessment as it is being typed. */
export interface SelfDraft {
  readonly items: Readonly<Record<string, ItemDraft>>;
  readonly bonuses: readonly BonusDraft[];
  readonly situation: string;
  readonly problems: string;
  readonly nextSteps: string;
  readonly selfScore: string;
}

export const emptyItem: ItemDraft = { claim: {}, evidence: [] };
export const emptyDraft: SelfDraft = { items: {}, bonuses: [], situation: '', problems: '', nextSteps: '', selfScore: '' };

/** What was submitted before, to go on from. */
export function draftOf({ items, bonuses, situation, problems, nextSteps, selfScore }: Pick<Report, 'items' | 'bonuses' | 'situation' | 'problems' | 'nextSteps' | 'selfScore'>): SelfDraft {
  const addresses = (evidence: readonly { readonly sha256: string }[]) => evidence.map(({ sha256 }) => sha256);
  return {
    items: Object.fromEntries(items.map(({ node, claim, note, evidence }) => [node, { claim, ...(note === undefined ? {} : { note }), evidence: addresses(evidence) }])),
    bonuses: bonuses.map(({ claim, rule, level, documentType, matter, document, evidence }) => ({ claim, rule, level, documentType, matter, ...(document === undefined ? {} : { document }), evidence: addresses(evidence) })),
    situation, problems, nextSteps, selfScore,
  };
}

const says = ({ claim, note, evidence }: ItemDraft): boolean => !isEmptyClaim(claim) || (note ?? '').trim() !== '' || evidence.length > 0;

/** Items that are sent, in the order of the form; the server's complaints name them by their place in it. */
export const sentNodes = (draft: SelfDraft, form: Pick<Form, 'leaves'>): readonly string[] => form.leaves.map(({ node }) => node).filter((node) => draft.items[node] !== undefined && says(draft.items[node]));

/** The draft as it is sent. */
export function bodyOfDraft(draft: SelfDraft, form: Pick<Form, 'leaves'>): BodyOf<'POST /rounds/:round/units/:unit/self-assessment'> {
  const text = (value: string | undefined) => (value ?? '').trim();
  return {
    items: sentNodes(draft, form).map((node) => {
      const { claim, note, evidence } = draft.items[node]!;
      return { node, claim: cleanClaim(claim), ...(text(note) ? { note: text(note) } : {}), evidence: [...evidence] };
    }) as BodyOf<'POST /rounds/:round/units/:unit/self-assessment'>['items'],
    bonuses: draft.bonuses.map(({ claim, rule, level, documentType, matter, document, evidence }) => ({
      claim, rule: rule ?? '', level: level ?? '', documentType: documentType ?? '', matter: text(matter), ...(text(document) ? { document: text(document) } : {}), evidence: [...evidence],
    })),
    situation: text(draft.situation), problems: text(draft.problems), nextSteps: text(draft.nextSteps), selfScore: text(draft.selfScore),
  };
}

/** How far a draft has come: items that say something, those of them without evidence, and what keeps it from being sent. */
export function progressOf(draft: SelfDraft, form: Pick<Form, 'leaves'>) {
  const filled = sentNodes(draft, form);
  return {
    filled: filled.length,
    of: form.leaves.length,
    unproven: filled.filter((node) => draft.items[node]!.evidence.length === 0).length + draft.bonuses.filter(({ evidence }) => evidence.length === 0).length,
    lacks: [
      ...(['situation', 'problems', 'nextSteps', 'selfScore'] as const).filter((name) => draft[name].trim() === ''),
      ...(draft.bonuses.some(({ rule, level, documentType, matter }) => !rule || !level || !documentType || !matter?.trim()) ? ['bonuses' as const] : []),
    ],
  };
}

/** Another bonus claim, with the next free number. */
export const withBonus = (draft: SelfDraft): SelfDraft => ({ ...draft, bonuses: [...draft.bonuses, { claim: nextCode('b', draft.bonuses.map(({ claim }) => claim)), evidence: [] }] });
