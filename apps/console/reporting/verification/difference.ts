const places = (text: string): number => /\.(\d+)$/.exec(text)?.[1]?.length ?? 0;

/** The difference of two decimals, exact, with a sign; undefined where one is missing. */
export function difference(now: string | null | undefined, before: string | null | undefined): string | undefined {
  if (!now || !before) return undefined;
  const scale = Math.max(places(now), places(before));
  const whole = (text: string): bigint => BigInt(text.replace('.', '') + '0'.repeat(scale - places(text)));
  const apart = whole(now) - whole(before);
  const digits = (apart < 0n ? -apart : apart).toString().padStart(scale + 1, '0');
  const text = scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
  return apart === 0n ? text : `${apart < 0n ? '−' : '+'}${text}`;
}
