import type { EscalationLevel } from './finding.events.js';
import type { Escalation } from './finding.state.js';

/** 灯色. Always shown with its text. */
export const lights = ['green', 'blue', 'yellow', 'red'] as const;
export type Light = (typeof lights)[number];

const lightOfLevel: Readonly<Record<EscalationLevel, Light>> = {
  reminder: 'green', blue: 'blue', yellow: 'yellow', red: 'red', talk: 'red', listed: 'red', referred: 'red',
};

const brighter = (a: Light, b: Light): Light => (lights.indexOf(a) >= lights.indexOf(b) ? a : b);

/**
 * The light of a finding: that of the highest level raised for the due time that holds. What was once red is never green again:
 * made good it is yellow, and its history says why.
 */
export function lightOf(escalations: readonly Escalation[], dueAt: string, closed: boolean): Light {
  const lightsOf = (some: readonly Escalation[]): Light => some.map(({ level }) => lightOfLevel[level]).reduce(brighter, 'green');
  const now = closed ? 'green' : lightsOf(escalations.filter((raised) => raised.dueAt === dueAt));
  return lightsOf(escalations) === 'red' ? brighter(now, 'yellow') : now;
}
