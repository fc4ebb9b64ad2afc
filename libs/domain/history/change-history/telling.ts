import type { Bilingual, EventCatalogue, Policy, RecordedEvent } from '#engine/kernel';
import type { MaybeShown, NamedThing } from './shown.js';

/** One field of a thing, as a fact states it. */
export interface ToldField<D> {
  readonly label: Bilingual;
  /** The value from this fact on; undefined where this fact does not state the field. */
  readonly after: (data: D) => MaybeShown;
  /**
   * The value before, where the fact itself has it. Left out, it is the value that the last earlier fact about
   * the same thing states.
   */
  readonly before?: (data: D) => MaybeShown;
}

/** A name that a fact gives to a thing. */
export interface GivenName {
  readonly of: NamedThing;
  readonly key: string;
  readonly name: Bilingual;
  /** First day of the name, where it is not called so at once. */
  readonly from?: string;
}

/** How one type of fact is told. */
export interface Telling<D = any, Kind extends string = string, Audience extends string = string> {
  /** The kind of thing it is about, and which one. */
  readonly kind: Kind;
  readonly key: (data: D) => string;
  /** Who may know of it. */
  readonly audience: Audience;
  /** The unit it concerns; `data.unit` when absent. */
  readonly unit?: (data: D) => string | undefined;
  /** What it is about in time: `data.period`, else `data.year`, when absent. */
  readonly period?: (data: D) => string | undefined;
  /** What was done, after the name of who did it. `{places}` are those of {@link says}; see `template.ts`. */
  readonly sentence: Bilingual;
  readonly says: (data: D) => Readonly<Record<string, MaybeShown>>;
  readonly fields?: Readonly<Record<string, ToldField<D>>>;
  /** Names it gives. */
  readonly names?: (data: D) => readonly GivenName[];
  /** Units that come to be concerned by the thing, and those that no longer are, for audiences of parties. */
  readonly parties?: (data: D) => { readonly join: readonly string[]; readonly leave: readonly string[] };
  /** The gate that it stands behind, and the gate that it opens, for audiences behind a gate. */
  readonly gate?: (data: D) => string;
  readonly opens?: (data: D) => string;
  /** Members of the data that speak of others: only those who see the whole city are shown them. */
  readonly withheld?: readonly string[];
}

/** Who may know of some facts. Lists and single facts are cut by the same rule. */
export interface Audience {
  /** The rule of the context that the facts belong to. Its scope `all` sees each; units see what concerns them, as {@link by} says. */
  readonly policy: Policy;
  /**
   * How a scope of units reaches a fact: `unit`, through the unit it concerns (when absent) · `parties`, through any unit that
   * is a party to the thing now · `gate`, through the unit it concerns, once the gate is open · `nobody`, not at all.
   */
  readonly by?: 'unit' | 'parties' | 'gate' | 'nobody';
  /** Persons of the unit that it concerns never see it. */
  readonly notOwn?: true;
}

/** A telling for every fact of a catalogue: one that is missing does not compile. */
export type TellingsOf<C extends EventCatalogue, Kind extends string, AudienceName extends string> = {
  readonly [T in keyof C & string]: Telling<ReturnType<C[T]['data']['parse']>, Kind, AudienceName>;
};

/** All that the change history has to be handed: how facts of every context are told, and to whom. */
export interface TellingBook {
  readonly tellings: Readonly<Record<string, Telling>>;
  readonly audiences: Readonly<Record<string, Audience>>;
  /** Kinds of things, with what they are called. */
  readonly kinds: Readonly<Record<string, Bilingual>>;
  /** Types of facts, with what they are called. */
  readonly titles: Readonly<Record<string, Bilingual>>;
  /** Roles, with what they are called. */
  readonly roles: Readonly<Record<string, Bilingual>>;
  /** Parts of the system that act by themselves, with what they do. */
  readonly systemParts: Readonly<Record<string, Bilingual>>;
}

/** Injection token of the book. */
export const TellingBook = Symbol('TellingBook');

/** Somebody nobody is: what has no telling, or an audience that is not there, is shown to no one. */
export const nobody = 'nobody';

const given = (value: unknown): string | undefined => (typeof value === 'string' ? value : typeof value === 'number' ? String(value) : undefined);
type Loose = Readonly<Record<string, unknown>>;

/** The thing that a fact is about, as lists name it. */
export const subjectName = (kind: string, key: string): string => `${kind}:${key}`;

export const unitConcerned = ({ unit }: Telling, data: Loose): string | undefined => (unit ? unit(data) : given(data['unit']));
export const periodConcerned = ({ period }: Telling, data: Loose): string | undefined => (period ? period(data) : (given(data['period']) ?? given(data['year'])));

/** Why it was done: as the person gave it with the act, else as the fact has it. */
export const reasonOf = ({ meta, data }: RecordedEvent<any>): string | undefined => meta.reason ?? given((data as Loose)['reason']);

/** The document that it rests on: as given with the act, else as the fact has it. */
export const authorityOf = ({ meta, data }: RecordedEvent<any>): string | undefined => meta.authority ?? given((data as Loose)['authority']) ?? given((data as Loose)['document']);

/** Fields that a fact states, by name. */
export const statedFields = ({ fields = {} }: Telling, data: Loose): readonly string[] => Object.keys(fields).filter((name) => fields[name]!.after(data) !== undefined);
