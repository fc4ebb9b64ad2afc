import type { Recorded } from '#engine/kernel';
import type { ResultEvent } from '../result.events.js';

/** An entry against a unit as people read it; a revoked one stays, and says so. */
export interface EntryLine {
  readonly entry: string;
  readonly kind: 'deduction' | 'falsified' | 'criticised' | 'veto';
  readonly points: string | null;
  readonly rule: string | null;
  readonly severity: string | null;
  readonly indicator: string | null;
  readonly matter: string;
  readonly document: string;
  readonly by: string;
  readonly at: string;
  readonly revoked: { readonly reason: string; readonly document: string; readonly by: string; readonly at: string } | null;
}

const nothing = { points: null, rule: null, severity: null, indicator: null };

/** Entries of a unit in the order they were made. */
export function entriesOf(facts: readonly Recorded<ResultEvent>[]): readonly EntryLine[] {
  return facts.reduce<readonly EntryLine[]>((lines, event) => {
    if (event.type === 'assessment.EntryRevoked') {
      const { entry, reason, authority } = event.data;
      return lines.map((line) => (line.entry === entry ? { ...line, revoked: { reason, document: authority, by: event.meta.actor, at: event.recordedAt } } : line));
    }
    const said = saidBy(event);
    return said ? [...lines, { ...nothing, ...said, by: event.meta.actor, at: event.recordedAt, revoked: null }] : lines;
  }, []);
}

function saidBy(event: Recorded<ResultEvent>): (Pick<EntryLine, 'entry' | 'kind' | 'matter' | 'document'> & Partial<EntryLine>) | undefined {
  switch (event.type) {
    case 'assessment.DeductionEntered': {
      const { deduction, points, reason, document } = event.data;
      return { entry: deduction, kind: 'deduction', points, matter: reason, document };
    }
    case 'assessment.ConductRecorded': {
      const { record, kind, matter, document, severity = null, indicator = null } = event.data;
      return { entry: record, kind, severity, indicator, matter, document };
    }
    case 'assessment.VetoEntered': {
      const { veto, rule, matter, document } = event.data;
      return { entry: veto, kind: 'veto', rule, matter, document };
    }
    default:
      return undefined;
  }
}
