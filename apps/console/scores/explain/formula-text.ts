import type { Language } from '../../language/texts.js';

function rangeText(from: string, to: string, language: Language): string {
  const zh = language === 'zh';
  if (from === '−∞') return to === '+∞' ? (zh ? '不限' : 'any') : zh ? `不足 ${to} 分` : `below ${to}`;
  if (to === '+∞') return zh ? `${from} 分及以上` : `${from} and above`;
  return zh ? `${from} 至不足 ${to} 分` : `${from} to below ${to}`;
}

/** A formula of a sheet as people write it: one sign of equality, true minuses, the punctuation of the language, and the range of a grade in words. */
export function formulaText(formula: string, language: Language): string {
  const punctuated = language === 'zh' ? formula.replace(/; ?/g, '；') : formula;
  return punctuated
    .replace(/= ≈/g, '≈ ')
    .replace(/\[(−∞|-?[\d.]+), (\+∞|-?[\d.]+)\)/g, (_, from: string, to: string) => rangeText(from, to, language))
    .replace(/(^|[\s(（=×÷+−：])-(?=\d)/g, '$1−');
}
