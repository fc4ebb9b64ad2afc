import { useEffect, useState } from 'react';
import { browserIo, canHash } from './browser-crypto.js';
import { proveEvent, type EventProof, type ProofInput } from './prove-event.js';

/** The proof of what is given, made anew whenever it changes; undefined while it is made, or where the page may not hash. */
export function useProof(input: ProofInput | undefined): EventProof | undefined {
  const key = JSON.stringify(input);
  const [made, setMade] = useState<{ readonly key: string; readonly proof: EventProof }>();
  useEffect(() => {
    let current = true;
    if (input && canHash()) void proveEvent(browserIo, input).then((proof) => current && setMade({ key, proof }));
    return () => {
      current = false;
    };
  }, [key]);
  return made && made.key === key ? made.proof : undefined;
}
