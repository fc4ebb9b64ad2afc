import type { Language } from '../language/texts.js';

/** Names one after the other, as the language sets them apart. */
export const enumerated = (names: readonly string[], language: Language): string => names.join(language === 'zh' ? '、' : ', ');

/** Sentences one after the other. */
export const listed = (sentences: readonly string[], language: Language): string => sentences.join(language === 'zh' ? '；' : '; ');
