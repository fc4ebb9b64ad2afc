import { partColours } from './part-colours.js';

const symbols = ['circle', 'rect', 'triangle', 'diamond'] as const;

/** How the line of a unit is drawn: 8 colours by 4 markers, so that no two of 32 lines look alike; each second turn of the colours is dashed. */
export function lineStyleOf(index: number): { readonly colour: string; readonly symbol: string; readonly dashed: boolean } {
  const turn = Math.floor(index / partColours.length);
  return { colour: partColours[index % partColours.length]!, symbol: symbols[(index + turn) % symbols.length]!, dashed: turn % 2 === 1 };
}
