import { useCallback, useState } from 'react';
import { useReceipt } from '../../acts/receipt.js';
import { act, type Receipt } from '../../server/ask.js';
import { toldOf, Unreachable, type Problem } from '../../server/problems.js';
import { recorded } from '../../server/views.js';
import type { Pending, SheetStore } from './sheet-store.js';

/** Sending of drafts under way. */
export interface Sending {
  readonly send: (title: (count: number) => string) => Promise<void>;
  /** How many of how many are sent; undefined when nothing is under way. */
  readonly progress: { readonly done: number; readonly of: number } | undefined;
  /** What kept the last sending from going on: the server was not reached. */
  readonly problem: Problem | undefined;
}

/** Whether a draft can be sent as far as is known; the server has the last word. */
export const isSendable = ({ draft, told, conflict }: Pending): boolean =>
  !conflict && draft.value !== '' && (told === undefined || (told.tone === 'note' && draft.note !== ''));

const saidMs = 4_000;

/** Sends the drafts of a sheet one after the other; each that is refused keeps what was typed and says why at its cell. */
export function useSending(store: SheetStore, plan: string, unit: string): Sending {
  const [progress, setProgress] = useState<Sending['progress']>();
  const [problem, setProblem] = useState<Problem>();
  const show = useReceipt();
  const send = useCallback(async (title: (count: number) => string) => {
    const ready = store.pending.filter(isSendable);
    setProblem(undefined);
    setProgress({ done: 0, of: ready.length });
    let last: Receipt | undefined;
    const sent: { indicator: string; period: string }[] = [];
    for (const [done, { indicator, period, draft }] of ready.entries()) {
      store.phase(indicator, period, 'saving');
      try {
        const body = { plan, indicator, unit, period, value: draft.value, evidence: [...draft.evidence], ...(draft.note === '' ? {} : { note: draft.note }) };
        last = await act('POST /reports', { body, idempotencyKey: draft.key });
        store.recorded(indicator, period);
        sent.push({ indicator, period });
      } catch (error) {
        store.phase(indicator, period, undefined);
        const { text, code } = toldOf(error);
        if (error instanceof Unreachable) {
          setProblem(toldOf(error));
          break;
        }
        store.tell(indicator, period, draft, { tone: code === 'reporting.note-required' ? 'note' : code === 'reporting.evidence-required' ? 'missing' : 'invalid', because: text.title, remedy: text.remedy });
      }
      setProgress({ done: done + 1, of: ready.length });
    }
    if (last) {
      await recorded(last.position);
      show(title(sent.length), last);
    }
    setProgress(undefined);
    setTimeout(() => sent.forEach(({ indicator, period }) => store.phase(indicator, period, undefined)), saidMs);
  }, [store, plan, unit, show]);
  return { send, progress, problem };
}
