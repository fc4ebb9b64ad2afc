import { ascii, fromBase64, proving, same, type ProvenNote, type ProvingIo, type ProvingKey } from '../../../../libs/domain/history/audit-bundle/verifier/proving.mjs';
import { climb, type Climbed } from './inclusion.js';

/** What is held against each other, as it came from the server, from paper or from a colleague. */
export interface ProofInput {
  /** The event's canonical text; undefined when it is not wholly known here, so that only its hash is used. */
  readonly text: string | undefined;
  /** The hash of the event as the ledger has it, Base64. */
  readonly leaf: string;
  readonly index: number;
  readonly size: number;
  readonly proof: readonly string[];
  /** The signed checkpoint, byte for byte; null when the tree of this size has none. */
  readonly note: string | null;
  /** Public keys as the server tells them. */
  readonly keys: readonly string[];
  /** Public keys that the person has from elsewhere. */
  readonly pinned: readonly string[];
}

/** `open`: nothing here can tell. */
export type StepVerdict = 'holds' | 'fails' | 'open';
export type StepName = 'leaf' | 'path' | 'signature' | 'key' | 'witnesses';

export interface ProofStep {
  readonly name: StepName;
  readonly verdict: StepVerdict;
  /** Code of what was found, for words. */
  readonly found: string;
  readonly values: Readonly<Record<string, string | number>>;
}

/** `proven`: every step holds. `partly`: nothing fails, but a signature could not be checked here. */
export interface EventProof {
  readonly verdict: 'proven' | 'partly' | 'broken';
  readonly steps: readonly ProofStep[];
  /** Hashes on the way, for those who want to follow. */
  readonly leaf: Uint8Array;
  readonly climbed: readonly Climbed[];
  readonly note: ProvenNote | undefined;
}

const base64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));
const step = (name: StepName, verdict: StepVerdict, found: string, values: ProofStep['values'] = {}): ProofStep => ({ name, verdict, found, values });

/** Prove that an event is in the log that a checkpoint signs. Everything is hashed and compared here; nothing the server says is believed. */
export async function proveEvent(io: ProvingIo, input: ProofInput): Promise<EventProof> {
  const maths = proving(io);
  const told = fromBase64(input.leaf) ?? new Uint8Array();
  const leaf = input.text === undefined ? told : await maths.leaf(ascii(input.text));
  const leafStep = input.text === undefined ? step('leaf', 'open', 'withheld') : same(leaf, told) ? step('leaf', 'holds', 'hashed', { hash: base64(leaf) }) : step('leaf', 'fails', 'changed', { hash: base64(leaf), told: input.leaf });
  const [keys, pinned] = await Promise.all([input.keys, input.pinned].map(async (texts) => (await Promise.all(texts.map(maths.readKey))).filter((key) => key !== undefined)));
  const note = input.note === null ? undefined : await maths.openNote(input.note, [...pinned!, ...keys!]);
  const path = input.proof.map((hash) => fromBase64(hash));
  const climbed = path.every((hash) => hash?.length === 32) ? await climb(maths, leaf, input.index, input.size, path as Uint8Array[]) : undefined;
  const steps = [leafStep, pathStep(input, leaf, climbed, note), signatureStep(input, note), ...keyStep(note, pinned!, input.pinned.length), ...witnessStep(note)];
  const verdict = steps.some((one) => one.verdict === 'fails') ? 'broken' : steps.every((one) => one.verdict === 'holds') ? 'proven' : 'partly';
  return { verdict, steps, leaf, climbed: climbed ?? [], note };
}

function pathStep({ size, note: text }: ProofInput, leaf: Uint8Array, climbed: readonly Climbed[] | undefined, note: ProvenNote | undefined): ProofStep {
  if (!climbed) return step('path', 'fails', 'misshapen');
  const root = climbed.at(-1)?.made ?? leaf;
  if (text === null) return step('path', 'open', 'unsigned', { root: base64(root) });
  if (!note) return step('path', 'fails', 'no-note');
  const values = { hashes: climbed.length, size, root: base64(root), signed: base64(note.root) };
  return note.size === size && same(root, note.root) ? step('path', 'holds', 'arrives', values) : step('path', 'fails', 'elsewhere', values);
}

function signatureStep({ note: text }: ProofInput, note: ProvenNote | undefined): ProofStep {
  if (!note) return step('signature', text === null ? 'open' : 'fails', text === null ? 'no-checkpoint' : 'unreadable');
  const own = note.signatures.filter(({ key, who }) => (key ? !key.timed : who === note.origin));
  const values = { origin: note.origin, time: note.time ?? '' };
  if (own.some(({ good }) => good === false)) return step('signature', 'fails', 'wrong', values);
  if (own.some(({ key, good }) => key && good)) return step('signature', 'holds', 'right', values);
  return own.some(({ key }) => key) ? step('signature', 'open', 'no-ed25519', values) : step('signature', 'fails', 'key-unknown', values);
}

/** Whether the checkpoint is signed with a key that the person has from elsewhere. */
function keyStep(note: ProvenNote | undefined, pinned: readonly ProvingKey[], given: number): readonly ProofStep[] {
  if (given === 0 || !note) return [];
  if (pinned.length < given) return [step('key', 'fails', 'unreadable')];
  const missing = pinned.find(({ text }) => !note.signatures.some(({ key, good }) => key?.text === text && good !== false));
  return [missing ? step('key', 'fails', 'not-signed', { key: missing.text }) : step('key', 'holds', 'signed')];
}

function witnessStep(note: ProvenNote | undefined): readonly ProofStep[] {
  const witnesses = note?.signatures.filter(({ key, who }) => (key ? key.timed : who !== note.origin)) ?? [];
  return witnesses.map(({ who, key, good }) => (good ? step('witnesses', 'holds', 'cosigned', { who }) : good === false ? step('witnesses', 'fails', 'wrong', { who }) : step('witnesses', 'open', key ? 'no-ed25519' : 'key-unknown', { who })));
}
