import { commandLineReference } from '#apps/cli';

const cell = (text: string): string => text.replace(/\|/g, '\\|').replace(/\s*\n\s*/g, ' ');
const row = (...cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;

/** The page of the command line: groups, commands with arguments and options, and exit codes. */
export function cliPage(): string {
  const { commands, groups, globalOptions, exitCodes } = commandLineReference();
  const parts = commands.map(({ name, usage, summary, details, arguments: given, options, offline }) => [
    `### \`${name}\``,
    '',
    `${summary.zh} · ${summary.en}${offline ? '  (no server needed)' : ''}`,
    '',
    '```',
    usage,
    '```',
    ...(details ? ['', details.zh, '', details.en] : []),
    ...(given.length + options.length > 0
      ? ['', row('', '说明', 'Meaning'), row('---', '---', '---'), ...[...given, ...options].map((o) => row(`\`${'flags' in o ? o.flags : o.name}\``, o.summary.zh, o.summary.en))]
      : []),
    '',
  ].join('\n'));
  return [
    '# Command line 命令行 `zhiheng`',
    '',
    '<!-- Made from the code by `npm run docs`. Change the code, not this file. -->',
    '',
    'In a checkout: `npm run -s zhiheng -- <command>`. Every command takes these options too:',
    '',
    row('Option', '说明', 'Meaning'), row('---', '---', '---'),
    ...globalOptions.map((o) => row(`\`${o.flags}\``, o.summary.zh, o.summary.en)),
    '',
    '## Exit codes 退出码',
    '',
    row('Code', '说明', 'Meaning'), row('---', '---', '---'),
    ...exitCodes.map(({ code, meaning }) => row(String(code), meaning.zh, meaning.en)),
    '',
    '## Commands 命令',
    '',
    groups.map(({ word, summary }) => `- \`${word}\` ${summary.zh} · ${summary.en}`).join('\n'),
    '',
    ...parts,
  ].join('\n');
}
