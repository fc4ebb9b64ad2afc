import { z } from 'zod';
import { canonicalJson, type Instant, type JsonObject, type Uuid } from '#engine/kernel';
import { dossierContent, leaderTenure, confirmedFacts, type DossierContent } from '../dossier-content.events.js';
import { dossierMarks, dossierName } from '../dossier.events.js';
import { noteText } from './note-texts.js';

const bilingual = z.strictObject({ zh: z.string(), en: z.string() });

/** A term with the person's name as it was when the dossier was handed over; null once the person's data are erased. */
const namedLeader = leaderTenure.extend({ name: z.string().nullable(), remarks: z.array(bilingual) });

/** A fact in the ledger (RFC 6962): hashes are SHA-256, base64. */
export const ledgerProof = z.strictObject({
  /** The signed note (C2SP tlog-checkpoint), byte for byte. */
  checkpoint: z.string(),
  index: z.int().min(0), size: z.int().min(1), leaf: z.string(), proof: z.array(z.string()),
});
export type LedgerProof = z.output<typeof ledgerProof>;

/** What is signed: the content of a dossier with the names of the persons in it. */
export const dossierDocument = dossierContent.extend({
  schema: z.literal('urn:zhiheng:schema:dossier-document.v1'),
  /** Of the attempt to hand it over: no two attempts make the same document. */
  id: z.string(),
  dossier: z.string(), version: z.int().min(1), number: z.string(), mark: z.enum(dossierMarks), preparedAt: z.string(),
  replaces: z.strictObject({ version: z.int().min(1), hash: z.string() }).nullable(),
  confirmed: confirmedFacts.extend({ leaders: z.array(namedLeader) }),
  /** Proof that the unit's result is in the city's ledger: a signed checkpoint and the way from the fact at `integrity.position` to its root. */
  ledger: ledgerProof.nullable(),
  /** There once names were taken out after the dossier was handed over: the hash of the document as it was. */
  redaction: z.strictObject({ of: z.string(), persons: z.array(z.string()), at: z.string() }).nullable(),
});
export type DossierDocument = z.output<typeof dossierDocument>;

/** JSON Schema 2020-12 of the signed document. */
export const dossierDocumentSchema: JsonObject = {
  ...(z.toJSONSchema(dossierDocument, { io: 'output', reused: 'ref' }) as JsonObject),
  $id: 'urn:zhiheng:schema:dossier-document.v1',
  title: 'Dossier of a unit for the performance review of its leading group',
};

/** What the signed document says beside its content. */
export interface DossierHead {
  readonly id: Uuid;
  readonly round: string;
  readonly unit: string;
  readonly version: number;
  readonly number: string;
  readonly preparedAt: Instant;
  readonly replaces: { readonly version: number; readonly hash: string } | null;
  readonly ledger: LedgerProof | null;
}

/** Join the names to the content. @param names by reference; a person without one is shown without a name */
export function documentOf({ id, round, unit, version, number, preparedAt, replaces, ledger }: DossierHead, content: DossierContent, names: ReadonlyMap<string, string>): DossierDocument {
  const { confirmed, ...rest } = content;
  const leaders = confirmed.leaders.map((leader) => ({ ...leader, name: names.get(leader.person) ?? null, remarks: leader.notes.map(noteText) }));
  return {
    ...rest, schema: 'urn:zhiheng:schema:dossier-document.v1', id, dossier: dossierName(round, unit), version, number, mark: 'internal', preparedAt, replaces,
    confirmed: { ...confirmed, leaders }, ledger, redaction: null,
  };
}

/** Take the names of persons out. @param of hash of the document that was handed over */
export function redacted(document: DossierDocument, persons: readonly string[], of: string, at: Instant): DossierDocument {
  const gone = new Set([...persons, ...(document.redaction?.persons ?? [])]);
  const leaders = document.confirmed.leaders.map((leader) => (gone.has(leader.person) ? { ...leader, name: null } : leader));
  return { ...document, confirmed: { ...document.confirmed, leaders }, redaction: { of, persons: [...gone].sort(), at } };
}

/** References of the persons whose names a document carries. */
export const personsNamed = ({ confirmed: { leaders } }: DossierDocument): readonly string[] => [...new Set(leaders.flatMap(({ person, name }) => (name === null ? [] : [person])))].sort();

/** The bytes that are signed: canonical JSON (RFC 8785), UTF-8. */
export const bytesOf = (document: DossierDocument): Uint8Array => new TextEncoder().encode(canonicalJson(document));
