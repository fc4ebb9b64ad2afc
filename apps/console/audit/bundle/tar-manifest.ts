/** What a bundle says of itself, as far as people want to know it. */
export interface BundleFacts {
  readonly origin: string;
  readonly size: number;
  readonly root: string;
  readonly events: number;
  readonly first: number | null;
  readonly last: number | null;
  readonly withheld: boolean;
}

const block = 512;
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes).replace(/\0.*$/s, '');

/** The manifest in the bytes of a tar file; undefined when there is none. */
export function manifestOf(tar: Uint8Array): BundleFacts | undefined {
  for (let at = 0; at + block <= tar.length; ) {
    const name = text(tar.subarray(at, at + 100));
    if (name === '') return undefined;
    const bytes = parseInt(text(tar.subarray(at + 124, at + 136)).trim(), 8);
    if (/(^|\/)manifest\.json$/.test(name)) return JSON.parse(new TextDecoder().decode(tar.subarray(at + block, at + block + bytes))) as BundleFacts;
    at += block + Math.ceil(bytes / block) * block;
  }
  return undefined;
}
