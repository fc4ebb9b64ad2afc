/** An instant in UTC with milliseconds, `2025-06-30T16:00:00.000Z`: the only form in the log. */
export type Instant = string;

/** Where time comes from. Everything that needs the time is handed a clock; nothing else asks the machine. */
export interface Clock {
  now(): Instant;
}

/** The machine's clock. Chosen in `apps/<app>/wiring.ts`. */
export const systemClock: Clock = { now: () => new Date().toISOString() };
