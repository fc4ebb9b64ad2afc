import { z } from 'zod';
import { textField } from '#engine/http';

/** A code that can be part of a stream's name: no dots. */
export const plainCode = z.string().refine((text) => /^[a-z0-9](?:[a-z0-9-]{0,78}[a-z0-9])?$/.test(text), { params: { code: 'not-a-code' } }).meta({ pattern: '^[a-z0-9]([a-z0-9-]{0,78}[a-z0-9])?$' });

/** Path places of one dossier. */
export const dossierParams = z.strictObject({ round: plainCode, unit: plainCode });

/** Number of a document as it is printed. */
export const documentField = textField(200);

export const reasonField = textField(2_000).optional();

type Present<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & { [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined> };

/** Without the fields that were not given: an absent field and one that is `undefined` are the same on the wire, not in a fact. */
export function present<T extends object>(given: T): Present<T> {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Present<T>;
}
