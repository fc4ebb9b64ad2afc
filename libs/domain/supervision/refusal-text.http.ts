import { fillRefusal, type Bilingual, type Refusal, type RefusalCatalogue } from '#engine/kernel';

/** A refusal in words, for answers that carry several. */
export interface SaidRefusal {
  readonly code: string;
  readonly because: Bilingual;
  readonly remedy: Bilingual;
}

/** Put a refusal into words. A code that no catalogue declares is a fault of ours. */
export function said({ refused, values }: Refusal, catalogue: RefusalCatalogue): SaidRefusal {
  const text = catalogue[refused];
  if (!text) throw new Error(`refusal ${refused} is in no catalogue`);
  return { code: refused, because: fillRefusal(text.title, values), remedy: fillRefusal(text.remedy, values) };
}
