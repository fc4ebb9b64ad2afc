import { useCallback, useMemo, useState } from 'react';
import { forgetDraft, keepDraft, keptDraft } from '../schemes/kept-draft.js';
import type { Json, SchemeContent } from '../schemes/scheme-content.js';
import { inReadingOrder } from './schema.js';

const keptSteps = 100;

/** A content being changed: every step can be taken back, and what is not saved survives a reload. */
export interface Editing {
  readonly content: SchemeContent;
  readonly put: (next: SchemeContent) => void;
  readonly undo: (() => void) | undefined;
  readonly redo: (() => void) | undefined;
  /** Differs from what the server has. */
  readonly unsaved: boolean;
  /** What was not saved before was restored. */
  readonly restored: boolean;
  /** The server's draft changed since these changes began. */
  readonly stale: boolean;
  /** Go back to what the server has. */
  readonly drop: () => void;
  readonly saved: () => void;
}

const ordered = (content: SchemeContent): SchemeContent => inReadingOrder(content as unknown as Json) as unknown as SchemeContent;
const sameText = (a: SchemeContent, b: SchemeContent): boolean => JSON.stringify(ordered(a)) === JSON.stringify(ordered(b));

/** Change a scheme's content. `base` is what the server has, absent for a scheme that is not there yet. */
export function useEditing(scheme: string, base: SchemeContent | undefined, revision: number): Editing | undefined {
  const kept = useMemo(() => keptDraft(scheme), [scheme]);
  const [begun] = useState(kept?.revision ?? revision);
  const [restored, setRestored] = useState(kept !== undefined && base !== undefined && !sameText(kept.content, base));
  const [history, setHistory] = useState<{ readonly steps: readonly SchemeContent[]; readonly at: number }>(() => {
    const first = kept?.content ?? base;
    return { steps: first ? [ordered(first)] : [], at: 0 };
  });
  const content = history.steps[history.at];
  const go = useCallback((at: number) => setHistory((before) => {
    keepDraft(scheme, { content: before.steps[at]!, revision: begun });
    return { ...before, at };
  }), [scheme, begun]);
  const put = useCallback((next: SchemeContent) => setHistory(({ steps, at }) => {
    keepDraft(scheme, { content: next, revision: begun });
    const past = steps.slice(Math.max(0, at + 1 - keptSteps), at + 1);
    return { steps: [...past, next], at: past.length };
  }), [scheme, begun]);
  const drop = useCallback(() => {
    forgetDraft(scheme);
    setRestored(false);
    if (base) setHistory({ steps: [ordered(base)], at: 0 });
  }, [scheme, base]);
  const saved = useCallback(() => (forgetDraft(scheme), setRestored(false)), [scheme]);
  if (!content) return undefined;
  const unsaved = base === undefined || !sameText(content, base);
  return {
    content, put, drop, saved, unsaved, restored, stale: unsaved && base !== undefined && revision > begun,
    undo: history.at > 0 ? () => go(history.at - 1) : undefined,
    redo: history.at < history.steps.length - 1 ? () => go(history.at + 1) : undefined,
  };
}
