import { Light } from '../../show/signs.js';
import { useWord } from '../../show/facts.js';
import { followerStateWords } from '../../../words/system-words.js';

const colours = { live: 'green', 'catching-up': 'yellow', rebuilding: 'blue', halted: 'red', stopped: 'red', 'backing-off': 'yellow' } as const;

/** How something that follows the log stands: shape, word and colour. */
export function StateSign({ state }: { readonly state: string }) {
  const word = useWord();
  return <Light colour={colours[state as keyof typeof colours] ?? 'grey'} word={word(followerStateWords, state)} />;
}
