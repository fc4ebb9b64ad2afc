import { useCallback } from 'react';
import { profileWords } from '../../../words/plan-words.js';
import { texts, useTexts } from '../../language/texts.js';
import { useWord } from '../word.js';

const profileTexts = texts('plan-profile', {
  quarters: ['一季 {q1}、二季 {q2}、三季 {q3}、四季 {q4}', 'Q1 {q1}, Q2 {q2}, Q3 {q3}, Q4 {q4}'],
});

/** Says how a target is expected to be reached over the year. */
export function useProfileText(): (profile: string | readonly string[]) => string {
  const t = useTexts(profileTexts);
  const word = useWord();
  return useCallback((profile) => {
    if (typeof profile === 'string') return word(profileWords, profile);
    const [q1 = '', q2 = '', q3 = '', q4 = ''] = profile;
    return t('quarters', { q1, q2, q3, q4 });
  }, [t, word]);
}

/** How a target is expected to be reached over the year. */
export function ProfileText({ profile }: { readonly profile: string | readonly string[] }) {
  return <>{useProfileText()(profile)}</>;
}
