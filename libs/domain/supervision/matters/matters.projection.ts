import type { Instant, Recorded } from '#engine/kernel';
import { rows } from '#engine/projections';
import type { Urgency } from '../finding.events.js';
import { findingOf } from '../give-instruction/instructed-finding.js';
import type { InstructedFinding, MatterEvent, MatterKind, MatterOutcome, Timeliness } from '../matter.events.js';
import type { MatterStatus } from '../matter.state.js';
import { withStep, type TimelineEntry } from '../timeline.js';

type DataOf<Type extends MatterEvent['type']> = Extract<MatterEvent, { type: Type }>['data'];

/** An instruction with the finding that comes of it. */
export type InstructionLine = {
  readonly instruction: string;
  readonly leader: string | null;
  readonly by: string;
  readonly at: Instant;
  readonly text: string;
  readonly handling: 'note' | 'finding';
  /** Code of the finding with what it asks; the finding itself tells how far it has come. */
  readonly finding: ({ readonly finding: string } & InstructedFinding) | null;
};

/** A matter as the register shows it. */
export type MatterRow = {
  readonly matter: string;
  readonly kind: MatterKind;
  readonly title: string;
  readonly unit: string;
  readonly content: string;
  readonly decisionSought: string | null;
  readonly signer: string | null;
  readonly urgency: Urgency;
  readonly incident: { readonly occurredAt: Instant; readonly phonedAt?: string | undefined; readonly timeliness: Timeliness } | null;
  /** How fast an incident was told of; null where there was none. */
  readonly phone: Timeliness['phone'] | null;
  readonly written: Timeliness['written'] | null;
  readonly documents: readonly string[];
  readonly evidence: DataOf<'supervision.MatterReported'>['evidence'];
  readonly supplements: readonly { readonly at: Instant; readonly by: string; readonly content: string; readonly documents: readonly string[]; readonly evidence: DataOf<'supervision.MatterSupplemented'>['evidence'] }[];
  readonly status: MatterStatus;
  /** What it waits for, and since when; null once settled. */
  readonly waitingFor: 'instruction' | 'unit' | 'settlement' | null;
  readonly waitingSince: Instant | null;
  readonly returns: number;
  readonly returnReason: string | null;
  readonly instructions: readonly InstructionLine[];
  readonly outcome: MatterOutcome | null;
  readonly opinion: string | null;
  readonly document: string | null;
  readonly firstReportedAt: Instant;
  readonly reportedBy: string;
  readonly revision: number;
  readonly changedAt: Instant;
  readonly timeline: readonly TimelineEntry[];
};

/** Register of major matters 重大事项台账. */
export const matters = rows<MatterRow, MatterEvent>({
  name: 'matters',
  version: 1,
  events: ['supervision.Matter', 'supervision.InstructionGiven'],
  table: {
    name: 'matters',
    fields: {
      kind: 'text', unit: 'text', urgency: 'text', status: 'text', phone: 'text', written: 'text', waitingFor: 'text', waitingSince: 'text', outcome: 'text', firstReportedAt: 'text',
    },
    indexes: [['unit', 'firstReportedAt'], ['status', 'waitingSince'], ['firstReportedAt']],
    temporal: true,
  },
  keys: ({ data }) => [data.matter],
  fold: (row, event) => {
    const told = toldBy(row, event);
    return told && { ...told, revision: event.revision, changedAt: event.recordedAt, timeline: withStep(row?.timeline, event, ['matter', 'unit', 'about']) };
  },
});

function toldBy(row: MatterRow | undefined, event: Recorded<MatterEvent>): MatterRow | undefined {
  if (event.type === 'supervision.MatterReported') return reported(row, event);
  if (row === undefined) return undefined;
  switch (event.type) {
    case 'supervision.MatterSupplemented': {
      const { content, documents, evidence } = event.data;
      return { ...row, supplements: [...row.supplements, { at: event.recordedAt, by: event.meta.actor, content, documents, evidence }] };
    }
    case 'supervision.MatterReturned':
      return { ...row, status: 'returned', returns: row.returns + 1, returnReason: event.data.reason, waitingFor: 'unit', waitingSince: event.recordedAt };
    case 'supervision.InstructionGiven':
      return {
        ...row, status: 'instructed', instructions: [...row.instructions, instructionLine(event)], waitingFor: 'settlement', waitingSince: event.recordedAt,
        outcome: null, opinion: null, document: null,
      };
    case 'supervision.MatterSettled': {
      const { outcome, opinion = null, document = null } = event.data;
      return { ...row, status: 'settled', outcome, opinion, document, waitingFor: null, waitingSince: null };
    }
  }
}

function reported(row: MatterRow | undefined, { data, meta, recordedAt, revision }: Recorded<Extract<MatterEvent, { type: 'supervision.MatterReported' }>>): MatterRow {
  const { decisionSought = null, signer = null, incident = null, ...matter } = data;
  return {
    ...matter, decisionSought, signer, incident, phone: incident?.timeliness.phone ?? null, written: incident?.timeliness.written ?? null,
    supplements: row?.supplements ?? [], status: 'reported', waitingFor: 'instruction', waitingSince: recordedAt, returns: row?.returns ?? 0, returnReason: null,
    instructions: row?.instructions ?? [], outcome: null, opinion: null, document: null, firstReportedAt: row?.firstReportedAt ?? recordedAt, reportedBy: meta.actor,
    revision, changedAt: recordedAt, timeline: row?.timeline ?? [],
  };
}

function instructionLine({ id, data, meta, recordedAt }: Recorded<Extract<MatterEvent, { type: 'supervision.InstructionGiven' }>>): InstructionLine {
  const { instruction, leader = null, text, handling, finding } = data;
  return { instruction, leader, by: meta.actor, at: recordedAt, text, handling, finding: finding ? { finding: findingOf(id), ...finding } : null };
}
