import { interviewStatusWords } from '../../../words/supervision-words.js';
import { useWord } from '../../show/facts.js';
import { Light, type LightColour } from '../../show/signs.js';

const colours: Readonly<Record<string, LightColour>> = { called: 'blue', held: 'yellow', 'followed-up': 'yellow', concluded: 'green', cancelled: 'grey' };

/** How an interview stands: shape, colour and word. */
export function InterviewStatus({ status }: { readonly status: string }) {
  const word = useWord();
  return <Light colour={colours[status] ?? 'grey'} word={word(interviewStatusWords, status)} />;
}
