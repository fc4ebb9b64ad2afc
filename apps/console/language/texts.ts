import i18next, { type TOptions } from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import { useCallback } from 'react';

/** Languages of the console; Chinese is the default. */
export type Language = 'zh' | 'en';

/** A text in both languages, as the server sends them. */
export interface Bilingual {
  readonly zh: string;
  readonly en: string;
}

/** Texts of a part of the console: key → Chinese, English. Places are written `{name}`. */
export type TextTable = Readonly<Record<string, readonly [zh: string, en: string]>>;

/** A table that is known to i18next under its own namespace. */
export interface Texts<T extends TextTable> {
  readonly space: string;
  readonly table: T;
}

/** Says a text of a table, with its places filled. */
export type Say<T extends TextTable> = (key: keyof T & string, values?: Readonly<Record<string, string | number>>) => string;

const languageKey = 'zhiheng.language';

const remembered = (): Language => (globalThis.localStorage?.getItem(languageKey) === 'en' ? 'en' : 'zh');

void i18next.use(initReactI18next).init({
  lng: remembered(),
  fallbackLng: false,
  ns: [],
  resources: {},
  keySeparator: false,
  nsSeparator: false,
  returnNull: false,
  interpolation: { prefix: '{', suffix: '}', escapeValue: false },
  react: { useSuspense: false },
});

/** Make a table known. Call it once at a module's top level; `space` is unique. */
export function texts<const T extends TextTable>(space: string, table: T): Texts<T> {
  for (const [index, language] of (['zh', 'en'] as const).entries()) {
    i18next.addResourceBundle(language, space, Object.fromEntries(Object.entries(table).map(([key, both]) => [key, both[index]])), true, true);
  }
  return { space, table };
}

/** What is counted in English texts; a text is written for many of them. */
const counted = 'working days?|calendar days?|days?|periods?|months?|weeks?|hours?|minutes?|times?|rows?|units?|members?|persons?|files?|events?|findings?|items?|acts?|cells?|changes?|measures?|indicators?|reports?|values?|drafts?|points?|places?|versions?|notices?|accounts?|inspectors?';
const one = new RegExp(`(?<![\\d.,–#-])(1 (?:more )?)(${counted})(?![\\w])`, 'g');

/** English of one thing: “1 working day”, where the text says “1 working days”. */
export const ofOne = (english: string): string => english.replace(one, (_, number: string, noun: string) => number + noun.replace(/s$/, ''));

/** The texts of a table in the chosen language. */
export function useTexts<T extends TextTable>({ space }: Texts<T>): Say<T> {
  const { t, i18n } = useTranslation(space);
  return useCallback((key, values) => {
    const said = (t as (key: string, values: TOptions) => string)(key, values ?? {});
    // Only what was counted is put into the singular, never what somebody wrote.
    return i18n.language === 'en' && Object.values(values ?? {}).some((value) => value === 1) ? ofOne(said) : said;
  }, [t, i18n.language]);
}

/** The chosen language and how to change it. The choice stays in this browser. */
export function useLanguage(): { readonly language: Language; readonly choose: (language: Language) => void; readonly say: (both: Bilingual) => string } {
  const { i18n } = useTranslation();
  const language = (i18n.language === 'en' ? 'en' : 'zh') as Language;
  const choose = useCallback((next: Language) => {
    localStorage.setItem(languageKey, next);
    void i18next.changeLanguage(next);
  }, []);
  const say = useCallback((both: Bilingual) => both[language], [language]);
  return { language, choose, say };
}

/** The language now, outside of components. */
export const currentLanguage = (): Language => (i18next.language === 'en' ? 'en' : 'zh');
