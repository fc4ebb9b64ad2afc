/** A place in `$all`. Only both numbers together tell two events apart: those of one transaction share the commit position. */
export interface LogPlace {
  readonly commit: bigint;
  readonly prepare: bigint;
}

/** Negative when `a` comes before `b` in `$all`, 0 when they are the same place. */
export function comparePlaces(a: LogPlace, b: LogPlace): number {
  if (a.commit !== b.commit) return a.commit < b.commit ? -1 : 1;
  if (a.prepare !== b.prepare) return a.prepare < b.prepare ? -1 : 1;
  return 0;
}
