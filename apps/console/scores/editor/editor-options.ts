import { useCallback } from 'react';
import { bonusDocumentWords } from '../../../words/assessment-words.js';
import { supervisionKindWords } from '../../../words/scoring-words.js';
import { rewardLevelWords, severityWords } from '../../../words/supervision-words.js';
import type { Words } from '../../../words/words.js';
import { useLanguage } from '../../language/texts.js';
import { useUnitOptions } from '../../show/unit-names.js';
import type { Card } from '../indicators.js';
import type { SchemeContent } from '../schemes/scheme-content.js';
import type { EditorContext } from './editor-context.js';

/** Which codes a field can take, by its place in the content: indicators, grades of its group, kinds, documents, levels, units. */
export function useOptionsOf(content: SchemeContent | undefined, cards: ReadonlyMap<string, Card>): EditorContext['optionsOf'] {
  const { say } = useLanguage();
  const units = useUnitOptions();
  return useCallback(
    (path) => {
      const words = (table: Words) => Object.entries(table).map(([value, label]) => ({ value, label: say(label) }));
      const last = path.slice(path.lastIndexOf('.') + 1);
      if (last === 'indicator' || path.endsWith('.indicator.code')) return [...cards.values()].map(({ code, name }) => ({ value: code, label: say(name) }));
      if (last === 'grade' || last === 'overflow') {
        const group = content?.groups[Number(path.split('.')[1])];
        return ((group?.['bands'] ?? []) as readonly { readonly code: string; readonly title: { readonly zh: string; readonly en: string } }[]).map(({ code, title }) => ({ value: code, label: `${code} ${say(title)}` }));
      }
      if (last === 'kind') return words(supervisionKindWords);
      if (last === 'documentTypes') return words(bonusDocumentWords);
      if (path.endsWith('.difficulty.~key') || path.endsWith('.reference.unit')) return units;
      if (last === '~key') return words(path.includes('.bonuses.') ? rewardLevelWords : severityWords);
      return undefined;
    },
    [content?.groups, cards, units, say],
  );
}
