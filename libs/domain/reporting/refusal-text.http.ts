import { fillRefusal, type Bilingual, type Refusal, type RefusalCatalogue } from '#engine/kernel';

/** A refusal in words, for answers that carry several. */
export interface SaidRefusal {
  readonly code: string;
  readonly because: Bilingual;
  readonly remedy: Bilingual;
}

/** Put a refusal into words. A code that no catalogue declares is a fault of ours. */
export function said(refusal: Refusal, catalogue: RefusalCatalogue): SaidRefusal {
  const text = catalogue[refusal.refused];
  if (!text) throw new Error(`refusal ${refusal.refused} is in no catalogue`);
  return { code: refusal.refused, because: fillRefusal(text.title, refusal.values), remedy: fillRefusal(text.remedy, refusal.values) };
}
