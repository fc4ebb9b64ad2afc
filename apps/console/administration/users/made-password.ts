// Without letters and digits that look alike on paper.
const letters = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const groups = 4;
const groupLength = 4;

/** A password nobody guesses, in groups that can be read out: `k7Qm-3xPa-…`. */
export function madePassword(random: (count: number) => Uint32Array = (count) => crypto.getRandomValues(new Uint32Array(count))): string {
  const made = [...random(groups * groupLength)].map((number) => letters[number % letters.length]);
  return Array.from({ length: groups }, (_, group) => made.slice(group * groupLength, (group + 1) * groupLength).join('')).join('-');
}
