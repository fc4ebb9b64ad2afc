import type { Words } from '../../../words/words.js';

/** How a measure stands with the reports of its units. */
export type MeasureStage = 'unassigned' | 'silent' | 'returned' | 'waiting' | 'accepted';

export const measureStageWords: Words = {
  unassigned: { zh: '未确定分工', en: 'not assigned' },
  silent: { zh: '未报进展', en: 'not reported' },
  returned: { zh: '有退回', en: 'one returned' },
  waiting: { zh: '有待审核', en: 'to review' },
  accepted: { zh: '均已通过', en: 'all accepted' },
};

interface Standing {
  readonly lead: string | null;
  readonly progress: readonly { readonly status: 'reported' | 'accepted' | 'returned' }[];
}

/** What waits to be done about a measure: what is worst comes first. */
export function measureStage({ lead, progress }: Standing): MeasureStage {
  if (lead === null) return 'unassigned';
  if (progress.length === 0) return 'silent';
  if (progress.some(({ status }) => status === 'returned')) return 'returned';
  return progress.some(({ status }) => status === 'reported') ? 'waiting' : 'accepted';
}
