import { z } from 'zod';
import { cityDate, type Instant } from '#engine/kernel';
import type { WorkingCalendar } from '#domain/calendar';
import { escalationLevels, findingSources, severities, urgencies } from '../finding.events.js';
import { findingStatuses } from '../finding.state.js';
import { lights } from '../light.js';
import { daysLeft, daysUsed } from './days-used.js';
import { stages, type FindingRow } from './finding-row.js';

const count = z.number().int();

/** A line of the ledger as it is answered. */
export const ledgerLine = z.object({
  finding: z.string(), number: z.string(), serial: count, status: z.enum(findingStatuses), stage: z.enum(stages),
  source: z.object({ kind: z.enum(findingSources), ref: z.string().nullable(), document: z.string().nullable() }),
  title: z.string(), unit: z.string(), supporting: z.array(z.string()), responsibleLeader: z.string().nullable(), severity: z.enum(severities), urgency: z.enum(urgencies),
  plan: z.string().nullable(), measure: z.string().nullable(), indicator: z.string().nullable(), campaign: z.string().nullable(), repeats: z.string().nullable(),
  issuedAt: z.string(), issuedBy: z.string(), acknowledgeBy: z.string(), acknowledgedAt: z.string().nullable(), originalDueAt: z.string(), dueAt: z.string(),
  percent: z.string().nullable(), latest: z.object({ at: z.string(), summary: z.string() }).nullable(), light: z.enum(lights), level: z.enum(escalationLevels).nullable(),
  overdue: z.boolean(), suspended: z.boolean(), listed: z.boolean(), extensionAsked: z.string().nullable(),
  extensions: count, returns: count, relapses: count, evidence: count,
  conclusion: z.enum(['done', 'partly-done', 'not-done']).nullable(), followUp: z.enum(['consolidated', 'relapsed']).nullable(), followUpOn: z.string().nullable(), closedOn: z.string().nullable(),
  workingDays: z.object({ sinceIssue: count.nullable(), sinceLevel: count.nullable(), left: count.nullable() }),
  revision: count, changedAt: z.string(),
});
export type LedgerLine = z.output<typeof ledgerLine>;

/** A row as a line: with what follows from the clock and the calendar. */
export function lineOf(row: FindingRow, now: Instant, calendar: WorkingCalendar): LedgerLine {
  const { finding, number, serial, status, title, unit, supporting, responsibleLeader, severity, urgency, plan, measure, indicator, campaign, repeats, issuedAt, issuedBy, acknowledgeBy } = row;
  const { acknowledgedAt, originalDueAt, dueAt, percent, latest, light, level, listed, extensions, returns, relapses, evidence, conclusion, followUp, followUpOn, revision, changedAt } = row;
  return {
    finding, number, serial, status, stage: stages[row.stage]!, source: { kind: row.source, ref: row.sourceRef, document: row.sourceDocument },
    title, unit, supporting: [...supporting], responsibleLeader, severity, urgency, plan, measure, indicator, campaign, repeats, issuedAt, issuedBy, acknowledgeBy, acknowledgedAt, originalDueAt, dueAt,
    percent, latest, light, level, overdue: row.lateAfter < now, suspended: row.kept['suspended'] !== undefined, listed, extensionAsked: row.asked, extensions, returns, relapses, evidence,
    conclusion, followUp, followUpOn, closedOn: status === 'closed' && row.endedAt !== null ? cityDate(row.endedAt) : null, workingDays: { ...daysUsed(row, now, calendar), left: daysLeft(row, now, calendar) }, revision, changedAt,
  };
}
