import { matterStatusWords, timelinessWords } from '../../../words/supervision-words.js';
import { useWord } from '../../show/facts.js';
import { Light, Missing, type LightColour } from '../../show/signs.js';

const colours: Readonly<Record<string, LightColour>> = { reported: 'yellow', returned: 'yellow', instructed: 'blue', settled: 'green' };

/** How a matter stands: shape, colour and word. */
export function MatterStatus({ status }: { readonly status: string }) {
  const word = useWord();
  return <Light colour={colours[status] ?? 'grey'} word={word(matterStatusWords, status)} />;
}

/** Whether an incident was told of in time. */
export function Timeliness({ timeliness }: { readonly timeliness: string | null }) {
  const word = useWord();
  if (timeliness === null) return <Missing why="not-applicable" />;
  return <Light colour={timeliness === 'in-time' ? 'green' : 'red'} word={word(timelinessWords, timeliness)} />;
}
