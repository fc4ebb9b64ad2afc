/** How a projection, a process or a topic stands, as the server tells it (the reply's type leaves it open). */
export interface Standing {
  readonly name?: string;
  readonly process?: string;
  readonly topic?: string;
  readonly state: string;
  readonly position: number;
  readonly lag: number;
  readonly lagMs: number;
  readonly generation?: number;
  readonly owned?: boolean;
  readonly parkedStreams?: number;
  readonly sent?: number;
  readonly timers?: { readonly pending: number; readonly due: number; readonly failed: number; readonly fired: number };
  readonly fault?: { readonly reason: string; readonly at: string; readonly attempts: number };
  readonly halted?: Halted;
  readonly rebuild?: Rebuilding;
}

/** The event a projection could not get past. */
export interface Halted {
  readonly position: number;
  readonly type: string;
  readonly reason: string;
  readonly at: string;
}

/** A new generation on its way beside the old one. */
export interface Rebuilding {
  readonly generation: number;
  readonly position: number;
  readonly target: number;
  readonly halted?: Halted;
  readonly comparison?: { readonly position: number; readonly equal: boolean; readonly differences: readonly { readonly table: string; readonly key: string }[] };
}

/** How far a rebuild is, in whole per cent; never 100 before it is there. */
export const shareOf = ({ position, target }: Pick<Rebuilding, 'position' | 'target'>): number => (target <= 0 || position >= target ? 100 : Math.min(99, Math.floor((position / target) * 100)));

/** Whether somebody has to look: stopped, failed or waiting behind something. */
export const needsLooking = ({ state, halted, rebuild, parkedStreams = 0, timers }: Standing): boolean =>
  state === 'halted' || state === 'stopped' || state === 'backing-off' || halted !== undefined || rebuild?.halted !== undefined || rebuild?.comparison?.equal === false || parkedStreams > 0 || (timers?.failed ?? 0) > 0;
