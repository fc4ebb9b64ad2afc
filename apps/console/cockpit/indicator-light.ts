import type { LightColour } from '../show/signs.js';

/** What is known of an indicator of a unit. */
export interface KnownOfIndicator {
  /** State of the value in the score sheet. */
  readonly state: string;
  /** The warning about its progress, as the server judged it. */
  readonly warning?: { readonly status: 'behind' | 'caught-up'; readonly light: 'green' | 'yellow' | 'red' } | undefined;
}

/**
 * The light of an indicator. Behind schedule: as the server judged it. Otherwise green once a verified value takes part, and grey
 * while there is none: then the state of the value is told instead. A clock marks what was behind and caught up.
 */
export function lightOf({ state, warning }: KnownOfIndicator): { readonly colour: LightColour; readonly clock: boolean; readonly told: 'light' | 'state' } {
  if (warning?.status === 'behind') return { colour: warning.light, clock: false, told: 'light' };
  if (state === 'reported') return { colour: 'green', clock: warning !== undefined, told: 'light' };
  return { colour: 'grey', clock: false, told: 'state' };
}
