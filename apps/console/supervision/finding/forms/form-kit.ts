import type { ActForm } from '../../../acts/act-dialog.js';
import type { Field } from '../../../acts/fields.js';
import type { Bilingual } from '../../../language/texts.js';
import type { Act } from '../../../server/ask.js';
import type { Words } from '../../../../words/words.js';
import type { FindingPage, IssuedFinding } from '../finding-data.js';

/** What the forms of a finding are made of besides the finding itself. */
export interface FormContext {
  readonly page: FindingPage;
  readonly unitName: (code: string) => string;
  readonly word: (words: Words, code: string | null | undefined) => string;
  readonly say: (both: Bilingual) => string;
  /** A calendar date of an instant, in the chosen language. */
  readonly day: (instant: string) => string;
  /** Units for which the person answers. */
  readonly own: 'all' | readonly string[];
}

export type IssuedContext = FormContext & { readonly page: IssuedFinding };

/** A form whatever its route: buttons take it as it is. */
export type AnyForm = ActForm<Act>;

/** A form with its route checked, then as any other. */
export const actForm = <R extends Act>(form: ActForm<R>): AnyForm => form as unknown as AnyForm;

/** Two languages. */
export const both = (zh: string, en: string): Bilingual => ({ zh, en });

/** The choices of a code. */
export const optionsOf = (words: Words, codes = Object.keys(words)): { readonly value: string; readonly label: Bilingual }[] => codes.map((value) => ({ value, label: words[value] ?? { zh: value, en: value } }));

/** Fields that many forms have. */
export const evidenceField = (unit: string, required: boolean, help?: Bilingual): Field => ({ name: 'evidence', label: both('佐证材料', 'Evidence'), kind: 'evidence', evidenceUnit: unit, required, ...(help ? { help } : {}) });

export const reasonField = (label: Bilingual, help?: Bilingual): Field => ({ name: 'reason', label, kind: 'area', required: true, maxLength: 2000, ...(help ? { help } : {}) });
