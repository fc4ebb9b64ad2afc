import type { Host, OutputStream } from './host.js';
import { pad } from './width.js';

const everyMs = 200;

/** Tells on stderr how far long work is: one line that changes on a terminal, silence into pipes. */
export class Progress {
  readonly #stream: OutputStream;
  readonly #shown: boolean;
  readonly #now: () => number;
  #last = 0;
  #width = 0;

  constructor(host: Pick<Host, 'stderr' | 'clock'>, quiet: boolean) {
    this.#stream = host.stderr;
    this.#shown = host.stderr.isTTY === true && !quiet;
    this.#now = () => Date.parse(host.clock.now());
  }

  /** Show where the work is, at most five times a second. */
  at(text: () => string): void {
    if (!this.#shown || this.#now() - this.#last < everyMs) return;
    this.#last = this.#now();
    const line = text();
    this.#stream.write(`\r${pad(line, this.#width)}`);
    this.#width = Math.max(this.#width, line.length * 2);
  }

  /** Take the line away, so that results stand alone. */
  end(): void {
    if (this.#width > 0) this.#stream.write(`\r${' '.repeat(this.#width)}\r`);
    this.#width = 0;
  }
}
