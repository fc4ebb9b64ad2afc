import { z } from 'zod';
import { defineEvents, type EventsOf } from '#engine/kernel';
import { evidenceReference } from '#domain/reporting';
import { severities, timeAllowed, urgencies } from './finding.events.js';

// Names and schemas here are storage format: a change means a new version with an upcaster and a golden file.

/** 请示 asks one decision, upwards; 报告 informs and asks nothing. */
export const matterKinds = ['request', 'report'] as const;
export type MatterKind = (typeof matterKinds)[number];

/** How a matter ends: 同意 · 部分同意 · 不同意 a request; 已阅 a report. */
export const matterOutcomes = ['approved', 'partly-approved', 'declined', 'noted'] as const;
export type MatterOutcome = (typeof matterOutcomes)[number];

/**
 * How fast a unit told of an incident: by phone within two hours, in writing within twenty-four. Reckoned once, when it is reported
 * in writing; a late report is recorded as late, never refused.
 */
export const timeliness = z.strictObject({
  phoneDueAt: z.string(),
  phone: z.enum(['in-time', 'late', 'not-phoned']),
  writtenDueAt: z.string(),
  /** When the first written report came in; a corrected form does not make it later. */
  writtenAt: z.string(),
  written: z.enum(['in-time', 'late']),
});
export type Timeliness = z.output<typeof timeliness>;

/** What is done about a finding that comes of an instruction. */
export const instructedFinding = z.strictObject({ unit: z.string(), severity: z.enum(severities), requirement: z.string(), due: timeAllowed });
export type InstructedFinding = z.output<typeof instructedFinding>;

const evidence = z.array(evidenceReference);
const about = { matter: z.string(), unit: z.string() };

export const matterEvents = defineEvents({
  'supervision.MatterReported': {
    version: 1,
    title: { zh: '重大事项请示报告', en: 'Matter reported' },
    data: z.strictObject({
      ...about, kind: z.enum(matterKinds), title: z.string(), content: z.string(),
      /** The one decision a request asks for. */
      decisionSought: z.string().optional(),
      /** 签发人, by reference to the registry of persons. */
      signer: z.string().optional(),
      urgency: z.enum(urgencies),
      incident: z.strictObject({ occurredAt: z.string(), phonedAt: z.string().optional(), timeliness }).optional(),
      /** Numbers of papers. */
      documents: z.array(z.string()), evidence,
    }),
  },
  'supervision.MatterSupplemented': {
    version: 1,
    title: { zh: '重大事项续报', en: 'Matter supplemented' },
    data: z.strictObject({ ...about, content: z.string(), documents: z.array(z.string()), evidence }),
  },
  'supervision.MatterReturned': {
    version: 1,
    title: { zh: '重大事项退文', en: 'Matter returned' },
    data: z.strictObject({ ...about, reason: z.string() }),
  },
  'supervision.InstructionGiven': {
    version: 1,
    title: { zh: '领导批示', en: 'Instruction given' },
    data: z.strictObject({
      ...about, instruction: z.string(),
      /** The leader, by reference to the registry of persons, where an office writes it down; otherwise whoever recorded it. */
      leader: z.string().optional(),
      text: z.string(),
      handling: z.enum(['note', 'finding']),
      /** What the instruction is about, as it stood: what becomes of it needs no other fact. */
      about: z.strictObject({ title: z.string(), content: z.string(), urgency: z.enum(urgencies) }),
      finding: instructedFinding.optional(),
    }),
  },
  'supervision.MatterSettled': {
    version: 1,
    title: { zh: '重大事项办结', en: 'Matter settled' },
    data: z.strictObject({ ...about, outcome: z.enum(matterOutcomes), opinion: z.string().optional(), document: z.string().optional() }),
  },
});
export type MatterEvent = EventsOf<typeof matterEvents>;

/** The stream of a matter. */
export const matterStream = (matter: string): string => `matter-${matter}`;
