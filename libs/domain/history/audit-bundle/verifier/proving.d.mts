/** UTF-8 bytes of a text. */
export declare const ascii: (text: string) => Uint8Array<ArrayBuffer>;
/** @throws TypeError for what is not UTF-8 */
export declare const utf8: (bytes: Uint8Array) => string;
export declare const hex: (bytes: Uint8Array) => string;
export declare const same: (a: Uint8Array, b: Uint8Array) => boolean;
/** Bytes of a Base64 text that is spelt in the only way; undefined otherwise. */
export declare const fromBase64: (text?: string) => Uint8Array<ArrayBuffer> | undefined;

/** A public key of a ledger or, when `timed`, of a witness. */
export interface ProvingKey {
  readonly text: string;
  readonly name: string;
  readonly id: string;
  readonly timed: boolean;
  readonly publicKey: Uint8Array<ArrayBuffer>;
}

/** A signature of a note: `good` is undefined when its key is not known or nothing here can check it. */
export interface ProvenSignature {
  readonly who: string;
  readonly key: ProvingKey | undefined;
  readonly good: boolean | undefined;
}

export interface TreeHead {
  readonly size: number;
  readonly root: Uint8Array;
}

export interface ProvenNote extends TreeHead {
  readonly origin: string;
  readonly time: string | undefined;
  readonly signatures: readonly ProvenSignature[];
}

export interface ProvingIo {
  readonly sha256: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array | Promise<Uint8Array>;
  readonly ed25519: (publicKey: Uint8Array<ArrayBuffer>, message: Uint8Array<ArrayBuffer>, signature: Uint8Array<ArrayBuffer>) => boolean | undefined | Promise<boolean | undefined>;
}

export interface Proving {
  readonly digest: (...parts: readonly Uint8Array[]) => Promise<Uint8Array>;
  readonly leaf: (bytes: Uint8Array) => Promise<Uint8Array>;
  readonly node: (left: Uint8Array, right: Uint8Array) => Promise<Uint8Array>;
  readonly readKey: (text: string) => Promise<ProvingKey | undefined>;
  /** Undefined when the text is no signed checkpoint. */
  readonly openNote: (text: string, keys: readonly ProvingKey[]) => Promise<ProvenNote | undefined>;
  /** Whether an earlier tree is the beginning of a later one; the proof is in Base64. */
  readonly extended: (older: TreeHead, newer: TreeHead, proof: readonly string[]) => Promise<boolean>;
}

export declare const proving: (io: ProvingIo) => Proving;
