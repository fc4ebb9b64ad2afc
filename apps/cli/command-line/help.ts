import type { Bilingual, Language } from '#engine/kernel';
import { colon, inBrackets } from '../terminal/punctuation.js';
import { pad, wrapped, displayWidth } from '../terminal/width.js';
import type { ArgumentSpec, CommandSpec, GroupSpec, OptionSpec } from './command.js';
import { exitCodes } from './exit-codes.js';
import { globalOptions } from './global-options.js';

export const helpTexts = {
  product: { zh: '质衡：质量强市督查考核。每个得分都说得清、查得到、改不了。', en: 'Zhiheng: supervision and assessment for a quality city. Every score explained, dated and provable.' },
  usage: { zh: '用法', en: 'Usage' },
  arguments: { zh: '参数', en: 'Arguments' },
  options: { zh: '选项', en: 'Options' },
  general: { zh: '通用选项', en: 'Options of every command' },
  examples: { zh: '示例', en: 'Examples' },
  commands: { zh: '命令', en: 'Commands' },
  more: { zh: '“zhiheng COMMAND --help”查看一条命令；“zhiheng help exit-codes”查看退出码。', en: '"zhiheng COMMAND --help" explains a command; "zhiheng help exit-codes" lists the exit codes.' },
  required: { zh: '必填', en: 'required' },
  repeatable: { zh: '可重复', en: 'repeatable' },
  fallback: { zh: '默认 {value}', en: 'default {value}' },
  choices: { zh: '可选 {values}', en: 'one of {values}' },
  offline: { zh: '不需要服务器。', en: 'Needs no server.' },
  exitCodes: { zh: '退出码', en: 'Exit codes' },
} as const satisfies Record<string, Bilingual>;

const widest = 100;

/** How a command line is written. */
export function usageOf(spec: CommandSpec): string {
  const places = (spec.arguments ?? []).map(placeOf);
  const required = (spec.options ?? []).filter((option) => option.required).map((option) => option.flags);
  const optional = (spec.options ?? []).some((option) => !option.required) ? ['[OPTIONS]'] : [];
  return ['zhiheng', spec.path, ...places, ...required, ...optional].join(' ');
}

function placeOf({ name, optional, many }: ArgumentSpec): string {
  const word = many ? `${name}...` : name;
  return optional ? `[${word}]` : `<${word}>`;
}

/** Help on one command. */
export function commandHelp(spec: CommandSpec, language: Language, columns = widest): string {
  const say = (text: Bilingual): string => text[language];
  const argumentLines = (spec.arguments ?? []).map((argument) => [argument.name, say(argument.summary)] as const);
  const optionLines = (spec.options ?? []).map((option) => [option.flags, optionText(option, language)] as const);
  return [
    `${say(helpTexts.usage)}${colon[language]}${usageOf(spec)}`,
    '',
    ...wrapped(say(spec.summary), Math.min(columns, widest)),
    ...(spec.details ? ['', ...wrapped(say(spec.details), Math.min(columns, widest))] : []),
    ...(spec.offline ? ['', say(helpTexts.offline)] : []),
    ...section(helpTexts.arguments, language, argumentLines, columns),
    ...section(helpTexts.options, language, optionLines, columns),
    ...section(helpTexts.general, language, globalLines(language), columns),
    ...(spec.examples ? ['', `${say(helpTexts.examples)}${colon[language].trimEnd()}`, ...spec.examples.map((example) => `  ${example}`)] : []),
  ].join('\n');
}

const globalLines = (language: Language) => globalOptions.map((option) => [option.flags, optionText(option, language)] as const);

function optionText(option: OptionSpec, language: Language): string {
  const marks = [
    ...(option.required ? [helpTexts.required[language]] : []),
    ...(option.many ? [helpTexts.repeatable[language]] : []),
    ...(option.choices ? [helpTexts.choices[language].replace('{values}', option.choices.join(' | '))] : []),
    ...(option.fallback === undefined ? [] : [helpTexts.fallback[language].replace('{value}', option.fallback)]),
  ];
  const text = option.summary[language];
  if (marks.length === 0) return text;
  return `${text}${inBrackets(marks.join(language === 'zh' ? '；' : '; '), language)}`;
}

/** The commands under one word. */
export function groupHelp(group: GroupSpec, commands: readonly CommandSpec[], language: Language, columns = widest): string {
  const lines = commands.map((spec) => [`${spec.path.slice(group.word.length + 1)} ${(spec.arguments ?? []).map(placeOf).join(' ')}`.trim(), spec.summary[language]] as const);
  return [
    `${helpTexts.usage[language]}${colon[language]}zhiheng ${[group.word, ...(group.aliases ?? [])].join('|')} COMMAND`,
    '',
    group.summary[language],
    ...section(helpTexts.commands, language, lines, columns),
  ].join('\n');
}

export interface HelpChapter {
  readonly title: Bilingual;
  readonly entries: readonly (CommandSpec | GroupSpec)[];
}

/** The first page: every word, by what people come for. */
export function rootHelp(chapters: readonly HelpChapter[], language: Language, columns = widest): string {
  const nameOf = (entry: CommandSpec | GroupSpec): string => ('word' in entry ? entry.word : entry.path);
  const width = Math.max(...chapters.flatMap(({ entries }) => entries.map((entry) => displayWidth(nameOf(entry)))));
  return [
    helpTexts.product[language],
    '',
    `${helpTexts.usage[language]}${colon[language]}zhiheng COMMAND [OPTIONS]`,
    ...chapters.flatMap(({ title, entries }) => section(title, language, entries.map((entry) => [nameOf(entry), entry.summary[language]] as const), columns, width)),
    ...section(helpTexts.general, language, globalLines(language), columns),
    '',
    helpTexts.more[language],
  ].join('\n');
}

/** What the shell is told, as a list. */
export function exitCodeHelp(language: Language): string {
  const lines = Object.values(exitCodes).map(({ code, meaning }) => [String(code), meaning[language]] as const);
  return section(helpTexts.exitCodes, language, lines, widest).slice(1).join('\n');
}

function section(title: Bilingual, language: Language, lines: readonly (readonly [string, string])[], columns: number, minimum = 0): string[] {
  if (lines.length === 0) return [];
  const width = Math.max(minimum, ...lines.map(([term]) => displayWidth(term)));
  const room = Math.max(30, Math.min(columns, widest) - width - 4);
  const items = lines.flatMap(([term, text]) =>
    wrapped(text, room).map((line, i) => `  ${pad(i === 0 ? term : '', width)}  ${line}`.trimEnd()),
  );
  return ['', `${title[language]}${colon[language].trimEnd()}`, ...items];
}
