/**
 * Beginnings that spreadsheet programs take for a formula or drop before looking: `= + - @`, tab, carriage return and NUL
 * (OWASP ASVS 5.0, 1.2.10), and the full-width forms that Chinese versions accept as well.
 */
const armed = "[=+\\-@\\t\\r\\0＝＋－＠]";
const armedStart = new RegExp(`^${armed}`);
const armedText = new RegExp(`^'*${armed}`);
const guardedText = new RegExp(`^'+${armed}`);

/** Whether a spreadsheet might calculate a text. */
export const isArmed = (text: string): boolean => armedStart.test(text);

/** A text that no spreadsheet calculates: an apostrophe goes first where one might. */
export const guarded = (text: string): string => (armedText.test(text) ? `'${text}` : text);

/** The text that was guarded: the inverse of {@link guarded}. */
export const unguarded = (text: string): string => (guardedText.test(text) ? text.slice(1) : text);

/** One cell of a line by RFC 4180. */
export const cell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
