/** Exact sums of decimal texts: what is drawn adds up to what was sent, to the last digit. */
interface Exact {
  readonly digits: bigint;
  readonly places: number;
}

function read(text: string): Exact {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (!match) throw new RangeError(`not a decimal: ${text}`);
  const [, sign, whole = '0', part = ''] = match;
  const digits = BigInt(`${whole}${part}`);
  return { digits: sign ? -digits : digits, places: part.length };
}

function write({ digits, places }: Exact): string {
  const text = (digits < 0n ? -digits : digits).toString().padStart(places + 1, '0');
  const body = places === 0 ? text : `${text.slice(0, -places)}.${text.slice(-places)}`;
  return digits < 0n ? `-${body}` : body;
}

const widened = ({ digits, places }: Exact, to: number): bigint => digits * 10n ** BigInt(to - places);

/** The sum of decimals, with the places of the finest. */
export function sumOf(texts: readonly string[]): string {
  const all = texts.map(read);
  const places = Math.max(0, ...all.map((one) => one.places));
  return write({ digits: all.reduce((sum, one) => sum + widened(one, places), 0n), places });
}

/** A decimal with its sign turned. */
export function negated(text: string): string {
  const { digits, places } = read(text);
  return write({ digits: -digits, places });
}

/** The difference of two decimals. */
export const difference = (a: string, b: string): string => sumOf([a, negated(b)]);

/** −1, 0 or 1. */
export function compare(a: string, b: string): number {
  const { digits } = read(difference(a, b));
  return digits < 0n ? -1 : digits > 0n ? 1 : 0;
}

export const isZero = (text: string): boolean => read(text).digits === 0n;

/** A decimal at a number of places, half away from zero, with all its places written. */
export function rounded(text: string, places: number): string {
  const { digits, places: own } = read(text);
  if (own <= places) return write({ digits: widened({ digits, places: own }, places), places });
  const unit = 10n ** BigInt(own - places);
  const [size, sign] = digits < 0n ? [-digits, -1n] : [digits, 1n];
  return write({ digits: sign * ((size + unit / 2n) / unit), places });
}

/** A decimal without zeros that say nothing at its end. */
export const plain = (text: string): string => (text.includes('.') ? text.replace(/\.?0+$/, '') : text);

/** A share (0–1) as per cent with one place: `0.935` is `93.5`. */
export const percent = (share: string, places = 1): string => {
  const { digits, places: own } = read(share);
  return rounded(write({ digits: digits * 100n, places: own }), places);
};

/** A decimal with its sign before it, also when it is positive: `+0.12`. A true minus, as printed. */
export const signed = (text: string): string => (isZero(text) ? plain(text) : text.startsWith('-') ? `−${text.slice(1)}` : `+${text}`);

/** Whether a text is a decimal as the server takes it. */
export const isDecimal = (text: string): boolean => /^-?(0|[1-9]\d*)(\.\d+)?$/.test(text);
