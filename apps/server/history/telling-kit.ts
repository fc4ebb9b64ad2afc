import type { Bilingual, EventCatalogue } from '#engine/kernel';
import { instant, text, texts, word, type MaybeShown, type Shown } from '../../../libs/domain/history/change-history/shown.js';
import type { TellingsOf, ToldField } from '../../../libs/domain/history/change-history/telling.js';
import type { AudienceName } from './audiences.js';
import type { SubjectKind } from './subject-kinds.js';

export type Words = Readonly<Record<string, Bilingual>>;

/** How the facts of a catalogue are told; a fact without a telling does not compile. */
export const tellingsFor = <const C extends EventCatalogue>(_catalogue: C, tellings: TellingsOf<C, SubjectKind, AudienceName>): TellingsOf<C, SubjectKind, AudienceName> => tellings;

/** A field with its label. `before` where the fact itself has the earlier value. */
export const field = <D>(zh: string, en: string, after: (data: D) => MaybeShown, before?: (data: D) => MaybeShown): ToldField<D> => ({ label: { zh, en }, after, ...(before ? { before } : {}) });

/** The state a thing is in from a fact on. */
export const becomes = <D>(words: Words, state: string | ((data: D) => string)): ToldField<D> => field('状态', 'state', (data) => word(words, typeof state === 'string' ? state : state(data)));

/** Codes of a thing, as its key. */
export const keyOf = (...codes: readonly (string | number)[]): string => codes.join('.');

interface File {
  readonly name: string;
}
/** Files by their names. */
export const files = (evidence: readonly File[]): Shown => texts(evidence.map(({ name }) => name));
export const evidenceField = <D extends { readonly evidence: readonly File[] }>(): ToldField<D> => field('佐证材料', 'evidence', ({ evidence }) => files(evidence));

export const documentField = <D extends { readonly document?: string | undefined }>(): ToldField<D> => field('文号', 'document', ({ document }) => text(document));
export const dueAtField = <D>(dueAt: (data: D) => string, before?: (data: D) => MaybeShown): ToldField<D> => field('办理期限', 'due', (data) => instant(dueAt(data)), before);
