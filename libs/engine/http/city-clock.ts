import type { Clock } from '#engine/kernel';

/** Injection token of the clock by which edges say what time it is: what is overdue now, which year a number belongs to. */
export const CityClock = Symbol('CityClock');
export type CityClock = Clock;
