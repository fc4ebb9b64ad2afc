import { chineseDate, cityDate, cityTimeZone, isDate, isInstant, periodName, type Bilingual, type Instant } from '#engine/kernel';

/** Things that facts give names to; everything else is called by its code. */
export type NamedThing = 'unit' | 'user' | 'indicator' | 'measure' | 'round' | 'scheme' | 'finding' | 'campaign' | 'matter';

/** A value of a fact, with how people are shown it. */
export type Shown =
  /** As it stands, in both languages: codes, decimals, what people wrote. */
  | { readonly as: 'text'; readonly text: string }
  | { readonly as: 'words'; readonly words: Bilingual }
  /** By the name it had when the fact was recorded; by its code where it had none. */
  | { readonly as: 'name'; readonly of: NamedThing; readonly key: string; readonly code: string }
  | { readonly as: 'date'; readonly date: string }
  | { readonly as: 'instant'; readonly at: string }
  | { readonly as: 'list'; readonly items: readonly Shown[] };

/** A value that a fact may not have. */
export type MaybeShown = Shown | undefined;

type Given<T> = T | null | undefined;
const unless = <T>(value: Given<T>, show: (value: T) => Shown): MaybeShown => (value === null || value === undefined ? undefined : show(value));

export function text(value: string | number): Shown;
export function text(value: Given<string | number>): MaybeShown;
export function text(value: Given<string | number>): MaybeShown {
  return unless(value, (one) => ({ as: 'text', text: String(one) }));
}

export const both = (words: Bilingual): Shown => ({ as: 'words', words });
export const yesOrNo = (value: Given<boolean>): MaybeShown => unless(value, (one) => both(one ? { zh: '是', en: 'yes' } : { zh: '否', en: 'no' }));

/** A code by its word; the code itself where it has none. */
export function word(words: Readonly<Record<string, Bilingual>>, code: string): Shown;
export function word(words: Readonly<Record<string, Bilingual>>, code: Given<string>): MaybeShown;
export function word(words: Readonly<Record<string, Bilingual>>, code: Given<string>): MaybeShown {
  return unless(code, (one) => (Object.hasOwn(words, one) ? both(words[one]!) : text(one)));
}

export function named(of: NamedThing, key: string, code?: string): Shown;
export function named(of: NamedThing, key: Given<string>, code?: string): MaybeShown;
export function named(of: NamedThing, key: Given<string>, code?: string): MaybeShown {
  return unless(key, (one) => ({ as: 'name', of, key: one, code: code ?? one }));
}

export const unit = (code: string): Shown => named('unit', code);
export const user = (id: string): Shown => named('user', id);
export const indicator = (plan: string, code: string): Shown => named('indicator', `${plan}.${code}`, code);

/** A reporting period as people say it. */
export function period(value: string): Shown;
export function period(value: Given<string>): MaybeShown;
export function period(value: Given<string>): MaybeShown {
  return unless(value, (one) => both(periodName(one)));
}

export function date(value: string): Shown;
export function date(value: Given<string>): MaybeShown;
export function date(value: Given<string>): MaybeShown {
  return unless(value, (one) => ({ as: 'date', date: one }));
}

export function instant(value: string): Shown;
export function instant(value: Given<string>): MaybeShown;
export function instant(value: Given<string>): MaybeShown {
  return unless(value, (one) => ({ as: 'instant', at: one }));
}

/** Several values; none of them is a value too: "none". */
export const list = <T>(values: readonly T[], show: (value: T) => Shown): Shown => ({ as: 'list', items: values.map(show) });
export const units = (codes: readonly string[]): Shown => list(codes, unit);
export const texts = (values: readonly (string | number)[]): Shown => list(values, (value) => text(value));

/** Where names come from: what a thing was called when the fact was recorded. */
export type NameOf = (of: NamedThing, key: string) => Bilingual | undefined;

const clockOf = new Intl.DateTimeFormat('en-GB', { timeZone: cityTimeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const minuteOf = (at: Instant): string => clockOf.format(Date.parse(at));

/** A value in both languages. Times are the city's. */
export function shownAs(shown: Shown, nameOf: NameOf): Bilingual {
  switch (shown.as) {
    case 'text':
      return { zh: shown.text, en: shown.text };
    case 'words':
      return shown.words;
    case 'name':
      return nameOf(shown.of, shown.key) ?? { zh: shown.code, en: shown.code };
    case 'date':
      return { zh: isDate(shown.date) ? chineseDate(shown.date) : shown.date, en: shown.date };
    case 'instant': {
      if (!isInstant(shown.at)) return { zh: shown.at, en: shown.at };
      const [day, minute] = [cityDate(shown.at), minuteOf(shown.at)];
      return { zh: `${chineseDate(day)} ${minute}`, en: `${day} ${minute}` };
    }
    case 'list': {
      if (shown.items.length === 0) return { zh: '无', en: 'none' };
      const items = shown.items.map((item) => shownAs(item, nameOf));
      return { zh: items.map(({ zh }) => zh).join('、'), en: items.map(({ en }) => en).join(', ') };
    }
  }
}

/** The names a value needs. */
export function namesIn(shown: Shown): readonly { readonly of: NamedThing; readonly key: string }[] {
  if (shown.as === 'name') return [shown];
  return shown.as === 'list' ? shown.items.flatMap(namesIn) : [];
}
