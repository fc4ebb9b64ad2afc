import { submissionWords } from '../../words/reporting-words.js';
import { useLanguage } from '../language/texts.js';

/** Counts of the reports of one unit in one period, as far as the plain state needs them. */
export interface SubmissionCounts {
  readonly owed: number;
  readonly missing: number;
  readonly returned: number;
  readonly verified: number;
}

export type Submission = 'no-data' | 'in-progress' | 'submitted' | 'returned' | 'verified' | 'nothing-owed';

/** The state of a period as a submitter sees it: what came back comes first, then what is missing, then what waits. */
export function submissionOf({ owed, missing, returned, verified }: SubmissionCounts): Submission {
  if (owed === 0) return 'nothing-owed';
  if (returned > 0) return 'returned';
  if (missing === owed) return 'no-data';
  if (missing > 0) return 'in-progress';
  return verified === owed ? 'verified' : 'submitted';
}

const shapes: Readonly<Record<Submission, string>> = { 'no-data': '○', 'in-progress': '◐', submitted: '◆', returned: '↩', verified: '✓', 'nothing-owed': '—' };

/** A plain state: shape, word and colour. */
export function SubmissionSign({ counts }: { readonly counts: SubmissionCounts }) {
  const { say } = useLanguage();
  const state = submissionOf(counts);
  return <span className={`submission submission-${state}`}><span aria-hidden="true">{shapes[state]}</span> {say(submissionWords[state]!)}</span>;
}
