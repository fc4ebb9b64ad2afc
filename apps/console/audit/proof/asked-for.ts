/** What somebody wants to see proven. */
export type AskedFor =
  | { readonly what: 'event'; readonly position: string }
  | { readonly what: 'score'; readonly group: string; readonly unit: string; readonly year?: string }
  | { readonly what: 'result'; readonly round: string; readonly unit: string };

const code = '[\\p{L}\\p{N}][\\p{L}\\p{N}._-]{0,199}';
const shapes: readonly (readonly [RegExp, (found: readonly string[]) => AskedFor])[] = [
  [/^(?:#|位置|position|日志位置|log position)?\s*([1-9]\d{0,15})$/iu, ([position = '']) => ({ what: 'event', position })],
  [/\/audit\/events\/([1-9]\d{0,15})/u, ([position = '']) => ({ what: 'event', position })],
  [new RegExp(`/scores/(${code})/(\\d{4})/(${code})`, 'u'), ([group = '', year = '', unit = '']) => ({ what: 'score', group, year, unit })],
  [new RegExp(`/rounds/(${code})/units/(${code})`, 'u'), ([round = '', unit = '']) => ({ what: 'result', round, unit })],
  [new RegExp(`^result-(${code}?)\\.(${code})$`, 'u'), ([round = '', unit = '']) => ({ what: 'result', round, unit })],
  [new RegExp(`^(${code})\\s*/\\s*(${code})$`, 'u'), ([round = '', unit = '']) => ({ what: 'result', round, unit })],
];

/**
 * What was pasted: a log position, an address of the console, or the number of a result (`round/unit`).
 * @param groups codes of the groups of the year, so that `group/unit` is taken for a live score
 * @returns undefined when it is none of these
 */
export function askedFor(text: string, groups: readonly string[] = []): AskedFor | undefined {
  for (const [shape, made] of shapes) {
    const found = shape.exec(text.trim());
    if (!found) continue;
    const asked = made(found.slice(1).map((part) => decodeURIComponent(part ?? '')));
    return asked.what === 'result' && groups.includes(asked.round) ? { what: 'score', group: asked.round, unit: asked.unit } : asked;
  }
  return undefined;
}
