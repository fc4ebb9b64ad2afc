import type { Bilingual, Language } from '#engine/kernel';

/** What stands between a name and its value. */
export const colon: Bilingual = { zh: '：', en: ': ' };

/** A remark in brackets, set off as the language does. */
export const inBrackets = (text: string, language: Language): string => (language === 'zh' ? `（${text}）` : ` (${text})`);
