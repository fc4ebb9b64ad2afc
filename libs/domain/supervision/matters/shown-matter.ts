import { covers, type Scope } from '#engine/kernel';
import type { MatterRow } from './matters.projection.js';

/** A matter as somebody may see it: what an instruction demands of a unit is for that unit and for those who see it anyway. */
export function shownTo(scope: Scope, row: MatterRow): MatterRow {
  if (scope === 'all') return row;
  const hidden = new Set(row.instructions.flatMap(({ instruction, finding }) => (finding && !covers(scope, finding.unit) ? [instruction] : [])));
  if (hidden.size === 0) return row;
  return {
    ...row,
    instructions: row.instructions.map((line) => (hidden.has(line.instruction) ? { ...line, finding: null } : line)),
    timeline: row.timeline.map((entry) => {
      const { finding: _finding, ...details } = entry.details;
      return hidden.has(String(entry.details['instruction'])) ? { ...entry, details } : entry;
    }),
  };
}
