import { readFileSync } from 'node:fs';
import { join } from 'node:path';

// Kept as text, since it is handed out as it stands and never runs as a part of the server.
const part = (name: string): string => readFileSync(join(import.meta.dirname, name), 'utf8');
const place = '/* core */\n';

export interface VerifierFiles {
  /** `verify.mjs`: for Node.js 18 and later, without dependencies. */
  readonly script: string;
  /** `verify.html`: the same for a browser, without a network. */
  readonly page: string;
}

/** The stand-alone verifier that travels with each bundle. */
export function verifierFiles(): VerifierFiles {
  const core = `${part('proving.mjs')}${part('core.js.txt')}`;
  const into = (shell: string): string => shell.replace(place, () => core);
  return { script: into(part('node.js.txt')), page: into(part('page.html')) };
}

/** One thing that is wrong with a bundle. */
export interface BundleFinding {
  readonly code: string;
  readonly values: Readonly<Record<string, string | number>>;
  readonly zh: string;
  readonly en: string;
}

export interface BundleVerdict {
  readonly ok: boolean;
  readonly findings: readonly BundleFinding[];
  /** What the bundle says of itself; empty when it could not be read. */
  readonly facts: {
    readonly origin?: string; readonly size?: number; readonly root?: string; readonly time?: string | null; readonly scope?: Readonly<Record<string, string>>; readonly events?: number;
    readonly streams?: number; readonly withheld?: boolean; readonly witnesses?: readonly string[]; readonly keyKnown?: boolean; readonly compared?: number;
  };
}

/** How the verifier reads a bundle. */
export interface BundleIo {
  readonly sha256: (bytes: Uint8Array) => Uint8Array | Promise<Uint8Array>;
  /** Undefined where signatures cannot be checked. */
  readonly ed25519: (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => boolean | undefined | Promise<boolean | undefined>;
  readonly names: () => readonly string[];
  readonly read: (name: string) => Uint8Array | Promise<Uint8Array>;
  /** SHA-256 of a file, hex. */
  readonly digest: (name: string) => Promise<string>;
  /** Lines of a file, without their breaks. */
  readonly lines: (name: string) => AsyncIterable<Uint8Array>;
}

export interface VerifyOptions {
  /** Public keys known from elsewhere. */
  readonly keys?: readonly string[];
  /** Checkpoints held from elsewhere. */
  readonly checkpoints?: readonly { readonly name: string; readonly text: string }[];
}

export interface Verifier {
  verifyBundle(io: BundleIo, options?: VerifyOptions): Promise<BundleVerdict>;
  readonly hashing: Pick<BundleIo, 'sha256' | 'ed25519'>;
  digestOf(chunks: AsyncIterable<Uint8Array>): Promise<string>;
  linesOf(chunks: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array>;
}

/** The very script that recipients run, for this program's own use: both always say the same. */
export async function loadVerifier(): Promise<Verifier> {
  return (await import(`data:text/javascript;base64,${Buffer.from(verifierFiles().script, 'utf8').toString('base64')}`)) as Verifier;
}
