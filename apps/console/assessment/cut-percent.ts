/**
 * A rate as a percentage with one decimal, cut so that what is not quite reached never shows as full.
 * @param rate a decimal from 0 on, without exponent; 1 is 100 %
 */
export function cutPercent(rate: string): string {
  const [whole = '0', fraction = ''] = rate.split('.');
  const thousandths = (whole + fraction.padEnd(3, '0').slice(0, 3)).replace(/^0+(?=\d\d)/, '');
  return `${thousandths.slice(0, -1)}.${thousandths.slice(-1)}%`;
}
