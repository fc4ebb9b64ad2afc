import { rewardStatusWords } from '../../../words/supervision-words.js';
import { useWord } from '../../show/facts.js';
import { Light, type LightColour } from '../../show/signs.js';

const colours: Readonly<Record<string, LightColour>> = { nominated: 'yellow', returned: 'yellow', passed: 'blue', recommended: 'blue', publicised: 'blue', granted: 'green', 'not-granted': 'grey', withdrawn: 'grey', revoked: 'grey' };

/** How a reward stands: shape, colour and word. */
export function RewardStatus({ status }: { readonly status: string }) {
  const word = useWord();
  return <Light colour={colours[status] ?? 'grey'} word={word(rewardStatusWords, status)} />;
}
