/** The next free code of a kind, such as `q-3` after `q-1` and `q-2`: people need not invent codes. */
export function nextCode(prefix: string, taken: readonly string[]): string {
  const numbers = taken.map((code) => new RegExp(`^${prefix}-(\\d+)$`).exec(code)?.[1]).map((text) => (text === undefined ? 0 : Number(text)));
  return `${prefix}-${Math.max(0, ...numbers) + 1}`;
}
