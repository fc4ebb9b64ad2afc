import { command, refuse, told, type Instant, type Refusal } from '#engine/kernel';
import type { EvidenceReference } from '#domain/reporting';
import { unitStanding, unitStream } from '#domain/units';
import type { Urgency } from '../finding.events.js';
import { matterStream, type MatterEvent, type MatterKind } from '../matter.events.js';
import { mayReportMatter } from '../matter.policies.js';
import { matter, type MatterState } from '../matter.state.js';
import { sameFact } from '../same-fact.js';
import { timelinessOf } from './timeliness.js';

/** A unit asks for one decision 请示, or informs 报告; also anew after the paper was returned. */
export interface ReportMatter {
  readonly matter: string;
  readonly kind: MatterKind;
  readonly title: string;
  readonly unit: string;
  readonly content: string;
  /** The one decision that is asked for; a request has it, a report must not. */
  readonly decisionSought?: string;
  /** 签发人, by reference to the registry of persons; a request has one. */
  readonly signer?: string;
  readonly urgency: Urgency;
  /** An accident or the like: how fast it was told of is recorded. */
  readonly incident?: { readonly occurredAt: Instant; readonly phonedAt?: Instant };
  readonly documents: readonly string[];
  readonly evidence: readonly EvidenceReference[];
}

export const reportMatter = command({
  name: 'supervision.ReportMatter',
  policy: mayReportMatter,
  unit: (c: ReportMatter) => c.unit,
  stream: (c) => matterStream(c.matter),
  state: matter,
  told: (c) => ({ unit: told(unitStream(c.unit), unitStanding) }),
  decide: (state, c, { now, told: { unit } }) => {
    const reported = reportedFact(c, state, now);
    if (state.status === 'reported' && sameFact(state.matter, reported.data)) return [];
    const free = state.status === 'none' || (state.status === 'returned' && state.matter.unit === c.unit);
    if (!free) return refuse('supervision.matter-exists', { matter: c.matter }, 'body.matter');
    if (unit !== 'active') return refuse('supervision.unknown-unit', { unit: c.unit }, 'body.unit');
    return formProblem(c) ?? incidentProblem(c, now) ?? [reported];
  },
});

/** The formula that a request ends with: where a report has it, it hides a request. */
const asksForDecision = /(妥否|当否|可否|是否妥当|是否可行)[，,、；;\s]*请\s*(予|予以)?\s*(批示|批复|审批|审定|批准)/u;

function formProblem({ kind, decisionSought, signer, content }: ReportMatter): Refusal | undefined {
  if (kind === 'report') {
    if (decisionSought !== undefined) return refuse('supervision.request-in-report', {}, 'body.decisionSought');
    return asksForDecision.test(content) ? refuse('supervision.request-in-report', {}, 'body.content') : undefined;
  }
  if (decisionSought === undefined) return refuse('supervision.decision-sought-required', {}, 'body.decisionSought');
  return signer === undefined ? refuse('supervision.signer-required', {}, 'body.signer') : undefined;
}

function incidentProblem({ incident }: ReportMatter, now: Instant): Refusal | undefined {
  if (!incident) return undefined;
  const [occurred, phoned] = [Date.parse(incident.occurredAt), Date.parse(incident.phonedAt ?? incident.occurredAt)];
  if (occurred > Date.parse(now)) return refuse('supervision.incident-ahead', {}, 'body.incident.occurredAt');
  return phoned < occurred || phoned > Date.parse(now) ? refuse('supervision.phoned-out-of-time', {}, 'body.incident.phonedAt') : undefined;
}

function reportedFact({ incident, documents, evidence, ...c }: ReportMatter, state: MatterState, now: Instant): MatterEvent {
  // What is sent in anew after a return was in writing when it first came.
  const writtenAt = state.status === 'none' ? now : state.firstReportedAt;
  const told = incident && { ...incident, timeliness: timelinessOf(incident.occurredAt, incident.phonedAt, writtenAt) };
  return {
    type: 'supervision.MatterReported', ...(incident ? { validAt: incident.occurredAt } : {}),
    data: { ...c, documents: [...documents], evidence: [...evidence], ...(told ? { incident: told } : {}) },
  };
}
