import { cityDate, type Instant, type Recorded } from '#engine/kernel';
import { effectsAfter, isFindingEvent, type FactOrigin, type FindingEvent, type InterviewEvent } from '#domain/supervision';
import { everyPlan, findingKey, interviewKey, type FindingFact, type InterviewFact, type OfYear, type UnitFact } from './supervision-facts.js';

export type SupervisionEvent = FindingEvent | InterviewEvent;

/** Facts known so far, by key. */
type Known = ReadonlyMap<string, UnitFact>;

/** The fact that an event of supervision leaves; undefined, or the one before it, when scoring does not care. */
export function supervisionFactOf(event: Recorded<SupervisionEvent>, known: Known): UnitFact | undefined {
  return isFindingEvent(event) ? findingFact(event, known) : interviewFact(event as Recorded<InterviewEvent>, known);
}

function findingFact(event: Recorded<FindingEvent>, known: Known): FindingFact | undefined {
  const before = known.get(findingKey(event.data.finding)) as FindingFact | undefined;
  if (event.type === 'supervision.FindingListed') return before && { ...before, listed: [...before.listed, ofYear(originOf(event), event.recordedAt)] };
  const after = effectsAfter(before, event);
  if (!after || after === before) return before;
  const settled = event.type === 'supervision.FindingWithdrawn' || after.unit !== before?.unit;
  return {
    ...after,
    kind: 'supervision', plan: after.plan ?? everyPlan,
    effects: after.effects.map((effect) => ofYear(effect, effect.since.at)),
    lifted: after.lifted.map((effect) => ofYear(effect, effect.since.at)),
    listed: settled ? [] : before!.listed,
  };
}

function interviewFact(event: Recorded<InterviewEvent>, known: Known): InterviewFact | undefined {
  const { interview, unit } = event.data;
  const before = known.get(interviewKey(interview)) as InterviewFact | undefined;
  if (event.type === 'supervision.InterviewCalled') {
    const about = event.data.findings.flatMap((finding) => (known.get(findingKey(finding)) as FindingFact | undefined) ?? []);
    return { kind: 'interview', plan: onlyPlan(about), unit, interview, about: about.map(({ number }) => number), held: null };
  }
  if (event.type === 'supervision.InterviewHeld') return before && { ...before, held: ofYear({ ...originOf(event), at: event.data.heldAt }, event.data.heldAt) };
  return before;
}

/** The plan of the findings that an interview is about; where they have none or several, it counts as one that names none. */
function onlyPlan(findings: readonly FindingFact[]): string {
  const [plan, ...others] = new Set(findings.map((finding) => finding.plan));
  return plan === undefined || others.length > 0 ? everyPlan : plan;
}

const originOf = ({ position, id, recordedAt }: Recorded<SupervisionEvent>): FactOrigin => ({ position, eventId: id, at: recordedAt });

/** Reckoned once: a board asks for years whenever it is built. */
const ofYear = <T extends object>(fact: T, at: Instant): OfYear<T> => ('year' in fact ? (fact as OfYear<T>) : { ...fact, year: Number(cityDate(at).slice(0, 4)) });
