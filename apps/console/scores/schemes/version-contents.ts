import { useQueries } from '@tanstack/react-query';
import { ask } from '../../server/ask.js';
import type { SchemePage } from './scheme-acts.js';
import type { SchemeContent } from './scheme-content.js';

/** What each published version of a scheme says; older ones are read back as they were published. */
export function useVersionContents({ scheme, versions }: Pick<SchemePage, 'scheme' | 'versions'>): readonly { readonly version: number; readonly content: SchemeContent | undefined }[] {
  return useQueries({
    queries: versions.map(({ version, position }) => ({
      queryKey: ['scores.scheme-version', scheme, version],
      staleTime: Infinity,
      queryFn: async () => (await ask('GET /schemes/:scheme', { path: { scheme }, query: { asKnownAt: String(position) } })).published as unknown as SchemeContent,
    })),
    combine: (results) => results.map(({ data }, index) => ({ version: versions[index]!.version, content: data })),
  });
}
