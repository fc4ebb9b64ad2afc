import { once } from 'node:events';
import { fill, type Bilingual, type Json, type Language } from '#engine/kernel';
import type { Host, OutputStream } from './host.js';
import { styleFor, type Style } from './style.js';
import { table, type Column } from './table.js';

export interface OutputOptions {
  readonly language: Language;
  readonly json: boolean;
  readonly colour: boolean;
}

/** Results to stdout, everything about them (progress, remarks, problems) to stderr. */
export class Output {
  readonly language: Language;
  readonly json: boolean;
  readonly style: Style;
  /** Whether a person watches the results. */
  readonly onTerminal: boolean;
  readonly #stdout: OutputStream;
  readonly #stderr: OutputStream;
  readonly #remarkStyle: Style;

  constructor(host: Host, { language, json, colour }: OutputOptions) {
    this.language = language;
    this.json = json;
    this.#stdout = host.stdout;
    this.#stderr = host.stderr;
    this.onTerminal = host.stdout.isTTY === true;
    this.style = styleFor(this.onTerminal, colour, host.env);
    this.#remarkStyle = styleFor(host.stderr.isTTY === true, colour, host.env);
  }

  /** A text in the person's language, with its places filled. */
  say(text: Bilingual, values: Readonly<Record<string, unknown>> = {}): string {
    return fill(text[this.language], values);
  }

  /** The result of a command: one JSON document with `--json`, else the text that `render` makes of it. */
  async result(value: unknown, render: () => string): Promise<void> {
    await this.print(this.json ? JSON.stringify(value, null, 2) : render());
  }

  /** One item of a stream: a line of JSON with `--json` (NDJSON), else a line of text. */
  async item(value: unknown, render: () => string): Promise<void> {
    await this.print(this.json ? JSON.stringify(value) : render());
  }

  /** Text to stdout as it is; waits while the reader is slower. Nothing to print prints nothing. */
  async print(text: string): Promise<void> {
    if (text !== '') await write(this.#stdout, text.endsWith('\n') ? text : `${text}\n`);
  }

  /** Bytes to stdout as they are. */
  async bytes(bytes: Uint8Array): Promise<void> {
    await write(this.#stdout, bytes);
  }

  /** A remark for the person, on stderr. With `--json` there is none: stderr then carries a problem's JSON and nothing else. */
  async remark(text: string): Promise<void> {
    if (!this.json) await write(this.#stderr, `${text}\n`);
  }

  /** A remark that asks for attention. */
  async warn(text: Bilingual, values: Readonly<Record<string, unknown>> = {}): Promise<void> {
    await this.remark(`${this.#remarkStyle.yellow(this.say(warning))} ${this.say(text, values)}`);
  }

  /** A problem, on stderr: as JSON with `--json`. */
  async problem(value: Json, render: (style: Style) => string): Promise<void> {
    await write(this.#stderr, `${this.json ? JSON.stringify(value, null, 2) : render(this.#remarkStyle)}\n`);
  }

  /** Rows under a head, as wide as the terminal. */
  table(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
    return table(columns, rows, { columns: this.onTerminal ? this.#stdout.columns : undefined, head: this.style.bold });
  }
}

const warning: Bilingual = { zh: '注意', en: 'Note:' };

async function write(stream: OutputStream, chunk: string | Uint8Array): Promise<void> {
  if (stream.destroyed || stream.writableEnded) return;
  if (stream.write(chunk)) return;
  // A reader that went away (EPIPE) is no error of ours: the program's entry sees it and ends quietly.
  await Promise.race([once(stream, 'drain'), once(stream, 'close')]).catch(() => undefined);
}
