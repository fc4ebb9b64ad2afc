/** A masked text with its stars at one short length: how long what they hide is, is not told. */
export const shortMask = (text: string): string => text.replace(/\*+(?:[\s*]*\*)?/g, '***');

/** The first part of a reference; enough to tell persons apart on a page. */
export const shortReference = (reference: string): string => reference.slice(0, 8);
