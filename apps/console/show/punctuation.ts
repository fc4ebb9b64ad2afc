import { useLanguage, type Language } from '../language/texts.js';

/** Marks between things that are put together on a line. */
export interface Punctuation {
  readonly colon: string;
  readonly comma: string;
  readonly semicolon: string;
  /** Between the members of a list. */
  readonly and: string;
  readonly open: string;
  readonly close: string;
}

const marks: Readonly<Record<Language, Punctuation>> = {
  zh: { colon: '：', comma: '，', semicolon: '；', and: '、', open: '（', close: '）' },
  en: { colon: ': ', comma: ', ', semicolon: '; ', and: ', ', open: ' (', close: ')' },
};

/** Punctuation of the chosen language: full-width in Chinese, plain in English. */
export const usePunctuation = (): Punctuation => marks[useLanguage().language];
