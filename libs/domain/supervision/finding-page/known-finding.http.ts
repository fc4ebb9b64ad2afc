import { covers, type Actor, type Instant, type Recorded } from '#engine/kernel';
import { notFound, type CityClock, type Views, type ViewMoment } from '#engine/http';
import { effectsOf, type FindingEffects } from '../effects.js';
import { findingStream, type FindingEvent } from '../finding.events.js';
import { finding as findingFold, isIssued, type FindingState } from '../finding.state.js';
import type { FindingRow } from '../ledger/finding-row.js';
import { seesFinding } from '../ledger/finding-scope.http.js';
import { findings } from '../ledger/findings.projection.js';
import { instantOf, streamUpTo, type ReadLog } from '../ledger/known-moment.http.js';
import { mayInspect, maySeeSupervision } from '../supervision.policies.js';

/** A finding as known at a moment, from its own facts: what ledger, decisions and score make of them, made by their own functions. */
export interface KnownFinding {
  readonly events: readonly Recorded<FindingEvent>[];
  readonly state: Exclude<FindingState, { readonly status: 'none' }>;
  /** Its line in the ledger; none while it is a draft. */
  readonly row: FindingRow | undefined;
  readonly effects: FindingEffects | undefined;
  /** Whether the person also sees what was drafted. */
  readonly withDrafts: boolean;
  readonly revision: number;
  readonly now: Instant;
  readonly position: number;
}

/**
 * Read a finding for somebody.
 * @throws HttpProblem 404 where it is not there, or not for this person: drafts are for those who inspect the unit
 */
export async function knownFinding(views: Views, log: ReadLog, clock: CityClock, finding: string, actor: Actor, moment: ViewMoment): Promise<KnownFinding> {
  // Read behind the ledger, so that list and page agree and a position to wait for means the same in both.
  const { position } = await views.one(findings.name, findings.table.name, finding, moment);
  const events = (await streamUpTo(log, findingStream(finding), position)) as readonly Recorded<FindingEvent>[];
  const state = events.reduce((before, event) => findingFold.evolve(before, event), findingFold.initial);
  if (state.status === 'none') throw notFound({ finding });
  const inspects = covers(mayInspect.scope(actor), state.content.unit);
  const seen = isIssued(state) ? seesFinding(maySeeSupervision.scope(actor), state.content) : inspects;
  if (!seen) throw notFound({ finding });
  const row = events.reduce((before: FindingRow | undefined, event) => findings.fold(before, event, finding), undefined);
  const now = await instantOf(log, clock, moment.asKnownAt);
  return { events, state, row, effects: effectsOf(events), withDrafts: inspects, revision: events.at(-1)!.revision, now, position };
}
