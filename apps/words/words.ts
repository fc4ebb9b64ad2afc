import type { Bilingual } from '../../libs/engine/kernel/bilingual.js';

/** Codes of the API with what they are called, for every face of the product. Specs hold them against the contexts' own lists. */
export type Words = Readonly<Record<string, Bilingual>>;
