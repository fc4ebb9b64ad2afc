import { useCallback, useRef, useState } from 'react';
import { act, newKey, type Act, type ActInput, type Receipt, type ReplyOf } from '../server/ask.js';
import { toldOf, Unreachable, type Problem } from '../server/problems.js';
import { recorded } from '../server/views.js';

/** An act under way. */
export interface Acting<R extends Act> {
  /** Send. Resolves to the answer, or undefined when the server said no (see `problem`). */
  readonly send: (input: ActInput<R>) => Promise<ReplyOf<R> | undefined>;
  readonly busy: boolean;
  readonly problem: Problem | undefined;
  readonly clear: () => void;
}

/**
 * Sends an act once: a repetition after a lost answer has the same key and is recorded once. When it is recorded,
 * everything on the screen is read again and waits for it.
 */
export function useAct<R extends Act>(route: R): Acting<R> {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  // The key of an attempt whose answer never came; the same input is sent under it again.
  const pending = useRef<{ readonly key: string; readonly input: string } | undefined>(undefined);
  const send = useCallback(
    async (input: ActInput<R>) => {
      setBusy(true);
      setProblem(undefined);
      const text = JSON.stringify(input);
      const key = input.idempotencyKey ?? (pending.current?.input === text ? pending.current.key : newKey());
      try {
        const answer = await act(route, { ...input, idempotencyKey: key } as ActInput<R>);
        pending.current = undefined;
        await recorded((answer as Receipt | undefined)?.position);
        return answer ?? (null as ReplyOf<R>); // an answer without content is one all the same
      } catch (error) {
        pending.current = error instanceof Unreachable ? { key, input: text } : undefined;
        setProblem(toldOf(error));
        return undefined;
      } finally {
        setBusy(false);
      }
    },
    [route],
  );
  return { send, busy, problem, clear: useCallback(() => setProblem(undefined), []) };
}
