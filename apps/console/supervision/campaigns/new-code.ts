import { useEffect, useState } from 'react';
import { cityTime } from '../../language/format.js';
import { newKey } from '../../server/ask.js';
import { sessionState } from '../../server/session.js';

/** A code that people can read out: what it is, the day it was made, and something to tell it from others of that day. */
const made = (prefix: string): string => `${prefix}-${cityTime(new Date().toISOString()).date.replaceAll('-', '')}-${newKey().slice(0, 4)}`;

/** A code for a thing that is not recorded yet, and how to take another one after it was. */
export function useNewCode(prefix: string): { readonly code: string; readonly used: () => void } {
  const [code, setCode] = useState(() => made(prefix));
  return { code, used: () => setCode(made(prefix)) };
}

/** Where the code of a thing that is being written down waits until it is recorded, so that its draft is found again after a reload. */
const keyOf = (what: string): string => {
  const session = sessionState();
  return `zhiheng.code.${session.is === 'in' ? session.user : ''}.${what}`;
};

function keptCode(what: string, prefix: string): string {
  const code = localStorage.getItem(keyOf(what)) ?? made(prefix);
  localStorage.setItem(keyOf(what), code);
  return code;
}

/** As {@link useNewCode}, kept over a reload; `taken` are codes in use, so that one whose receipt was lost is not used again. */
export function useKeptCode(what: string, prefix: string, taken: readonly string[]): { readonly code: string; readonly used: () => void } {
  const [code, setCode] = useState(() => keptCode(what, prefix));
  const used = (): void => (localStorage.removeItem(keyOf(what)), setCode(keptCode(what, prefix)));
  useEffect(() => {
    if (taken.includes(code)) used();
  }, [taken.includes(code)]);
  return { code, used };
}
