import { useLanguage, type Bilingual } from '../../language/texts.js';
import { plain, rounded } from '../decimals.js';
import { topNodes, type ScoreSheet } from '../sheet.js';
import { mark } from '../../show/punctuation.js';
import { partColours } from './part-colours.js';

const colourAt = (index: number): string => partColours[index % partColours.length]!;

interface Part {
  readonly code: string;
  readonly title: Bilingual;
  readonly points: string;
}

const partsOf = (sheet: ScoreSheet): readonly Part[] => topNodes(sheet).flatMap(({ code, title, contribution }) => (contribution === null ? [] : [{ code, title, points: contribution }]));

/** The parts of a score as text: for exports and readers of the screen. */
export const partsText = (sheet: ScoreSheet | undefined): string => (sheet ? partsOf(sheet).map(({ points }) => plain(rounded(points, 2))).join(' + ') : '');

/** A score as a bar of its parts, on the scale of full points. */
export function PartsBar({ sheet }: { readonly sheet: ScoreSheet | undefined }) {
  const { say } = useLanguage();
  if (!sheet) return null;
  const scale = Number(sheet.total.scale);
  const parts = partsOf(sheet);
  const text = parts.map(({ title, points }) => `${say(title)} ${plain(rounded(points, 2))}`).join(mark.and);
  return (
    <span className="scores-parts" role="img" aria-label={text} title={text}>
      {topNodes(sheet).map(({ code }, index) => {
        const part = parts.find((one) => one.code === code);
        return part && <span key={code} style={{ width: `${Math.max(0, (Number(part.points) / scale) * 100)}%`, background: colourAt(index) }} />;
      })}
    </span>
  );
}
