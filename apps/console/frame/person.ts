import { useQuery } from '@tanstack/react-query';
import type { ReplyOf } from '../server/ask.js';
import { useView } from '../server/views.js';

/** What the server says of itself; undefined until it answered. */
export function useAbout(): ReplyOf<'GET /system'> | undefined {
  return useQuery({ queryKey: ['about'], queryFn: async () => (await fetch('/api/system')).json() as Promise<ReplyOf<'GET /system'>>, staleTime: Infinity }).data;
}

/** The person signed in, with roles; undefined until known. */
export const usePerson = (): ReplyOf<'GET /me'> | undefined => useView('GET /me', {}, { now: true }).data;

/** Units for which the person has a role, `all` for the whole city. */
export function useOwnUnits(role?: string): 'all' | readonly string[] {
  const person = usePerson();
  const grants = person?.grants.filter((grant) => role === undefined || grant.role === role) ?? [];
  if (grants.some(({ units }) => units === 'all')) return 'all';
  return [...new Set(grants.flatMap(({ units }) => units as string[]))];
}
