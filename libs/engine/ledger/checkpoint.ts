import type { LogIdentity } from '#engine/event-store';
import type { Instant } from '#engine/kernel';
import { MalformedNote, parseNote, type NoteSignature } from './note.js';
import { hashOfText } from './proof.js';
import { type Hash, hashBytes } from './tree-hash.js';

/** The state of a log at one size (C2SP tlog-checkpoint): origin, size, root, and lines of this product. */
export interface Checkpoint {
  /** First line: names the ledger for every reader, without a scheme. */
  readonly origin: string;
  readonly size: number;
  /** SHA-256 root over the first `size` events. */
  readonly root: Hash;
  /** `log <id> <made at> <format>`: the log the events are in. */
  readonly log?: LogIdentity;
  /** `sm3 <base64>`: root of the same events hashed with SM3. */
  readonly sm3?: Hash;
  /** `time <instant>`: when it was signed, by the signer's clock. */
  readonly time?: Instant;
  /** Further lines, as they stand. */
  readonly extensions: readonly string[];
}

const logLine = /^log ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}) (\S+) (\d{1,9})$/;
const sizeText = /^(0|[1-9]\d{0,15})$/;

/** The text that is signed. @throws MalformedNote when a part cannot stand in a line */
export function checkpointText({ origin, size, root, log, sm3, time, extensions }: Checkpoint): string {
  const lines = [
    origin, String(size), root.toString('base64'),
    ...(log ? [`log ${log.origin} ${log.createdAt} ${log.format}`] : []),
    ...(sm3 ? [`sm3 ${sm3.toString('base64')}`] : []),
    ...(time === undefined ? [] : [`time ${time}`]),
    ...extensions,
  ];
  if (!Number.isSafeInteger(size) || size < 0 || root.length !== hashBytes || lines.some((line) => line === '' || /[\u0000-\u001f]/.test(line))) {
    throw new MalformedNote('not a checkpoint');
  }
  return `${lines.join('\n')}\n`;
}

/** Read a checkpoint's text. @throws MalformedNote */
export function parseCheckpoint(text: string): Checkpoint {
  const lines = text.split('\n');
  const [origin = '', size = '', base64 = ''] = lines;
  const root = hashOfText(base64);
  const extensions = lines.slice(3, -1);
  if (lines.at(-1) !== '' || origin === '' || !sizeText.test(size) || !Number.isSafeInteger(Number(size)) || !root || extensions.includes('')) {
    throw new MalformedNote('a checkpoint has a line each for origin, size and root');
  }
  const found: { log?: LogIdentity; sm3?: Hash; time?: Instant } = {};
  const others: string[] = [];
  for (const line of extensions) {
    const log = logLine.exec(line);
    const sm3 = line.startsWith('sm3 ') ? hashOfText(line.slice(4)) : undefined;
    // A line that is said twice is kept as it stands: only the first is taken at its word.
    if (log && !found.log) found.log = { origin: log[1]!, createdAt: log[2]!, format: Number(log[3]) };
    else if (sm3 && !found.sm3) found.sm3 = sm3;
    else if (/^time \S+$/.test(line) && found.time === undefined) found.time = line.slice(5);
    else others.push(line);
  }
  return { origin, size: Number(size), root, ...found, extensions: others };
}

/** A signed checkpoint as it is kept and handed out. */
export interface SignedCheckpoint extends Checkpoint {
  /** The whole note, byte for byte. */
  readonly note: string;
  readonly signatures: readonly NoteSignature[];
}

/** Read a signed checkpoint; signatures are read, not checked: see `openNote`. @throws MalformedNote */
export function readCheckpoint(note: string | Uint8Array): SignedCheckpoint {
  const { text, signatures } = parseNote(note);
  return { ...parseCheckpoint(text), note: typeof note === 'string' ? note : Buffer.from(note).toString('utf8'), signatures };
}
