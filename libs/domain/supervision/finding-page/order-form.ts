import { cityDate, type Bilingual, type DateText, type Instant, type Recorded } from '#engine/kernel';
import type { FindingContent, FindingEvent } from '../finding.events.js';
import type { IssuedFinding } from '../finding.state.js';
import { nameIn } from '../ledger/supervised-units.projection.js';

interface NamedUnit {
  readonly unit: string;
  readonly name: Bilingual;
}

/** The form 督办单 as it is printed: what was ordered, as it stands now. */
export interface OrderForm {
  readonly number: string;
  readonly issuedOn: DateText;
  readonly urgency: FindingContent['urgency'];
  readonly severity: FindingContent['severity'];
  readonly source: { readonly kind: FindingContent['source']['kind']; readonly document: string | null };
  readonly title: string;
  readonly problem: string;
  readonly basis: string;
  readonly requirement: string;
  readonly feedback: string | null;
  readonly lead: NamedUnit;
  readonly supporting: readonly NamedUnit[];
  /** Persons by reference; the registry of persons has their names. */
  readonly responsibleLeader: string | null;
  readonly contact: string | null;
  readonly originalDueOn: DateText;
  readonly dueOn: DateText;
  readonly acknowledgeByOn: DateText;
  /** 签发人, by user. */
  readonly issuedBy: string;
  /** 签收人和时间; null until the unit that answers now has signed. */
  readonly acknowledged: { readonly by: string; readonly at: Instant; readonly late: boolean } | null;
  readonly remark: string | null;
}

/** What is printed of an issued finding. @param names of units as they are called */
export function orderForm(state: IssuedFinding, events: readonly Recorded<FindingEvent>[], names: ReadonlyMap<string, Bilingual>): OrderForm {
  const { content, number, issuedAt, issuedBy, originalDueAt, deadline, acknowledgeBy } = state;
  const { title, problem, basis, requirement, urgency, severity, source, unit, supporting, feedback = null, responsibleLeader = null, remark = null } = content;
  const named = (code: string): NamedUnit => ({ unit: code, name: nameIn(names, code) });
  const signed = signatureIn(events);
  return {
    number, issuedOn: cityDate(issuedAt), urgency, severity, source: { kind: source.kind, document: source.document ?? null }, title, problem, basis, requirement, feedback,
    lead: named(unit), supporting: supporting.map(named), responsibleLeader, contact: signed?.data.contact ?? content.contact ?? null,
    originalDueOn: cityDate(originalDueAt), dueOn: cityDate(deadline.dueAt), acknowledgeByOn: cityDate(acknowledgeBy), issuedBy,
    acknowledged: signed ? { by: signed.meta.actor, at: signed.recordedAt, late: signed.data.late } : null, remark,
  };
}

type Signature = Recorded<Extract<FindingEvent, { type: 'supervision.FindingAcknowledged' }>>;

/** The signature that holds: an order that went out anew is signed anew. */
function signatureIn(events: readonly Recorded<FindingEvent>[]): Signature | undefined {
  let signed: Signature | undefined;
  for (const event of events) {
    if (event.type === 'supervision.FindingAcknowledged') signed = event;
    else if (event.type === 'supervision.FindingReassigned' || event.type === 'supervision.AssignmentUpheld') signed = undefined;
  }
  return signed;
}
