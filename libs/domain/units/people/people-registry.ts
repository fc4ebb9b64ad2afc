import type { Instant } from '#engine/kernel';

/** Personal data of one person. It is kept here and nowhere else: facts name the reference. */
export interface Person {
  readonly reference: string;
  readonly name: string;
  readonly phone?: string;
  /** Code of the unit the person belongs to. */
  readonly unit?: string;
  /** When the entry was last written. */
  readonly changedAt: Instant;
}

export interface PeoplePage {
  readonly people: readonly Person[];
  /** Reference to continue after; absent at the end. */
  readonly next?: string;
  readonly total: number;
}

/**
 * Port: personal data outside the log, so that it can be corrected and erased. Adapter: a SQLite file of its own.
 * Contract: `people-registry.contract.ts`.
 */
export interface PeopleRegistry {
  /** Write an entry, replacing what is there. False, and nothing written, when the reference was erased: a late retry brings nothing back. */
  put(person: Person): Promise<boolean>;
  get(reference: string): Promise<Person | undefined>;
  /** Several at once; unknown references are left out. */
  getMany(references: readonly string[]): Promise<readonly Person[]>;
  /** One page in order of reference. */
  list(page: { readonly limit: number; readonly after?: string; readonly unit?: string }): Promise<PeoplePage>;
  /** Remove an entry so that its content is in no file of the registry any more, and remember that the reference is spent. Whether there was one. */
  erase(reference: string): Promise<boolean>;
  close(): Promise<void>;
}
export const PeopleRegistry = Symbol('PeopleRegistry');

/** A name as lists show it: the first character of it, `王**`. */
export function maskedName(name: string): string {
  const [first = '', ...rest] = [...name];
  return first + '*'.repeat(Math.max(1, rest.length));
}

/** A phone number as lists show it: the last two digits, `*********78`. */
export const maskedPhone = (phone: string): string => '*'.repeat(Math.max(0, phone.length - 2)) + phone.slice(-2);
