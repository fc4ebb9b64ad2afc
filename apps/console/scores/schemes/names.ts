import { useMemo } from 'react';
import { bonusDocumentWords } from '../../../words/assessment-words.js';
import { methodWords, supervisionKindWords } from '../../../words/scoring-words.js';
import { rewardLevelWords, severityWords } from '../../../words/supervision-words.js';
import { usePlanYear } from '../../frame/plan-year.js';
import { useLanguage } from '../../language/texts.js';
import { useUnitNames } from '../../show/unit-names.js';
import { useCards } from '../indicators.js';
import type { NameOf } from './field-text.js';

/** Says the codes that a scheme takes from elsewhere: indicators, units, kinds of facts, documents, levels. */
export function useNames(): NameOf {
  const { say } = useLanguage();
  const { plan } = usePlanYear();
  const cards = useCards(plan);
  const unit = useUnitNames();
  return useMemo(() => {
    const tables: Readonly<Record<string, Readonly<Record<string, { readonly zh: string; readonly en: string }>>>> = { type: methodWords, kind: supervisionKindWords, documentTypes: bonusDocumentWords, level: { ...severityWords, ...rewardLevelWords } };
    return (field, code) => {
      if (field === 'indicator') return cards.has(code) ? say(cards.get(code)!.name) : undefined;
      if (field === 'units' || field === 'unit') return code === '*' ? undefined : unit(code);
      const word = tables[field]?.[code];
      return word && say(word);
    };
  }, [cards, unit, say]);
}
