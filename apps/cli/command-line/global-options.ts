import type { Language } from '#engine/kernel';
import type { OptionSpec } from './command.js';

/** Options that every command takes, before or after its own. */
export const globalOptions: readonly OptionSpec[] = [
  {
    flags: '--server <URL>',
    summary: { zh: '服务器地址；默认取环境变量 ZHIHENG_SERVER，再默认 http://127.0.0.1:3000', en: 'Address of the server; else ZHIHENG_SERVER, else http://127.0.0.1:3000' },
  },
  { flags: '--as <NAME>', summary: { zh: '以哪个登录名办理；默认为最近一次登录的', en: 'Login name to act as; the one signed in last when absent' } },
  { flags: '--json', summary: { zh: '结果以 JSON 输出到标准输出，问题以 JSON 输出到标准错误', en: 'Results as JSON on stdout, problems as JSON on stderr' } },
  { flags: '--lang <LANGUAGE>', choices: ['zh', 'en'], summary: { zh: '界面语言；默认取 ZHIHENG_LANG，再默认 zh', en: 'Language of texts; else ZHIHENG_LANG, else zh' } },
  { flags: '--no-color', summary: { zh: '不用颜色（终端以外从不用颜色）', en: 'No colours (there are none outside a terminal anyway)' } },
  { flags: '-h, --help', summary: { zh: '显示帮助', en: 'Show help' } },
];

export const defaultServer = 'http://127.0.0.1:3000';

/** The language of a call. It is needed before the line is parsed, since the parser's own texts are in it. `LANG` does not decide. */
export function languageOf(argv: readonly string[], env: Readonly<Record<string, string | undefined>>): Language {
  const given = argv.flatMap((word, i) => (word === '--lang' ? [argv[i + 1]] : word.startsWith('--lang=') ? [word.slice('--lang='.length)] : [])).at(-1);
  return (given ?? env['ZHIHENG_LANG']) === 'en' ? 'en' : 'zh';
}
