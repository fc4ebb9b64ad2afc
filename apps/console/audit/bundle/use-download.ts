import { useRef, useState } from 'react';
import { save } from '../../lists/files.js';
import { addressOf, fetched, type QueryOf } from '../../server/ask.js';
import { toldOf, type Problem } from '../../server/problems.js';
import { manifestOf, type BundleFacts } from './tar-manifest.js';

/** How a download stands: its size is known before a byte of it was taken. */
export type Download =
  | { readonly is: 'preparing' }
  | { readonly is: 'ready'; readonly name: string; readonly bytes: number }
  | { readonly is: 'taking'; readonly name: string; readonly bytes: number; readonly done: number }
  | { readonly is: 'done'; readonly name: string; readonly bytes: number; readonly facts: BundleFacts | undefined }
  | { readonly is: 'failed'; readonly problem: Problem };

/** A bundle in three steps: ask for it and learn its size, take it, keep it as a file. */
export function useDownload() {
  const [download, setDownload] = useState<Download>();
  const held = useRef<{ readonly response: Response; readonly ending: AbortController } | undefined>(undefined);
  const cancel = () => {
    held.current?.ending.abort();
    held.current = undefined;
    setDownload(undefined);
  };
  const prepare = async (query: Partial<QueryOf<'GET /history/audit-bundle'>>) => {
    cancel();
    const ending = new AbortController();
    setDownload({ is: 'preparing' });
    try {
      const response = await fetched(addressOf('GET /history/audit-bundle', { query }), { signal: ending.signal });
      held.current = { response, ending };
      const name = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? 'audit.tar';
      setDownload({ is: 'ready', name, bytes: Number(response.headers.get('content-length') ?? 0) });
    } catch (error) {
      setDownload({ is: 'failed', problem: toldOf(error) });
    }
  };
  const take = async () => {
    if (download?.is !== 'ready' || !held.current) return;
    const { name, bytes } = download;
    const parts: Uint8Array<ArrayBuffer>[] = [];
    let done = 0;
    try {
      const reader = held.current.response.body!.getReader();
      for (let part = await reader.read(); !part.done; part = await reader.read()) {
        parts.push(part.value);
        done += part.value.length;
        setDownload({ is: 'taking', name, bytes, done });
      }
      const file = new Blob(parts, { type: 'application/x-tar' });
      save(file, name);
      setDownload({ is: 'done', name, bytes: done, facts: manifestOf(new Uint8Array(await file.arrayBuffer())) });
    } catch (error) {
      if (held.current) setDownload({ is: 'failed', problem: toldOf(error) });
    }
  };
  return { download, prepare, take, cancel };
}
