import { StringDecoder } from 'node:string_decoder';
import type { Host } from './host.js';

/** Ctrl-C while a question waits. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
}

const [enter, newLine, endOfText, endOfInput, backspace, del] = ['\r', '\n', '\u0003', '\u0004', '\b', '\u007f'] as const;

/**
 * Ask a question on stderr and read a line from the terminal; with `hidden`, nothing that is typed is shown.
 * @throws Interrupted
 */
export async function ask(host: Host, question: string, hidden = false): Promise<string> {
  host.stderr.write(question);
  const answer = await new Promise<string>((resolve, reject) => {
    const { stdin } = host;
    const decoder = new StringDecoder('utf8');
    let text = '';
    const end = (settle: () => void): void => {
      stdin.off('data', onData).off('end', onEnd);
      host.signal.removeEventListener('abort', onAbort);
      stdin.setRawMode?.(false);
      stdin.pause();
      settle();
    };
    const onEnd = (): void => end(() => resolve(text));
    const onAbort = (): void => end(() => reject(new Interrupted()));
    const onData = (chunk: Buffer | string): void => {
      for (const character of typeof chunk === 'string' ? chunk : decoder.write(chunk)) {
        if (character === enter || character === newLine || character === endOfInput) return end(() => resolve(text));
        if (character === endOfText) return end(() => reject(new Interrupted()));
        if (character === backspace || character === del) text = [...text].slice(0, -1).join('');
        else text += character;
      }
    };
    if (hidden) stdin.setRawMode?.(true);
    host.signal.addEventListener('abort', onAbort);
    stdin.on('data', onData).on('end', onEnd);
    stdin.resume();
  });
  if (hidden) host.stderr.write('\n');
  return answer;
}

/** Everything that is piped in, without the line break at its end. */
export async function readPiped(host: Host): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of host.stdin) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks).toString('utf8').replace(/\r?\n$/, '');
}
