// What a spreadsheet program would calculate: `= + - @`, tab, carriage return, NUL, and the full-width forms that Chinese versions accept as well.
const armed = /^'*[=+\-@\t\r\0＝＋－＠]/;

/** A text that no spreadsheet calculates: an apostrophe goes first where one might. */
export const guarded = (text: string): string => (armed.test(text) ? `'${text}` : text);

/** One cell of a line by RFC 4180. */
export const cell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
