import { fillRefusal, type Bilingual, type Refusal, type RefusalCatalogue } from '#engine/kernel';

/** Why not, in words, for answers that tell of several refusals; undefined for a code that is declared no more. */
export function inWords(catalogue: RefusalCatalogue, { refused, values }: Pick<Refusal, 'refused' | 'values'>): Bilingual | undefined {
  const title = catalogue[refused]?.title;
  return title && fillRefusal(title, values);
}
