import { Command, CommanderError, Option } from 'commander';
import type { Bilingual, Language } from '#engine/kernel';
import { cliProblem, type CliProblem } from './problem.js';
import type { CommandSpec, GroupSpec, OptionSpec } from './command.js';
import { globalOptions } from './global-options.js';
import { badUsage, Given } from './given.js';
import { commandHelp, exitCodeHelp, groupHelp, rootHelp, type HelpChapter } from './help.js';

/** All there is to say on the command line. */
export interface CommandTree {
  readonly chapters: readonly HelpChapter[];
  readonly groups: readonly GroupSpec[];
  readonly commands: readonly CommandSpec[];
  readonly version: string;
}

export interface GlobalChoices {
  readonly server?: string;
  readonly as?: string;
  readonly json: boolean;
  readonly colour: boolean;
}

/** What a line asks for: a command with what was given, or a text to show. */
export type Parsed =
  | { readonly kind: 'run'; readonly spec: CommandSpec; readonly given: Given; readonly globals: GlobalChoices }
  | { readonly kind: 'show'; readonly text: string };

const usage: Readonly<Record<string, Bilingual>> = {
  'commander.unknownCommand': { zh: '没有命令“{name}”。{hint}', en: 'There is no command "{name}".{hint}' },
  'commander.unknownOption': { zh: '没有选项“{name}”。{hint}', en: 'There is no option "{name}".{hint}' },
  'commander.missingArgument': { zh: '缺少参数 {name}。', en: 'The argument {name} is missing.' },
  'commander.missingMandatoryOptionValue': { zh: '缺少选项 {name}。', en: 'The option {name} is required.' },
  'commander.optionMissingArgument': { zh: '选项 {name} 后面缺少值。', en: 'The option {name} needs a value.' },
  'commander.excessArguments': { zh: '参数过多。', en: 'There are too many arguments.' },
  'commander.help': { zh: '缺少子命令。', en: 'A subcommand is missing.' },
};
const hintText: Bilingual = { zh: '您是否要用：{names}', en: ' Did you mean {names}?' };
const seeHelp: Bilingual = { zh: '用“zhiheng {words}--help”查看写法。', en: 'See "zhiheng {words}--help".' };

export const usageTexts = { ...usage, hintText, seeHelp };

const longOf = (flags: string): string => /--[a-z-]+/.exec(flags)![0];

/**
 * Understand a command line.
 * @throws CliProblem for wrong usage
 */
export function parse(tree: CommandTree, argv: readonly string[], language: Language, columns?: number): Parsed {
  let chosen: Parsed | undefined;
  let shown = '';
  const show = (text: string): void => void (shown += text);
  const root = new Command('zhiheng').exitOverride().helpCommand(false).allowExcessArguments(false).configureOutput({ writeOut: show, writeErr: show });
  root.version(tree.version, '-V, --version').configureHelp({ formatHelp: () => `${rootHelp(tree.chapters, language, columns)}\n` });
  for (const option of globalOptions) if (!option.flags.startsWith('-h')) root.addOption(optionOf(option));
  const choose = (spec: CommandSpec, given: Given): void => void (chosen = { kind: 'run', spec, given, globals: globalsOf(root) });
  addHelp(root, tree, language, columns, (text) => void (chosen = { kind: 'show', text }));
  for (const spec of tree.commands) addCommand(parentOf(root, tree, spec, language, columns), spec, language, columns, choose);
  try {
    root.parse(argv.length === 0 ? ['--help'] : [...argv], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.code === 'commander.helpDisplayed' || error.code === 'commander.version') return { kind: 'show', text: shown };
    throw usageProblem(error, argv, tree);
  }
  if (!chosen) throw usageProblem(new CommanderError(1, 'commander.help', ''), argv, tree);
  return chosen;
}

function parentOf(root: Command, tree: CommandTree, spec: CommandSpec, language: Language, columns: number | undefined): Command {
  const words = spec.path.split(' ');
  if (words.length === 1) return root;
  const found = root.commands.find((command) => command.name() === words[0]);
  if (found) return found;
  const group = tree.groups.find(({ word }) => word === words[0])!;
  const below = tree.commands.filter(({ path }) => path.startsWith(`${group.word} `));
  return root.command(group.word).aliases(group.aliases ?? []).configureHelp({ formatHelp: () => `${groupHelp(group, below, language, columns)}\n` });
}

function addCommand(parent: Command, spec: CommandSpec, language: Language, columns: number | undefined, choose: (spec: CommandSpec, given: Given) => void): void {
  const command = parent.command(spec.path.split(' ').at(-1)!).configureHelp({ formatHelp: () => `${commandHelp(spec, language, columns)}\n` });
  const places = spec.arguments ?? [];
  // The parser knows no optional place before a needed one: told that the last may be absent, it fills from the left.
  const leading = places.length > 1 && places[0]!.optional === true;
  for (const [i, { name, optional, many }] of places.entries()) {
    const absent = leading ? i === places.length - 1 : optional;
    command.argument(absent ? `[${name}${many ? '...' : ''}]` : `<${leading ? places[1]!.name : name}${many ? '...' : ''}>`);
  }
  for (const option of spec.options ?? []) command.addOption(optionOf(option));
  command.action((...received: unknown[]) => {
    const values: Record<string, unknown> = {};
    const shift = leading && received[places.length - 1] === undefined ? 1 : 0;
    places.forEach(({ name }, i) => (values[name] = received[i - shift]));
    for (const option of spec.options ?? []) values[longOf(option.flags)] = command.getOptionValue(optionOf(option).attributeName());
    checkChoices(spec.options ?? [], values);
    choose(spec, new Given(values));
  });
}

function optionOf({ flags, fallback, required, many }: OptionSpec): Option {
  const option = new Option(flags);
  if (fallback !== undefined) option.default(fallback);
  if (required) option.makeOptionMandatory();
  if (many) option.argParser((value: string, before: unknown) => [...((before as string[] | undefined) ?? []), value]);
  return option;
}

function checkChoices(options: readonly OptionSpec[], values: Readonly<Record<string, unknown>>): void {
  for (const { flags, choices } of options) {
    const name = longOf(flags);
    for (const value of [values[name]].flat()) {
      if (choices && typeof value === 'string' && !choices.includes(value)) throw badUsage('not-a-choice', { name, value, choices: choices.join(' | ') });
    }
  }
}

function globalsOf(root: Command): GlobalChoices {
  const { server, as, json, color, lang } = root.opts<{ server?: string; as?: string; json?: boolean; color: boolean; lang?: string }>();
  checkChoices(globalOptions, { '--lang': lang });
  return { json: json === true, colour: color, ...(server === undefined ? {} : { server }), ...(as === undefined ? {} : { as }) };
}

/** `help`, `help COMMAND`, `help exit-codes`. */
function addHelp(root: Command, tree: CommandTree, language: Language, columns: number | undefined, show: (text: string) => void): void {
  root.command('help').argument('[TOPIC...]').action((topic: readonly string[]) => {
    const path = topic.join(' ');
    const spec = tree.commands.find((command) => command.path === path);
    const group = tree.groups.find(({ word, aliases }) => word === path || aliases?.includes(path));
    if (path === '') show(rootHelp(tree.chapters, language, columns));
    else if (path === 'exit-codes') show(exitCodeHelp(language));
    else if (spec) show(commandHelp(spec, language, columns));
    else if (group) show(groupHelp(group, tree.commands.filter((command) => command.path.startsWith(`${group.word} `)), language, columns));
    else throw new CommanderError(1, 'commander.unknownCommand', `'${path}'`);
  });
}

/** What the parser found wrong, in our words. Its messages name the culprit in quotes and may suggest others. */
function usageProblem(error: CommanderError, argv: readonly string[], tree: CommandTree): CliProblem {
  const code = error.code in usage ? error.code : 'commander.excessArguments';
  const name = /'([^']*)'/.exec(error.message)?.[1] ?? '';
  const names = /Did you mean (?:one of )?([^?]*)\?/.exec(error.message)?.[1];
  const hint = (language: Language): string => (names === undefined ? '' : hintText[language].replace('{names}', names));
  const words = wordsOf(argv, tree);
  const title = usage[code]!;
  const texts = { title: { zh: title.zh.replace('{hint}', hint('zh')), en: title.en.replace('{hint}', hint('en')) }, remedy: seeHelp };
  return cliProblem(`cli.${code.slice('commander.'.length).replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)}`, 'invalid', texts, { name, words: words === '' ? '' : `${words} ` });
}

/** The words of a line that name a command or group. */
function wordsOf(argv: readonly string[], tree: CommandTree): string {
  const words = argv.filter((word) => !word.startsWith('-'));
  const known = [...tree.commands.map(({ path }) => path), ...tree.groups.map(({ word }) => word)];
  for (const length of [2, 1]) {
    const path = words.slice(0, length).join(' ');
    if (known.includes(path)) return path;
  }
  return '';
}
