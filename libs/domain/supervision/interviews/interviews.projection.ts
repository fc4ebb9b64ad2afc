import type { DateText, Instant, Recorded } from '#engine/kernel';
import { rows } from '#engine/projections';
import type { Commitment, InterviewEvent, Interviewee, InterviewLevel, Signatures } from '../interview.events.js';
import type { InterviewStatus } from '../interview.state.js';
import { withStep, type TimelineEntry } from '../timeline.js';

type DataOf<Type extends InterviewEvent['type']> = Extract<InterviewEvent, { type: Type }>['data'];
type Files = DataOf<'supervision.InterviewHeld'>['minutes'];

/** An interview as the register shows it. */
export type InterviewRow = {
  readonly interview: string;
  readonly unit: string;
  readonly findings: readonly string[];
  readonly level: InterviewLevel;
  readonly authority: string | null;
  readonly interviewer: string;
  readonly interviewee: Interviewee;
  readonly reason: string;
  /** When and where it is to be, after what was moved. */
  readonly at: Instant;
  readonly place: string;
  /** Whether notice or record rests on an urgent document. */
  readonly urgent: boolean;
  /** Documents by which notice was cut short, of the call and of each move that needed one. */
  readonly urgentDocuments: readonly string[];
  readonly moves: number;
  readonly status: InterviewStatus;
  readonly calledBy: string;
  readonly calledAt: Instant;
  readonly held: { readonly heldAt: Instant; readonly statement: string; readonly commitments: readonly Commitment[]; readonly minutes: Files; readonly signatures: Signatures; /** Document by which it was held before the day of the notice. */ readonly urgentDocument: string | null } | null;
  readonly followUpDueOn: DateText | null;
  readonly followUps: readonly { readonly at: Instant; readonly by: string; readonly report: string; readonly evidence: Files; readonly late: boolean }[];
  /** Whether the first report came late; null while there is none. */
  readonly late: boolean | null;
  readonly opinion: string | null;
  readonly cancelReason: string | null;
  readonly revision: number;
  readonly changedAt: Instant;
  readonly timeline: readonly TimelineEntry[];
};

/** Register of interviews 约谈台账. */
export const interviews = rows<InterviewRow, InterviewEvent>({
  name: 'interviews',
  version: 2,
  events: ['supervision.Interview'],
  table: {
    name: 'interviews',
    fields: { unit: 'text', level: 'text', status: 'text', interviewer: 'text', at: 'text', followUpDueOn: 'text', late: 'boolean' },
    indexes: [['unit', 'at'], ['status', 'followUpDueOn'], ['at']],
    temporal: true,
  },
  keys: ({ data }) => [data.interview],
  fold: (row, event) => {
    const told = toldBy(row, event);
    return told && { ...told, revision: event.revision, changedAt: event.recordedAt, timeline: withStep(row?.timeline, event, ['interview', 'unit']) };
  },
});

function toldBy(row: InterviewRow | undefined, event: Recorded<InterviewEvent>): InterviewRow | undefined {
  if (event.type === 'supervision.InterviewCalled') return called(event);
  if (row === undefined) return undefined;
  switch (event.type) {
    case 'supervision.InterviewMoved': {
      const { at, place, urgent } = event.data;
      return { ...row, at, place, urgent: row.urgent || urgent !== undefined, urgentDocuments: [...row.urgentDocuments, ...documentsOf(urgent)], moves: row.moves + 1 };
    }
    case 'supervision.InterviewCancelled':
      return { ...row, status: 'cancelled', cancelReason: event.data.reason };
    case 'supervision.InterviewHeld': {
      const { heldAt, statement, commitments, minutes, signatures, followUpReportDueOn, urgent } = event.data;
      const held = { heldAt, statement, commitments, minutes, signatures, urgentDocument: urgent?.authority ?? null };
      return { ...row, status: 'held', held, followUpDueOn: followUpReportDueOn, urgent: row.urgent || urgent !== undefined };
    }
    case 'supervision.InterviewFollowedUp': {
      const { report, evidence, late } = event.data;
      return { ...row, status: 'followed-up', late: row.late ?? late, followUps: [...row.followUps, { at: event.recordedAt, by: event.meta.actor, report, evidence, late }] };
    }
    case 'supervision.InterviewConcluded':
      return { ...row, status: 'concluded', opinion: event.data.opinion };
  }
}

const documentsOf = (urgent: DataOf<'supervision.InterviewCalled'>['urgent']): readonly string[] => (urgent ? [urgent.authority] : []);

function called({ data, meta, recordedAt, revision }: Recorded<Extract<InterviewEvent, { type: 'supervision.InterviewCalled' }>>): InterviewRow {
  const { authority = null, urgent, ...call } = data;
  return {
    ...call, authority, urgent: urgent !== undefined, urgentDocuments: documentsOf(urgent), moves: 0, status: 'called', calledBy: meta.actor, calledAt: recordedAt, held: null, followUpDueOn: null, followUps: [],
    late: null, opinion: null, cancelReason: null, revision, changedAt: recordedAt, timeline: [],
  };
}
