import { schemeValueWords } from '../../../words/scoring-words.js';
import { useLanguage, type Bilingual } from '../../language/texts.js';
import { formulaText } from './formula-text.js';

const code = /(限幅：|clamped: )([a-z-]+)/g;

/** A formula as the sheet has it, with the code of its clamp in words and the punctuation of the language. */
export function useFormula(): (formula: Bilingual) => string {
  const { say, language } = useLanguage();
  return (formula) => formulaText(say(formula), language).replace(code, (_, before: string, clamp: string) => `${before}${schemeValueWords[clamp] ? say(schemeValueWords[clamp]) : clamp}`);
}
