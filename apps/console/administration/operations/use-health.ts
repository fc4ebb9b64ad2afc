import { useQuery } from '@tanstack/react-query';
import type { Bilingual } from '../../language/texts.js';

/** One part of the process and how it fares. */
export interface HealthPart {
  readonly name: string;
  readonly state: 'up' | 'degraded' | 'down';
  /** Whether the system cannot work without it. */
  readonly needed: boolean;
  readonly text: Bilingual;
}

export interface Health {
  readonly live: boolean;
  readonly ready: boolean;
  readonly parts: readonly HealthPart[];
}

const pollMs = 5_000;

/** The health page of the process, outside of the API; undefined until it answered, null where it is not reached through this address. */
export function useHealth(): Health | null | undefined {
  const { data } = useQuery({
    queryKey: ['health'],
    refetchInterval: pollMs,
    queryFn: async (): Promise<Health | null> => {
      const response = await fetch('/health', { headers: { accept: 'application/json' } });
      return response.headers.get('content-type')?.includes('json') ? ((await response.json()) as Health) : null;
    },
  });
  return data;
}
