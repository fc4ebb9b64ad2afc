/** What a person typed or pasted into a cell for a number, as the server takes it. */
export type TypedNumber = { readonly value: string; readonly problem?: undefined } | { readonly value: string; readonly problem: 'not-a-number' | 'percent' };

/** Full-width digits and signs as a Chinese input method gives them. */
const halfWidth = (text: string): string =>
  text
    .replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
    .replace(/[．。]/g, '.')
    .replace(/[，]/g, ',')
    .replace(/[－−—]/g, '-')
    .replace(/[＋]/g, '+')
    .replace(/[％]/g, '%');

/**
 * Reads a number as people write it: full-width digits, thousands set apart, blanks around, a plus, a percent sign where the card's
 * unit is %. No digit is changed. What is no number stays as it was typed, with the reason.
 */
export function typedNumber(text: string, measurementUnit: string): TypedNumber {
  const plain = halfWidth(text).replace(/[\s\u00a0]/g, '');
  const percent = plain.endsWith('%');
  if (percent && measurementUnit !== '%') return { value: text.trim(), problem: 'percent' };
  const bare = percent ? plain.slice(0, -1) : plain;
  if (!/^[+-]?(\d+|\d{1,3}(,\d{3})+)?(\.\d*)?$/.test(bare) || !/\d/.test(bare)) return { value: text.trim(), problem: 'not-a-number' };
  const [whole = '', fraction = ''] = bare.replace(/[+,]/g, '').replace('-', '').split('.');
  const digits = `${whole.replace(/^0+(?=\d)/, '') || '0'}${fraction ? `.${fraction}` : ''}`;
  return { value: bare.startsWith('-') && /[1-9]/.test(digits) ? `-${digits}` : digits };
}

/** A block of cells from the clipboard, as spreadsheets put it there: rows by line, cells by tab, quotes around what holds either. */
export function pastedBlock(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [[]];
  let cell = '';
  let quoted = false;
  const body = text.replace(/\r\n?/g, '\n').replace(/\n$/, '');
  const endCell = (): void => {
    rows.at(-1)!.push(cell);
    cell = '';
  };
  for (let at = 0; at < body.length; at += 1) {
    const letter = body[at]!;
    if (quoted) {
      if (letter === '"' && body[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else if (letter === '"') quoted = false;
      else cell += letter;
    } else if (letter === '"' && cell === '') quoted = true;
    else if (letter === '\t') endCell();
    else if (letter === '\n') {
      endCell();
      rows.push([]);
    } else cell += letter;
  }
  endCell();
  return rows;
}

/** Cells as the clipboard takes them. */
export const copiedBlock = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => row.map((cell) => (/[\t\n"]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join('\t')).join('\n');
