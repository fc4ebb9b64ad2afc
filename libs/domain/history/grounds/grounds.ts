import type { Bilingual, RecordedEvent } from '#engine/kernel';
import type { EventStore } from '#engine/event-store';
import { proofTexts, type Ledger, type SignedCheckpoint } from '#engine/ledger';
import { evidenceOf, sameMatter, type Citation } from './citations.js';

/** A fact as an explanation shows it. */
export interface FactShown {
  readonly position: number;
  readonly eventId: string;
  readonly stream: string;
  readonly type: string;
  readonly title: Bilingual;
  readonly person: string;
  readonly unit: string | null;
  readonly role: string | null;
  readonly recordedAt: string;
  readonly validAt: string | null;
  readonly reason: string | null;
  readonly authority: string | null;
  /** SHA-256 of the files it rests on. */
  readonly evidence: readonly string[];
}

/** The way from a fact to the root of a checkpoint: base64. */
export interface GroundProof {
  readonly index: number;
  readonly size: number;
  readonly leaf: string;
  readonly proof: readonly string[];
}

/** A fact that a score rests on. */
export interface Ground extends FactShown {
  /** Whether the log has, at this position, the fact that the sheet names. */
  readonly matches: boolean;
  /** What was said of the same matter before and after: reports, checks, corrections. */
  readonly related: readonly FactShown[];
  readonly proof: GroundProof | null;
}

/** How a kind of fact is called. */
export type TitleOf = (type: string) => Bilingual;

/** Everything that cited facts rest on, each with its proof where a checkpoint covers it. @param upTo what came later is not known */
export async function groundsOf(log: Pick<EventStore, 'readAll' | 'readStream'>, ledger: Pick<Ledger, 'inclusion'>, titleOf: TitleOf, citations: readonly Citation[], checkpoint: SignedCheckpoint | undefined, upTo = Infinity): Promise<readonly Ground[]> {
  const streams = new Map<string, readonly RecordedEvent[]>();
  const grounds: Ground[] = [];
  for (const { position, eventId } of citations) {
    const [event] = (await log.readAll({ after: position - 1, limit: 1 })).events;
    if (!event || event.position !== position) continue;
    if (!streams.has(event.stream)) streams.set(event.stream, await log.readStream(event.stream));
    grounds.push({
      ...shownFact(event, titleOf),
      matches: eventId === undefined || eventId === event.id,
      related: sameMatter(event, streams.get(event.stream)!).filter((one) => one.position <= upTo).map((one) => shownFact(one, titleOf)),
      proof: checkpoint && position <= checkpoint.size ? proofOf(ledger, position, checkpoint.size) : null,
    });
  }
  return grounds;
}

function proofOf(ledger: Pick<Ledger, 'inclusion'>, position: number, size: number): GroundProof {
  const { leaf, proof } = ledger.inclusion(position, size);
  return { index: position - 1, size, leaf: leaf.toString('base64'), proof: proofTexts(proof) };
}

function shownFact({ id, stream, type, position, recordedAt, data, meta }: RecordedEvent, titleOf: TitleOf): FactShown {
  const { actor, unit = null, role = null, reason = null, authority = null, validAt = null } = meta;
  return { position, eventId: id, stream, type, title: titleOf(type), person: actor, unit, role, recordedAt, validAt, reason, authority, evidence: evidenceOf(data) };
}
