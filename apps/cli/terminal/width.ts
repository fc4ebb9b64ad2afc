// Ranges of East Asian Wide and Fullwidth characters (Unicode 16, EastAsianWidth.txt) that are no emoji; first, last, first, last …
// Unassigned places inside CJK blocks count as wide, as the standard recommends.
const wideRanges: readonly number[] = [
  0x1100, 0x115f, 0x2329, 0x232a, 0x2630, 0x2637, 0x268a, 0x268f, 0x2e80, 0x2e99, 0x2e9b, 0x2ef3, 0x2f00, 0x2fd5, 0x2ff0, 0x303e,
  0x3041, 0x3096, 0x3099, 0x30ff, 0x3105, 0x312f, 0x3131, 0x318e, 0x3190, 0x31e5, 0x31ef, 0x321e, 0x3220, 0x3247, 0x3250, 0xa48c,
  0xa490, 0xa4c6, 0xa960, 0xa97c, 0xac00, 0xd7a3, 0xf900, 0xfaff, 0xfe10, 0xfe19, 0xfe30, 0xfe52, 0xfe54, 0xfe66, 0xfe68, 0xfe6b,
  0xff01, 0xff60, 0xffe0, 0xffe6, 0x16fe0, 0x16fe4, 0x16ff0, 0x16ff1, 0x17000, 0x187f7, 0x18800, 0x18cd5, 0x18cff, 0x18d08,
  0x1aff0, 0x1aff3, 0x1aff5, 0x1affb, 0x1affd, 0x1affe, 0x1b000, 0x1b122, 0x1b132, 0x1b132, 0x1b150, 0x1b152, 0x1b155, 0x1b155,
  0x1b164, 0x1b167, 0x1b170, 0x1b2fb, 0x1d300, 0x1d356, 0x1d360, 0x1d376, 0x1f200, 0x1f202, 0x1f210, 0x1f23b, 0x1f240, 0x1f248,
  0x1f250, 0x1f251, 0x1f260, 0x1f265, 0x20000, 0x2fffd, 0x30000, 0x3fffd,
];

const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' });
const invisible = /^[\p{Mn}\p{Me}\p{Cf}\p{Cc}\p{Zl}\p{Zp}\u115f\u1160-\u11ff]+$/u;
const emoji = /^\p{Emoji_Presentation}|^\p{Emoji}\ufe0f/u;
const plain = /^[\x20-\x7e]*$/;

function isWide(codePoint: number): boolean {
  if (codePoint < 0x1100) return false;
  let [low, high] = [0, wideRanges.length / 2 - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (codePoint < wideRanges[middle * 2]!) high = middle - 1;
    else if (codePoint > wideRanges[middle * 2 + 1]!) low = middle + 1;
    else return true;
  }
  return false;
}

/** Columns one grapheme takes on a terminal: 0, 1 or 2. Ambiguous characters take 1, as in UTF-8 terminals. */
function widthOf(grapheme: string): number {
  if (emoji.test(grapheme) || isWide(grapheme.codePointAt(0)!)) return 2;
  return invisible.test(grapheme) ? 0 : 1;
}

// The one colour sequence this program writes.
const colours = /\u001b\[\d{1,3}m/g;

/** Columns a text takes on a terminal: Chinese characters and emoji take two, combining marks and colours none. */
export function displayWidth(text: string): number {
  if (plain.test(text)) return text.length;
  let width = 0;
  for (const { segment } of graphemes.segment(text.replace(colours, ''))) width += widthOf(segment);
  return width;
}

/** Fill a text with spaces up to a width; a longer text stays as it is. */
export function pad(text: string, width: number, side: 'left' | 'right' = 'left'): string {
  const spaces = ' '.repeat(Math.max(0, width - displayWidth(text)));
  return side === 'left' ? text + spaces : spaces + text;
}

/** A text on lines of at most some columns, broken at spaces where there are any; Chinese breaks anywhere. */
export function wrapped(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line = '';
  let width = 0;
  for (const word of text.match(/[\x21-\u10ff]+ *|[^\x21-\u10ff]/gu) ?? []) {
    for (const piece of fitting(word, columns)) {
      const needed = displayWidth(piece.trimEnd());
      if (width + needed > columns && line !== '') {
        lines.push(line.trimEnd());
        [line, width] = ['', 0];
      }
      line += piece;
      width += displayWidth(piece);
    }
  }
  return line === '' && lines.length > 0 ? lines : [...lines, line.trimEnd()];
}

/** A word in pieces that fit on a line of their own. */
function fitting(word: string, columns: number): string[] {
  if (displayWidth(word.trimEnd()) <= columns) return [word];
  const pieces = [''];
  for (const { segment } of graphemes.segment(word)) {
    if (displayWidth(pieces.at(-1)! + segment) > columns && pieces.at(-1) !== '') pieces.push('');
    pieces[pieces.length - 1] += segment;
  }
  return pieces;
}

// Controls, line separators and bidirectional marks: a terminal may obey them, so text from elsewhere never carries them through.
const obeyed = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** A text from elsewhere as it may be shown on a terminal, on one line: what a terminal could obey is spelt out. */
export function printable(text: string): string {
  return text.replace(/\r?\n|\t/g, ' ').replace(obeyed, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
