import { fill, type Bilingual } from '#engine/kernel';

export type FindingLevel = 'ok' | 'warn' | 'fail';

/** One line of an examination: what was looked at, how it is, and what to do where it is not well. */
export interface Finding {
  readonly check: string;
  readonly level: FindingLevel;
  readonly text: Bilingual;
  readonly remedy?: Bilingual;
}

type Values = Readonly<Record<string, unknown>>;

const filled = (text: Bilingual, values: Values): Bilingual => ({ zh: fill(text.zh, values), en: fill(text.en, values) });

/** All is well. */
export const ok = (check: string, text: Bilingual, values: Values = {}): Finding => ({ check, level: 'ok', text: filled(text, values) });

/** Somebody should look, or has to act. */
export const amiss = (check: string, level: 'warn' | 'fail', { text, remedy }: { readonly text: Bilingual; readonly remedy: Bilingual }, values: Values = {}): Finding => ({
  check, level, text: filled(text, values), remedy: filled(remedy, values),
});
