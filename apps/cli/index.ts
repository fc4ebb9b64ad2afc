import { commandTree } from './commands.js';
import { referenceOf, type CommandLineReference } from './command-line/reference.js';

export type { CommandLineReference, CommandReference } from './command-line/reference.js';
export { exitCodes } from './command-line/exit-codes.js';

/** The command line as data: commands, options, arguments and exit codes in both languages. */
export const commandLineReference = (): CommandLineReference => referenceOf(commandTree);
