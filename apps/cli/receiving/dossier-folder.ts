import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Bilingual } from '#engine/kernel';
import type { CloudEvent } from '#engine/relay';
import { cliProblem } from '../command-line/problem.js';
import { nothingReceived, type Received } from './received-dossiers.js';

export const folderTexts = {
  broken: {
    title: { zh: '{file} 已损坏，不知道收到过什么。', en: '{file} is damaged; what was received is not known.' },
    remedy: { zh: '请恢复该文件；确需重收的，移走后重新运行，已签收的不会重复计入。', en: 'Restore it, or move it away and run again: nothing that was acknowledged counts twice.' },
  },
} as const satisfies Record<string, Readonly<Record<string, Bilingual>>>;

const stateName = 'received.json';

/** The folder of a receiver: each dossier as it came and as it reads, and what is known of all. Only its owner may read it. */
export class DossierFolder {
  constructor(private readonly folder: string) {
    mkdirSync(join(folder, 'refused'), { recursive: true, mode: 0o700 });
  }

  /** @throws CliProblem when the file is damaged */
  state(): Received {
    const file = join(this.folder, stateName);
    let text: string;
    try {
      text = readFileSync(file, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return nothingReceived;
      throw error;
    }
    try {
      const state = JSON.parse(text) as Partial<Received>;
      if (Array.isArray(state.dossiers)) return state as Received;
    } catch {
      // Told below.
    }
    throw cliProblem('cli.damaged-state', 'failed', folderTexts.broken, { file });
  }

  remember(state: Received): void {
    this.#put(stateName, `${JSON.stringify(state, null, 2)}\n`);
  }

  /** Keep a dossier: the message as it came, and the document for people. Its name is free of anything but letters, digits, `.` and `-`. */
  keep(dossier: string, version: number, event: CloudEvent, document: unknown): void {
    this.#put(`${dossier}.v${version}.message.json`, `${JSON.stringify(event)}\n`);
    this.#put(`${dossier}.v${version}.json`, `${JSON.stringify(document, null, 2)}\n`);
  }

  /** Keep a message that was not believed, as proof of what came. */
  keepRefused(event: CloudEvent): void {
    this.#put(join('refused', `${event.id.replace(/[^0-9a-zA-Z-]/g, '_').slice(0, 100)}.json`), `${JSON.stringify(event)}\n`);
  }

  /** Written beside, flushed and renamed: after a crash there is the whole file or the one before. */
  #put(name: string, text: string): void {
    const path = join(this.folder, name);
    const part = `${path}.part`;
    const file = openSync(part, 'w', 0o600);
    try {
      writeSync(file, text);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(part, path);
  }
}
