import type { RecordedEvent } from '#engine/kernel';
import type { Call } from '../command-line/command.js';
import { displayWidth, pad, printable, wrapped } from '../terminal/width.js';

/** A fact of the log on one line; cut to the terminal's width where there is one. */
export function eventLine({ host, out }: Call, event: RecordedEvent): string {
  const { position, recordedAt, type, stream, meta, data } = event;
  const about = [meta.reason, meta.authority].filter((text) => text !== undefined).join(' · ');
  const line = printable(`${pad(String(position), 8, 'right')}  ${recordedAt}  ${type}  ${stream}  ${meta.actor}  ${JSON.stringify(data)}${about === '' ? '' : `  ${about}`}`);
  const columns = out.onTerminal ? host.stdout.columns : undefined;
  return columns === undefined || displayWidth(line) <= columns ? line : `${wrappedStart(line, columns - 1)}…`;
}

/** As much of a text as fits, spaces kept. */
function wrappedStart(text: string, columns: number): string {
  let start = '';
  for (const character of text) {
    if (displayWidth(start + character) > columns) break;
    start += character;
  }
  return start;
}

/** The whole of a fact, as a person reads it. */
export function eventText({ host, out }: Call, event: RecordedEvent): string {
  const text = JSON.stringify(event, null, 2).split('\n').map(printable);
  const columns = out.onTerminal ? host.stdout.columns : undefined;
  return columns === undefined ? text.join('\n') : text.flatMap((line) => (displayWidth(line) > columns ? wrapped(line, columns) : [line])).join('\n');
}
