import { cell, guarded, type Bilingual, type Language } from '#engine/kernel';

/** A line by RFC 4180; no cell is ever a formula. */
export const csvLine = (cells: readonly string[]): string => `${cells.map((text) => cell(guarded(text))).join(',')}\r\n`;

/** First line, with the mark by which spreadsheet programs know UTF-8. */
export const csvHead = (heads: readonly Bilingual[], language: Language): string => `\ufeff${csvLine(heads.map((head) => head[language]))}`;
