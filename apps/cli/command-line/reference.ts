import type { Bilingual } from '#engine/kernel';
import type { ArgumentSpec, CommandSpec, OptionSpec } from './command.js';
import { exitCodes } from './exit-codes.js';
import { globalOptions } from './global-options.js';
import { usageOf } from './help.js';
import type { CommandTree } from './parse.js';

/** One command as the reference lists it. */
export interface CommandReference {
  /** Words after `zhiheng`. */
  readonly name: string;
  readonly usage: string;
  readonly summary: Bilingual;
  readonly details: Bilingual | null;
  readonly arguments: readonly ArgumentSpec[];
  readonly options: readonly OptionSpec[];
  readonly examples: readonly string[];
  readonly offline: boolean;
}

export interface CommandLineReference {
  readonly commands: readonly CommandReference[];
  readonly groups: readonly { readonly word: string; readonly aliases: readonly string[]; readonly summary: Bilingual }[];
  readonly globalOptions: readonly OptionSpec[];
  readonly exitCodes: readonly { readonly name: string; readonly code: number; readonly meaning: Bilingual }[];
}

const commandOf = (spec: CommandSpec): CommandReference => ({
  name: spec.path, usage: usageOf(spec), summary: spec.summary, details: spec.details ?? null, arguments: spec.arguments ?? [], options: spec.options ?? [],
  examples: spec.examples ?? [], offline: spec.offline ?? false,
});

/** The command line as data: what the reference pages are made of. */
export const referenceOf = (tree: CommandTree): CommandLineReference => ({
  commands: tree.commands.map(commandOf),
  groups: tree.groups.map(({ word, aliases = [], summary }) => ({ word, aliases, summary })),
  globalOptions,
  exitCodes: Object.entries(exitCodes).map(([name, { code, meaning }]) => ({ name, code, meaning })),
});
