import { valueStateWords } from '../../words/scoring-words.js';
import { useWord } from '../show/facts.js';
import { Light } from '../show/signs.js';
import { lightOf, type KnownOfIndicator } from './indicator-light.js';

/** The light of an indicator: shape, colour and word; while there is no value, the state of the value. */
export function IndicatorLight({ known }: { readonly known: KnownOfIndicator }) {
  const word = useWord();
  const { colour, clock, told } = lightOf(known);
  return <Light colour={colour} clock={clock} {...(told === 'state' ? { word: word(valueStateWords, known.state) } : {})} />;
}
