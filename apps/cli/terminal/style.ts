/** Ways to set text apart on a terminal. Colour is never the only bearer of a meaning: the words say it too. */
export interface Style {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly red: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly green: (text: string) => string;
}

const escape = (on: number, off: number) => (text: string) => `\u001b[${on}m${text}\u001b[${off}m`;
const same = (text: string): string => text;

const coloured: Style = { bold: escape(1, 22), dim: escape(2, 22), red: escape(31, 39), yellow: escape(33, 39), green: escape(32, 39) };
const plain: Style = { bold: same, dim: same, red: same, yellow: same, green: same };

/** Colours for a terminal that wants them: none into pipes, none with `--no-color`, `NO_COLOR` or `TERM=dumb`. */
export function styleFor(isTerminal: boolean, wanted: boolean, env: Readonly<Record<string, string | undefined>>): Style {
  return isTerminal && wanted && !env['NO_COLOR'] && env['TERM'] !== 'dumb' ? coloured : plain;
}
