import { useCallback, useEffect } from 'react';
import { useAddress } from '../frame/address.js';

/** A thing whose history can be asked for: kind and key as `GET /history/kinds` and the events name them. */
export interface Subject {
  readonly kind: string;
  readonly key: string;
}

/** What the page is about; the drawer opens with it by the key `i`. */
let pageSubject: Subject | undefined;

/** The subject of the page now, for the drawer's key. */
export const subjectOfPage = (): Subject | undefined => pageSubject;

/** Tell what the page is about while it is open. */
export function usePageSubject(subject: Subject | undefined): void {
  useEffect(() => {
    if (!subject) return;
    pageSubject = subject;
    return () => {
      if (pageSubject === subject) pageSubject = undefined;
    };
  }, [subject?.kind, subject?.key]);
}

/** Open and close the drawer with history, explanation and proof. It is part of the address. */
export function useTrace(): { readonly subject: Subject | undefined; readonly openTrace: (subject: Subject) => void; readonly closeTrace: () => void } {
  const { params, put } = useAddress();
  const text = params.get('trace');
  const at = text?.indexOf(':') ?? -1;
  const subject = text && at > 0 ? { kind: text.slice(0, at), key: text.slice(at + 1) } : undefined;
  const openTrace = useCallback((next: Subject) => put({ trace: `${next.kind}:${next.key}` }), [put]);
  const closeTrace = useCallback(() => put({ trace: undefined }), [put]);
  return { subject, openTrace, closeTrace };
}
