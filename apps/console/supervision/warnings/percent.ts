/** A ratio as a percentage, digit by digit so that nothing is rounded: 0.6666 → 66.66. What is no decimal stays as it is. */
export function percentOf(ratio: string): string {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(ratio);
  if (!match) return ratio;
  const [, sign = '', whole = '0', part = ''] = match;
  const digits = `${whole}${part.padEnd(2, '0')}`;
  const at = whole.length + 2;
  const integer = digits.slice(0, at).replace(/^0+(?=\d)/, '');
  const rest = digits.slice(at);
  return `${sign}${integer}${rest ? `.${rest}` : ''}`;
}

/** A decimal with as many places as its indicator has, so that figures stand below each other; none is ever cut. */
export function padded(value: string, decimals: number | undefined): string {
  const match = /^-?\d+(?:\.(\d+))?$/.exec(value);
  const missing = (decimals ?? 0) - (match?.[1]?.length ?? 0);
  if (!match || missing <= 0) return value;
  return `${value}${match[1] === undefined ? '.' : ''}${'0'.repeat(missing)}`;
}
