import { progressStatusWords } from '../../../words/plan-words.js';
import { Light } from '../../show/signs.js';
import { useWord } from '../word.js';

const lights = { reported: 'blue', accepted: 'green', returned: 'red' } as const;

/** Whether a report of progress waits, was accepted, or was returned. */
export function ProgressStatus({ status }: { readonly status: keyof typeof lights }) {
  const word = useWord();
  return <Light colour={lights[status]} word={word(progressStatusWords, status)} />;
}
