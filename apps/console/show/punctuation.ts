import { currentLanguage, type Language } from '../language/texts.js';

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

const now = (): Punctuation => marks[currentLanguage()];

/** Punctuation of the chosen language, whenever it is asked: full-width in Chinese, plain in English. */
export const mark: Punctuation = {
  get colon() { return now().colon; },
  get comma() { return now().comma; },
  get semicolon() { return now().semicolon; },
  get and() { return now().and; },
  get open() { return now().open; },
  get close() { return now().close; },
};
