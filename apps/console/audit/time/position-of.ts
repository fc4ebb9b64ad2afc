import { useView } from '../../server/views.js';
import type { Mark } from './marks.js';

/** The log position that a moment means: a number, the name of a moment, or what the server makes of a day; undefined for now. */
export function usePositionOf(moment: string | undefined, marks: readonly Mark[]): number | undefined {
  const plain = moment !== undefined && /^\d+$/.test(moment) ? Number(moment) : marks.find(({ name }) => name === moment)?.position;
  const asked = useView('GET /history/changes', { query: { limit: 1, ...(moment ? { asKnownAt: moment } : {}) } }, { now: true, enabled: moment !== undefined && plain === undefined });
  return plain ?? (moment === undefined ? undefined : asked.data?.position);
}
