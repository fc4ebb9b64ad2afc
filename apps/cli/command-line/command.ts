import type { Bilingual } from '#engine/kernel';
import type { Host } from '../terminal/host.js';
import type { Output } from '../terminal/output.js';
import type { Api } from '../connection/api.js';
import type { SessionFile } from '../connection/session-file.js';
import type { ExitName } from './exit-codes.js';
import type { Given } from './given.js';

export interface ArgumentSpec {
  /** As the usage line shows it, in capitals. */
  readonly name: string;
  readonly summary: Bilingual;
  /** May be left out. The first may be, where those after it are needed: what is given then fills the later ones. */
  readonly optional?: boolean;
  /** Takes all that follow. */
  readonly many?: boolean;
}

export interface OptionSpec {
  /** `--name`, `--name <VALUE>` or, where the value may be left out, `--name [VALUE]`; one short form may stand before. */
  readonly flags: string;
  readonly summary: Bilingual;
  readonly required?: boolean;
  /** Taken when the option is absent; shown in the help. */
  readonly fallback?: string;
  readonly choices?: readonly string[];
  /** May be given more than once. */
  readonly many?: boolean;
}

/** Who the person is to which server. */
export interface SessionChoice {
  readonly file: SessionFile;
  /** The name that `--as` gave. */
  readonly as?: string;
  /** Origin of the server's address. @throws CliProblem when it is none */
  readonly server: () => string;
}

/** What a command works with. */
export interface Call {
  readonly host: Host;
  readonly out: Output;
  readonly given: Given;
  readonly session: SessionChoice;
  /** The server, with the session that `--as` chose. Opens nothing before it is asked. */
  readonly api: Api;
}

/** One command, declared once: the parser, the help, the reference page and the spec of the languages read it. */
export interface CommandSpec {
  /** Words after `zhiheng`: `reports list`. */
  readonly path: string;
  readonly summary: Bilingual;
  /** More for the command's own help. */
  readonly details?: Bilingual;
  readonly arguments?: readonly ArgumentSpec[];
  readonly options?: readonly OptionSpec[];
  /** Command lines that work as they stand. */
  readonly examples?: readonly string[];
  /** Works without a server. */
  readonly offline?: boolean;
  /** Answers nothing for done. @throws CliProblem */
  readonly run: (call: Call) => Promise<ExitName | void>;
}

/** Declare a command. */
export const commandSpec = (spec: CommandSpec): CommandSpec => spec;

/** A word under which several commands stand. */
export interface GroupSpec {
  readonly word: string;
  readonly summary: Bilingual;
  readonly aliases?: readonly string[];
}
