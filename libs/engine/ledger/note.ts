import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign as signBytes, verify as verifyBytes, type KeyObject } from 'node:crypto';

/**
 * Signed notes (C2SP signed-note), as Go's `golang.org/x/mod/sumdb/note` reads them: a text, an empty line, signature lines
 * `— <key name> <base64 of key id and signature>`.
 */
export interface SignedNote {
  /** The signed text, with its last line break. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

export interface NoteSignature {
  readonly name: string;
  /** First four bytes of a hash over name, algorithm and key, as eight hex digits. */
  readonly keyId: string;
  readonly bytes: Buffer;
}

/** Algorithms of C2SP signed-note that are used here. */
export const noteAlgorithms = { ed25519: 1, cosignature: 4 } as const;
export type NoteAlgorithm = keyof typeof noteAlgorithms;

export interface NoteVerifier {
  readonly name: string;
  readonly keyId: string;
  readonly algorithm: NoteAlgorithm;
  /** The 32 bytes of the public key. */
  readonly publicKey: Buffer;
  /** Whether a signature of this key over the text holds. For a cosignature the bytes begin with its time. */
  verify(text: string, signature: Uint8Array): boolean;
}

export interface NoteSigner {
  readonly name: string;
  readonly keyId: string;
  readonly verifierKey: string;
  /** Signature over the bytes of a text. */
  sign(text: string): Buffer;
}

/** The text is no signed note. */
export class MalformedNote extends Error {
  override readonly name = 'MalformedNote';
}

/** The text is no key of a note, or its id does not fit the key. */
export class MalformedKey extends Error {
  override readonly name = 'MalformedKey';
}

const signaturePrefix = '— ';
const longestNote = 1_000_000;
const mostSignatures = 100;
// Ideographic and other spaces too: a name must be one word to every reader.
const unfitForName = /[\s\u0085\p{Cc}\p{Surrogate}+]/u;
const unfitForText = /[\u0000-\u0009\u000b-\u001f\p{Surrogate}]/u;

/** Whether a text may name a key: one word without `+`. */
export const isKeyName = (name: string): boolean => name !== '' && !unfitForName.test(name);

/**
 * Read a note. Every byte counts: what is accepted is spelt in the only way.
 * @throws MalformedNote
 */
export function parseNote(note: string | Uint8Array): SignedNote {
  const whole = typeof note === 'string' ? note : utf8(note);
  if (whole.length > longestNote || unfitForText.test(whole)) throw new MalformedNote('a note is a short text without control characters');
  const split = whole.lastIndexOf('\n\n');
  if (split < 0 || !whole.endsWith('\n') || split + 2 === whole.length) throw new MalformedNote('a note ends with an empty line and signature lines');
  const lines = whole.slice(split + 2, -1).split('\n');
  if (lines.length > mostSignatures) throw new MalformedNote(`a note has at most ${mostSignatures} signatures`);
  return { text: whole.slice(0, split + 1), signatures: lines.map(parseSignature) };
}

function utf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new MalformedNote('a note is UTF-8', { cause });
  }
}

function parseSignature(line: string): NoteSignature {
  const [name = '', base64 = '', ...rest] = line.slice(signaturePrefix.length).split(' ');
  const bytes = Buffer.from(base64, 'base64');
  if (!line.startsWith(signaturePrefix) || rest.length > 0 || !isKeyName(name) || bytes.length < 5 || bytes.toString('base64') !== base64) {
    throw new MalformedNote(`not a signature line: ${JSON.stringify(line)}`);
  }
  return { name, keyId: bytes.toString('hex', 0, 4), bytes: bytes.subarray(4) };
}

/** A note as text. */
export function formatNote({ text, signatures }: SignedNote): string {
  if (!text.endsWith('\n') || unfitForText.test(text)) throw new MalformedNote('a note is a text without control characters that ends with a line break');
  const lines = signatures.map(({ name, keyId, bytes }) => `${signaturePrefix}${name} ${Buffer.concat([Buffer.from(keyId, 'hex'), bytes]).toString('base64')}\n`);
  return `${text}\n${lines.join('')}`;
}

/** Sign a text, which ends with a line break. */
export function signNote(text: string, ...signers: readonly NoteSigner[]): string {
  return formatNote({ text, signatures: signers.map((signer) => ({ name: signer.name, keyId: signer.keyId, bytes: signer.sign(text) })) });
}

/** What is known of a note's signatures, given the keys one trusts. */
export interface OpenedNote extends SignedNote {
  /** Signatures that hold. */
  readonly verified: readonly NoteSignature[];
  /** Signatures of a known key that do not hold. One of them is enough to distrust the note. */
  readonly wrong: readonly NoteSignature[];
  /** Signatures of keys nobody told us of. */
  readonly unknown: readonly NoteSignature[];
}

/** Read a note and check its signatures. @throws MalformedNote */
export function openNote(note: string | Uint8Array, verifiers: readonly NoteVerifier[]): OpenedNote {
  const parsed = parseNote(note);
  const verified: NoteSignature[] = [];
  const wrong: NoteSignature[] = [];
  const unknown: NoteSignature[] = [];
  for (const signature of parsed.signatures) {
    const verifier = verifiers.find(({ name, keyId }) => name === signature.name && keyId === signature.keyId);
    if (!verifier) unknown.push(signature);
    else if (verifier.verify(parsed.text, signature.bytes)) verified.push(signature);
    else wrong.push(signature);
  }
  return { ...parsed, verified, wrong, unknown };
}

/** Key id of C2SP signed-note: the first four bytes of SHA-256(name ‖ line break ‖ algorithm ‖ key), as hex. */
export function keyIdOf(name: string, algorithm: NoteAlgorithm, publicKey: Uint8Array): string {
  return createHash('sha256').update(name, 'utf8').update('\n').update(Buffer.of(noteAlgorithms[algorithm])).update(publicKey).digest('hex').slice(0, 8);
}

/** A public key as text, `name+id+base64`: what one pins, prints and hands to Go's tools. */
export function verifierKeyText(name: string, algorithm: NoteAlgorithm, publicKey: Uint8Array): string {
  return `${name}+${keyIdOf(name, algorithm, publicKey)}+${Buffer.concat([Buffer.of(noteAlgorithms[algorithm]), publicKey]).toString('base64')}`;
}

/** Read the text of a public key. @throws MalformedKey */
export function parseVerifierKey(text: string): NoteVerifier {
  const [name = '', keyId = '', ...rest] = text.split('+');
  const base64 = rest.join('+');
  const bytes = Buffer.from(base64, 'base64');
  const algorithm = bytes[0] === noteAlgorithms.ed25519 ? 'ed25519' : bytes[0] === noteAlgorithms.cosignature ? 'cosignature' : undefined;
  const publicKey = bytes.subarray(1);
  if (!isKeyName(name) || algorithm === undefined || publicKey.length !== 32 || bytes.toString('base64') !== base64 || keyId !== keyIdOf(name, algorithm, publicKey)) {
    throw new MalformedKey(`not a verifier key: ${JSON.stringify(text)}`);
  }
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey.toString('base64url') }, format: 'jwk' });
  const verify: NoteVerifier['verify'] = algorithm === 'ed25519' ? (signed, signature) => verifyBytes(null, Buffer.from(signed, 'utf8'), key, signature) : (signed, signature) => verifyTimed(key, signed, signature);
  return { name, keyId, algorithm, publicKey, verify };
}

const privatePrefix = 'PRIVATE+KEY+';

/** A fresh Ed25519 key under a name. `signerKey` is a secret: `PRIVATE+KEY+name+id+base64`, as Go writes it. @throws MalformedKey for a bad name */
export function generateNoteKey(name: string, algorithm: NoteAlgorithm = 'ed25519'): { readonly signerKey: string; readonly verifierKey: string; readonly keyId: string } {
  if (!isKeyName(name)) throw new MalformedKey(`not a key name: ${JSON.stringify(name)}`);
  const { d = '', x = '' } = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
  const publicKey = Buffer.from(x, 'base64url');
  const keyId = keyIdOf(name, algorithm, publicKey);
  const secret = Buffer.concat([Buffer.of(noteAlgorithms[algorithm]), Buffer.from(d, 'base64url')]).toString('base64');
  return { signerKey: `${privatePrefix}${name}+${keyId}+${secret}`, verifierKey: verifierKeyText(name, algorithm, publicKey), keyId };
}

// The fixed head of an Ed25519 key in PKCS #8; the 32 bytes of the seed follow.
const pkcs8Head = Buffer.from('302e020100300506032b657004220420', 'hex');

interface PrivateKey {
  readonly name: string;
  readonly keyId: string;
  readonly algorithm: NoteAlgorithm;
  readonly key: KeyObject;
  readonly verifierKey: string;
}

function parsePrivateKey(text: string): PrivateKey {
  const [name = '', keyId = '', ...rest] = text.startsWith(privatePrefix) ? text.slice(privatePrefix.length).split('+') : [];
  const bytes = Buffer.from(rest.join('+'), 'base64');
  const algorithm = bytes[0] === noteAlgorithms.ed25519 ? 'ed25519' : bytes[0] === noteAlgorithms.cosignature ? 'cosignature' : undefined;
  // The text stays out of the message: it is a secret.
  if (!isKeyName(name) || algorithm === undefined || bytes.length !== 33) throw new MalformedKey('not a signer key');
  const key = createPrivateKey({ key: Buffer.concat([pkcs8Head, bytes.subarray(1)]), format: 'der', type: 'pkcs8' });
  const publicKey = Buffer.from(createPublicKey(key).export({ format: 'jwk' }).x ?? '', 'base64url');
  if (keyId !== keyIdOf(name, algorithm, publicKey)) throw new MalformedKey('the id of a signer key does not fit the key');
  return { name, keyId, algorithm, key, verifierKey: verifierKeyText(name, algorithm, publicKey) };
}

/** Read the text of a private key that signs notes. @throws MalformedKey */
export function parseSignerKey(text: string): NoteSigner {
  const { name, keyId, algorithm, key, verifierKey } = parsePrivateKey(text);
  if (algorithm !== 'ed25519') throw new MalformedKey('this key signs cosignatures only');
  return { name, keyId, verifierKey, sign: (signed) => signBytes(null, Buffer.from(signed, 'utf8'), key) };
}

/** A cosignature's message (C2SP tlog-cosignature): the time stands in front of the note's text. */
const timedMessage = (seconds: bigint, text: string): Buffer => Buffer.from(`cosignature/v1\ntime ${seconds}\n${text}`, 'utf8');

function verifyTimed(key: KeyObject, text: string, signature: Uint8Array): boolean {
  if (signature.length !== 72) return false;
  const bytes = Buffer.from(signature);
  return verifyBytes(null, timedMessage(bytes.readBigUInt64BE(0), text), key, bytes.subarray(8));
}

export interface Cosigner {
  readonly name: string;
  readonly keyId: string;
  readonly verifierKey: string;
  /** The signature line's content over a checkpoint's text, at a time in whole seconds since 1970. */
  cosign(text: string, epochSeconds: number): NoteSignature;
}

/** Read the text of a private key that cosigns checkpoints (made by `generateNoteKey(name, 'cosignature')`). @throws MalformedKey */
export function parseCosignerKey(text: string): Cosigner {
  const { name, keyId, algorithm, key, verifierKey } = parsePrivateKey(text);
  if (algorithm !== 'cosignature') throw new MalformedKey('this key signs notes, not cosignatures');
  return {
    name, keyId, verifierKey,
    cosign: (signed, epochSeconds) => {
      const time = Buffer.alloc(8);
      time.writeBigUInt64BE(BigInt(epochSeconds));
      return { name, keyId, bytes: Buffer.concat([time, signBytes(null, timedMessage(BigInt(epochSeconds), signed), key)]) };
    },
  };
}

/** When a cosignature says it was made, in seconds since 1970; undefined when it is none. */
export const cosignedAt = ({ bytes }: NoteSignature): number | undefined => (bytes.length === 72 ? Number(bytes.readBigUInt64BE(0)) : undefined);
