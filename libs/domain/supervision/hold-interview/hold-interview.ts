import { cityDate, command, isRefusal, refuse, type DateText, type Instant, type Refusal } from '#engine/kernel';
import { addWorkingDays, toldCalendar, type WorkingCalendar } from '#domain/calendar';
import type { EvidenceReference } from '#domain/reporting';
import { urgencyOf, type ShortNotice } from '../call-interview/notice.js';
import { aboutInterview, interviewedUnit, ownUnitProblem, step, type InterviewKey } from '../interview-acts.js';
import { interviewStream, type Commitment, type Signatures } from '../interview.events.js';
import { mayInterview } from '../interview.policies.js';
import { interview, type KnownInterview } from '../interview.state.js';

/** The record of an interview: what was said and promised, the signed minutes, and when the unit reports on it. */
export interface HoldInterview extends InterviewKey, ShortNotice {
  readonly heldAt: Instant;
  /** 表态. */
  readonly statement: string;
  readonly commitments: readonly Commitment[];
  /** The minutes as a file. */
  readonly minutes: readonly EvidenceReference[];
  readonly signatures: Signatures;
  /** Five to ten working days after the interview. */
  readonly followUpReportDueOn: DateText;
}

/** Working days after an interview within which the unit's report is due. */
export const followUpDays = { least: 5, most: 10 } as const;

export const holdInterview = command({
  name: 'supervision.HoldInterview',
  policy: mayInterview,
  unit: interviewedUnit,
  stream: (c: HoldInterview) => interviewStream(c.interview),
  state: interview,
  told: () => ({ calendar: toldCalendar() }),
  decide: (state, c, context) => {
    const urgency = urgencyOf(c, context);
    if (isRefusal(urgency)) return urgency;
    const { heldAt, statement, commitments, minutes, signatures, followUpReportDueOn } = c;
    return step(state, c, {
      from: ['called'],
      called: { zh: '登记约谈纪要', en: 'recorded as held' },
      problem: (known) =>
        ownUnitProblem(known.call.unit, context.actor) ?? timeProblem(known, c, 'urgent' in urgency, context.now) ?? recordProblem(c) ?? followUpProblem(c, context.told.calendar),
      fact: (known) => ({
        type: 'supervision.InterviewHeld', validAt: heldAt,
        data: { ...aboutInterview(c, known), heldAt, statement, commitments: [...commitments], minutes: [...minutes], signatures, followUpReportDueOn, ...urgency },
      }),
    });
  },
});

/** It has taken place, and not before the day of the notice, unless that was urgent. */
function timeProblem({ at }: KnownInterview, { heldAt }: HoldInterview, urgent: boolean, now: Instant): Refusal | undefined {
  if (Date.parse(heldAt) > Date.parse(now)) return refuse('supervision.held-ahead', {}, 'body.heldAt');
  const noticed = cityDate(at);
  return urgent || cityDate(heldAt) >= noticed ? undefined : refuse('supervision.held-before-notice', { noticed }, 'body.heldAt');
}

/** Whoever signs has promised something; only where the interviewee refused there may be no commitment. */
function recordProblem({ commitments, minutes, signatures, heldAt }: HoldInterview): Refusal | undefined {
  if (minutes.length === 0) return refuse('supervision.minutes-required', {}, 'body.minutes');
  if (commitments.length === 0 && signatures.by === 'both') return refuse('supervision.commitments-required', {}, 'body.commitments');
  const early = commitments.find(({ dueOn }) => dueOn < cityDate(heldAt));
  return early && refuse('supervision.commitment-due-before', { dueOn: early.dueOn }, 'body.commitments');
}

function followUpProblem({ heldAt, followUpReportDueOn }: HoldInterview, calendar: WorkingCalendar): Refusal | undefined {
  const [earliest, latest] = [followUpDays.least, followUpDays.most].map((days) => addWorkingDays(calendar, cityDate(heldAt), days)) as [DateText | Refusal, DateText | Refusal];
  if (isRefusal(earliest)) return earliest;
  if (isRefusal(latest)) return latest;
  const within = followUpReportDueOn >= earliest && followUpReportDueOn <= latest;
  return within ? undefined : refuse('supervision.follow-up-out-of-range', { earliest, latest, ...followUpDays }, 'body.followUpReportDueOn');
}
