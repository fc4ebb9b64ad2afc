import { z } from 'zod';
import { defineEvents, type EventsOf } from '#engine/kernel';
import { evidenceReference } from '#domain/reporting';

// Names and schemas here are storage format: a change means a new version with an upcaster and a golden file.

/** Who interviews 约谈人层级, lowest first: 督查组 · 市市场监管局 · 市领导. */
export const interviewLevels = ['inspector', 'bureau', 'leadership'] as const;
export type InterviewLevel = (typeof interviewLevels)[number];

/** 被约谈人: a person by reference to the registry, and the post. */
export const interviewee = z.strictObject({ person: z.string(), post: z.string() });
export type Interviewee = z.output<typeof interviewee>;

/** 整改承诺. */
export const commitment = z.strictObject({ text: z.string(), dueOn: z.string() });
export type Commitment = z.output<typeof commitment>;

/** Both sides signed the minutes, or the interviewee refused, with the reason given. */
export const signatures = z.union([z.strictObject({ by: z.literal('both') }), z.strictObject({ by: z.literal('interviewer'), refusal: z.string() })]);
export type Signatures = z.output<typeof signatures>;

const about = { interview: z.string(), unit: z.string() };
const evidence = z.array(evidenceReference);
/** The document that lets the usual notice be cut short. */
const urgent = z.strictObject({ authority: z.string() }).optional();

export const interviewEvents = defineEvents({
  'supervision.InterviewCalled': {
    version: 1,
    title: { zh: '约谈通知', en: 'Interview called' },
    data: z.strictObject({
      ...about,
      /** Findings it is about; none when the reason is another. */
      findings: z.array(z.string()),
      level: z.enum(interviewLevels),
      /** Document by which the bureau calls in the name of the leadership. */
      authority: z.string().optional(),
      /** User who interviews. */
      interviewer: z.string(),
      interviewee, reason: z.string(), at: z.string(), place: z.string(), urgent,
    }),
  },
  'supervision.InterviewMoved': {
    version: 1,
    title: { zh: '约谈改期', en: 'Interview moved' },
    data: z.strictObject({ ...about, from: z.strictObject({ at: z.string(), place: z.string() }), at: z.string(), place: z.string(), reason: z.string(), urgent }),
  },
  'supervision.InterviewCancelled': {
    version: 1,
    title: { zh: '取消约谈', en: 'Interview cancelled' },
    data: z.strictObject({ ...about, reason: z.string() }),
  },
  'supervision.InterviewHeld': {
    version: 1,
    title: { zh: '约谈纪要', en: 'Interview held' },
    data: z.strictObject({
      ...about, heldAt: z.string(),
      /** 表态. */
      statement: z.string(),
      commitments: z.array(commitment), minutes: evidence.min(1), signatures,
      /** Last day of the unit's report on what it did. */
      followUpReportDueOn: z.string(),
      urgent,
    }),
  },
  'supervision.InterviewFollowedUp': {
    version: 1,
    title: { zh: '约谈整改情况报告', en: 'Interview followed up' },
    data: z.strictObject({ ...about, report: z.string(), evidence, dueOn: z.string(), late: z.boolean() }),
  },
  'supervision.InterviewConcluded': {
    version: 1,
    title: { zh: '约谈办结', en: 'Interview concluded' },
    data: z.strictObject({ ...about, opinion: z.string() }),
  },
});
export type InterviewEvent = EventsOf<typeof interviewEvents>;

/** The stream of an interview. */
export const interviewStream = (interview: string): string => `interview-${interview}`;
