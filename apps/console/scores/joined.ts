import { useCallback } from 'react';
import { useLanguage } from '../language/texts.js';

/** Names in a row as the language sets them apart: 、 in Chinese, a comma in English. */
export function useJoined(): (names: readonly string[]) => string {
  const { language } = useLanguage();
  return useCallback((names) => names.join(language === 'zh' ? '、' : ', '), [language]);
}
