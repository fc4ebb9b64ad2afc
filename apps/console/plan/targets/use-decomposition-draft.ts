import { useState } from 'react';
import { sessionState } from '../../server/session.js';
import { likelyRule, type Draft } from './decomposition-draft.js';

/** A draft that survives a reload; the third forgets it. */
export function useDecompositionDraft(of: string, { measurementUnit }: { readonly measurementUnit: string }): readonly [Draft, (next: Partial<Draft>) => void, () => void] {
  const session = sessionState();
  const key = `zhiheng.draft.${session.is === 'in' ? session.user : ''}.decomposition.${of}`;
  const [draft, setDraft] = useState<Draft>(() => {
    try {
      return (JSON.parse(localStorage.getItem(key) ?? 'null') as Draft | null) ?? { rule: likelyRule(measurementUnit), units: {} };
    } catch {
      return { rule: likelyRule(measurementUnit), units: {} };
    }
  });
  const change = (next: Partial<Draft>) => {
    const whole = { ...draft, ...next };
    localStorage.setItem(key, JSON.stringify(whole));
    setDraft(whole);
  };
  return [draft, change, () => localStorage.removeItem(key)];
}
