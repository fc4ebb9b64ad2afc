import { useCallback } from 'react';
import { useLanguage } from '../../language/texts.js';
import type { ReplyOf } from '../../server/ask.js';
import { useView } from '../../server/views.js';

export type Role = ReplyOf<'GET /roles'>[number];

/** The catalogue of roles, in the order lists show them; undefined until known. */
export const useRoles = (): readonly Role[] | undefined => useView('GET /roles', {}, { now: true }).data;

/** The name of a role by its code. */
export function useRoleName(): (code: string) => string {
  const roles = useRoles();
  const { say } = useLanguage();
  return useCallback((code) => {
    const role = roles?.find((one) => one.code === code);
    return role ? say(role.title) : code;
  }, [roles, say]);
}
