import { decimal } from '#engine/kernel';
import type { Target } from '../plan.events.js';

/** Whether two targets of the same unit and year ask the same: `60` and `60.0` do. */
export function sameTarget(a: Target, b: Target): boolean {
  const equalValue = a.value === undefined || b.value === undefined ? a.value === b.value : decimal(a.value).eq(b.value);
  return equalValue && a.comparator === b.comparator && a.qualifier === b.qualifier && String(a.profile) === String(b.profile);
}
