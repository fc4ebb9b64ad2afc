import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { act, type ReplyOf } from '../../server/ask.js';
import type { SchemeContent } from './scheme-content.js';

export type Checks = ReplyOf<'POST /scheme-checks'>;
export type Finding = Checks['findings'][number];

const quietMs = 400;

/** A value that follows another once it has been quiet for a moment. */
function useQuiet<T>(value: T): T {
  const [quiet, setQuiet] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setQuiet(value), quietMs);
    return () => clearTimeout(timer);
  }, [value]);
  return quiet;
}

/** What the server finds wrong or doubtful about a content; asked as one types. */
export function useChecks(content: SchemeContent | undefined): { readonly checks: Checks | undefined; readonly busy: boolean } {
  const quiet = useQuiet(content);
  const { data, isFetching } = useQuery({
    queryKey: ['POST /scheme-checks', quiet],
    enabled: quiet !== undefined,
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    queryFn: () => act('POST /scheme-checks', { body: { content: quiet as never } }),
  });
  return { checks: data, busy: isFetching || quiet !== content };
}

/** How many findings there are of each level. */
export const countsOf = ({ findings, problems }: Checks): { readonly error: number; readonly warning: number; readonly hint: number } => ({
  error: findings.filter(({ level }) => level === 'error').length + problems.length,
  warning: findings.filter(({ level }) => level === 'warning').length,
  hint: findings.filter(({ level }) => level === 'hint').length,
});
