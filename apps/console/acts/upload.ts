import { useSyncExternalStore } from 'react';
import { accessToken } from '../server/session.js';
import { currentLanguage } from '../language/texts.js';
import { problemOf, Refused, Unreachable } from '../server/problems.js';

/** A file in the evidence store; named by the SHA-256 of its bytes. */
export interface Evidence {
  readonly sha256: string;
  readonly name: string;
  readonly size: number;
  readonly type: string;
}

let running = 0;
const watchers = new Set<() => void>();

function count(change: 1 | -1): void {
  running += change;
  window.onbeforeunload = running > 0 ? (event) => event.preventDefault() : null;
  for (const watcher of watchers) watcher();
}

/** How many files are on their way: what they are evidence of is sent after them. */
export const useUploading = (): number =>
  useSyncExternalStore((watcher) => {
    watchers.add(watcher);
    return () => watchers.delete(watcher);
  }, () => running);

/** Upload a file as evidence of a unit. `told` hears the share sent, 0–1. @throws Refused, Unreachable */
export async function uploadEvidence(unit: string, file: File, told: (share: number) => void, signal?: AbortSignal): Promise<Evidence> {
  count(1);
  try {
    return await put(unit, file, told, signal);
  } finally {
    count(-1);
  }
}

async function put(unit: string, file: File, told: (share: number) => void, signal: AbortSignal | undefined): Promise<Evidence> {
  const token = await accessToken();
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest(); // fetch does not tell how much was sent
    request.open('PUT', `/api/evidence?unit=${encodeURIComponent(unit)}`);
    request.setRequestHeader('content-type', file.type || 'application/octet-stream');
    request.setRequestHeader('x-file-name', encodeURIComponent(file.name));
    request.setRequestHeader('accept-language', currentLanguage() === 'en' ? 'en' : 'zh-CN');
    if (token) request.setRequestHeader('authorization', `Bearer ${token}`);
    request.upload.onprogress = ({ loaded, total }) => told(total > 0 ? loaded / total : 0);
    request.onerror = () => reject(new Unreachable());
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) return resolve(JSON.parse(request.responseText) as Evidence);
      void problemOf(new Response(request.responseText, { status: request.status, headers: { 'trace-id': request.getResponseHeader('trace-id') ?? '' } })).then((problem) => reject(new Refused(problem)));
    };
    signal?.addEventListener('abort', () => (request.abort(), reject(new DOMException('aborted', 'AbortError'))));
    request.send(file);
  });
}
