import type { IssuedNotice } from '../notice.js';

/** Characters a gateway takes as one message, signature included; a character beyond U+FFFF counts as two, as in SMS. */
export const longestText = 500;

const signature = '【质衡】';

/**
 * A notice as a short message: signature, title and text in Chinese on one line, at most {@link longestText} characters.
 * What is cut off ends in `…`; the link leads to the whole.
 */
export function shortText({ title, text }: Pick<IssuedNotice, 'title' | 'text'>): string {
  const whole = `${signature}${title.zh}：${text.zh}`.replace(/\s+/gu, ' ').trim();
  if (whole.length <= longestText) return whole;
  // Half of a character that takes two places is not left behind.
  return `${whole.slice(0, longestText - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
