import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type z } from 'zod';
import { catalogueSchema, type Catalogue } from './catalogue.js';

/** Catalogues that come with the product, by the id of the plan. */
export const shippedPlans = ['nanjing-2023'] as const;
export type ShippedPlan = (typeof shippedPlans)[number];

/** A catalogue and the SHA-256 (hex) of the bytes it was read from. */
export interface ReadCatalogue {
  readonly catalogue: Catalogue;
  readonly sha256: string;
}

/** A file that is no plan catalogue. `problems` has one line per fault, with its place. */
export class CatalogueUnreadable extends Error {
  override readonly name = 'CatalogueUnreadable';
  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'));
  }
}

/**
 * Read a catalogue file: UTF-8 JSON in the format of `catalogue.ts`.
 * @throws CatalogueUnreadable
 */
export function readCatalogue(bytes: Uint8Array): ReadCatalogue {
  const result = catalogueSchema.safeParse(parsed(bytes));
  if (!result.success) throw new CatalogueUnreadable(problemsOf(result.error));
  return { catalogue: result.data, sha256: createHash('sha256').update(bytes).digest('hex') };
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new CatalogueUnreadable(['not JSON in UTF-8']);
  }
}

const problemsOf = (error: z.ZodError): string[] => error.issues.slice(0, 50).map(({ path, message }) => `${path.join('.')}: ${message}`);

/** A catalogue that comes with the product. */
export function shippedCatalogue(plan: ShippedPlan): ReadCatalogue {
  return readCatalogue(readFileSync(new URL(`./${plan}.catalogue.json`, import.meta.url)));
}
