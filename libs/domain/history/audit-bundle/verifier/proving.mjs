// The arithmetic of proofs: trees of RFC 6962 and signed notes of C2SP. verify.mjs, verify.html and the console run it as it stands here.
export const [ascii, utf8] = [(text) => new TextEncoder().encode(text), (bytes) => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)];
export const [hex, same] = [(bytes) => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join(''), (a, b) => a.length === b.length && a.every((byte, i) => byte === b[i])];
export const fromBase64 = (text = '-') => { try { const raw = atob(text); return btoa(raw) === text ? Uint8Array.from(raw, (c) => c.charCodeAt(0)) : undefined; } catch { return undefined; } };
const joined = (parts) => { const all = new Uint8Array(parts.reduce((n, { length }) => n + length, 0)); let at = 0; for (const part of parts) { all.set(part, at); at += part.length; } return all; };
const noteForm = /^([^\n]+\n(?:0|[1-9]\d*)\n[A-Za-z0-9+/]{43}=\n(?:[^\n]+\n)*)\n((?:— [^ \n]+ [A-Za-z0-9+/=]+\n)+)$/;
/** `io` hashes (SHA-256) and checks signatures (Ed25519; undefined where it cannot). */
export const proving = (io) => {
  const [digest, node] = [async (...parts) => io.sha256(joined(parts)), (left, right) => digest(Uint8Array.of(1), left, right)];
  const leaf = (bytes) => digest(Uint8Array.of(0), bytes);
  const readKey = async (text = '') => {
    const [, name, id, base64] = /^([^+ ]+)\+([0-9a-f]{8})\+(.+)$/.exec(text) ?? [], bytes = (base64 && fromBase64(base64)) || [];
    const fits = bytes.length === 33 && hex(await digest(ascii(`${name}\n`), bytes)).slice(0, 8) === id;
    return fits ? { text, name, id, timed: bytes[0] === 4, publicKey: bytes.slice(1) } : undefined;
  };
  // Checkpoints are signed notes of origin, size and root; a cosignature has its time in front.
  const openNote = async (text, keys) => {
    const [, body = '', lines = ''] = noteForm.exec(text) ?? [], [origin, size, base64, ...more] = body.split('\n'), signatures = [];
    if (!fromBase64(base64)) return undefined;
    for (const [who, bytes] of lines.split('\n').slice(0, -1).map((one) => [one.split(' ')[1], fromBase64(one.split(' ')[2]) ?? []])) {
      const key = keys.find((one) => one.name === who && one.id === hex(bytes.slice(0, 4)));
      const message = key?.timed ? `cosignature/v1\ntime ${bytes.length === 76 ? new DataView(bytes.buffer).getBigUint64(4) : '-'}\n${body}` : body;
      signatures.push({ who, key, good: key && (await io.ed25519(key.publicKey, ascii(message), bytes.slice(key.timed ? 12 : 4))) });
    }
    return { origin, size: Number(size), root: fromBase64(base64), time: more.find((one) => one.startsWith('time '))?.slice(5), signatures };
  };
  // Whether an earlier tree is the beginning of a later one (RFC 6962 §2.1.2).
  const extended = async (older, newer, [...proof]) => {
    const both = async (m, n, whole) => {
      if (m === n) return Array(2).fill(whole ? older.root : fromBase64(proof.shift()));
      const half = 2 ** Math.ceil(Math.log2(n) - 1);
      const [before, after] = m <= half ? await both(m, half, whole) : await both(m - half, n - half, false);
      const hash = fromBase64(proof.shift());
      return m <= half ? [before, await node(after, hash)] : [await node(hash, before), await node(hash, after)];
    };
    try { const [before, after] = await both(older.size, newer.size, true); return same(before, older.root) && same(after, newer.root) && proof.length === 0; } catch { return false; }
  };
  return { digest, leaf, node, readKey, openNote, extended };
};
