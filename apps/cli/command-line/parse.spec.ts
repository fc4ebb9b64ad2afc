import { describe, expect, test } from '@jest/globals';
import { commandTree } from '../commands.js';
import { commandSpec } from './command.js';
import { languageOf } from './global-options.js';
import { parse, type CommandTree, type Parsed } from './parse.js';
import { CliProblem } from './problem.js';

const say = (text: string) => ({ zh: text, en: text });
const none = async (): Promise<void> => undefined;
const tree: CommandTree = {
  version: '1.2.3',
  groups: [{ word: 'reports', aliases: ['report-register'], summary: say('reports') }],
  commands: [
    commandSpec({ path: 'reports list', summary: say('list'), options: [{ flags: '--status <STATUS>', choices: ['open', 'closed'], summary: say('s') }, { flags: '--unit <UNIT>', many: true, summary: say('u') }], run: none }),
    commandSpec({
      path: 'explain', summary: say('explain'), arguments: [{ name: 'GROUP', optional: true, summary: say('g') }, { name: 'UNIT', summary: say('u') }], options: [{ flags: '--plan <PLAN>', fallback: 'p', summary: say('p') }], run: none,
    }),
    commandSpec({ path: 'report', summary: say('report'), arguments: [{ name: 'UNIT', summary: say('u') }, { name: 'VALUE', summary: say('v') }], options: [{ flags: '--out [FILE]', summary: say('o') }, { flags: '--reason <TEXT>', required: true, summary: say('r') }], run: none }),
  ],
  chapters: [],
};

const ran = (...argv: string[]): Extract<Parsed, { kind: 'run' }> => {
  const parsed = parse(tree, argv, 'en');
  if (parsed.kind !== 'run') throw new Error(`shown: ${parsed.text}`);
  return parsed;
};
const problem = (...argv: string[]): CliProblem => {
  try {
    parse(tree, argv, 'en');
  } catch (error) {
    if (error instanceof CliProblem) return error;
    throw error;
  }
  throw new Error('was understood');
};

describe('a command line', () => {
  test('gives values by the names of the declaration', () => {
    const { spec, given } = ran('reports', 'list', '--status', 'open', '--unit', 'a', '--unit', 'b');
    expect([spec.path, given.text('--status'), given.many('--unit'), given.maybe('--plan')]).toEqual(['reports list', 'open', ['a', 'b'], undefined]);
  });

  test('takes options of every command before and after the command', () => {
    expect(ran('--json', '--as', 'x', 'explain', 'u', '--server', 'http://h').globals).toEqual({ json: true, as: 'x', server: 'http://h', colour: true });
    expect(ran('explain', 'u', '--no-color').globals.colour).toBe(false);
  });

  test('may leave a first argument out', () => {
    expect([ran('explain', 'u').given, ran('explain', 'g', 'u').given].map((given) => [given.maybe('GROUP'), given.text('UNIT')])).toEqual([[undefined, 'u'], ['g', 'u']]);
  });

  test('takes negative numbers as values and an option with or without a value', () => {
    const { given } = ran('report', 'u', '-5', '--reason', 'r', '--out');
    expect([given.text('VALUE'), given.has('--out'), given.maybe('--out')]).toEqual(['-5', true, undefined]);
  });

  test('knows groups by their other names and shows help where it is asked for', () => {
    expect(ran('report-register', 'list').spec.path).toBe('reports list');
    expect(parse(tree, ['explain', '--help'], 'zh')).toMatchObject({ kind: 'show', text: expect.stringContaining('用法：zhiheng explain [GROUP] <UNIT> [OPTIONS]') });
    expect(parse(tree, ['help', 'exit-codes'], 'en')).toMatchObject({ text: expect.stringMatching(/4 +Not signed in/) });
    expect(parse(tree, ['help', 'reports'], 'en')).toMatchObject({ text: expect.stringContaining('list') });
    expect(parse(tree, ['--version'], 'en')).toEqual({ kind: 'show', text: '1.2.3\n' });
    expect(parse(tree, [], 'en')).toMatchObject({ kind: 'show' });
  });

  test.each([
    [['explian'], 'cli.unknown-command', 'There is no command "explian". Did you mean explain?'],
    [['explain', 'u', '--plam', 'x'], 'cli.unknown-option', 'There is no option "--plam". Did you mean --plan?'],
    [['explain'], 'cli.missing-argument', 'The argument UNIT is missing.'],
    [['report', 'u', '1'], 'cli.missing-mandatory-option-value', 'The option --reason <TEXT> is required.'],
    [['explain', 'u', '--plan'], 'cli.option-missing-argument', 'The option --plan <PLAN> needs a value.'],
    [['explain', 'a', 'b', 'c'], 'cli.excess-arguments', 'There are too many arguments.'],
    [['reports'], 'cli.help', 'A subcommand is missing.'],
    [['reports', 'list', '--status', 'half'], 'cli.not-a-choice', '--status must be one of open | closed, not "half".'],
    [['explain', 'u', '--lang', 'fr'], 'cli.not-a-choice', '--lang must be one of zh | en, not "fr".'],
    [['help', 'nothing'], 'cli.unknown-command', 'There is no command "nothing".'],
  ])('%j is wrong usage: %s', (argv, code, title) => {
    const { text, exit } = problem(...argv);
    expect([text.code, text.title.en, exit]).toEqual([code, title, 'invalid']);
    expect(text.title.zh).toMatch(/\p{Script=Han}/u);
  });

  test('says where to read on', () => {
    expect(problem('explain', 'u', '--plam').text.remedy).toEqual({ zh: '用“zhiheng explain --help”查看写法。', en: 'See "zhiheng explain --help".' });
  });

  test.each(['1.5', '-1', 'ten', '99999999999999999999', '0'])('%s is no whole number of the wanted range', (value) => {
    const { given } = ran('explain', 'u', '--plan', value);
    expect(() => given.whole('--plan', 1, 50)).toThrow(CliProblem);
  });
});

describe('the language', () => {
  test('is Chinese unless --lang or ZHIHENG_LANG says English; LANG does not decide', () => {
    expect([languageOf([], { LANG: 'en_US.UTF-8' }), languageOf([], { ZHIHENG_LANG: 'en' }), languageOf(['x', '--lang', 'zh'], { ZHIHENG_LANG: 'en' }), languageOf(['--lang=en'], {})]).toEqual(['zh', 'en', 'zh', 'en']);
  });
});

describe('every command of the program', () => {
  test.each(commandTree.commands.map((spec) => [spec.path, spec] as const))('%s has help in both languages that names its arguments and options', (path, spec) => {
    for (const language of ['zh', 'en'] as const) {
      const parsed = parse(commandTree, [...path.split(' '), '--help'], language);
      const names = [...(spec.arguments ?? []).map(({ name }) => name), ...(spec.options ?? []).map(({ flags }) => flags)];
      expect(parsed.kind).toBe('show');
      for (const name of names) expect((parsed as { text: string }).text).toContain(name);
    }
  });

  test('has examples that are understood', () => {
    for (const example of commandTree.commands.flatMap(({ examples }) => examples ?? [])) {
      expect(parse(commandTree, example.split(' ').slice(1), 'en').kind).toBe('run');
    }
  });
});
