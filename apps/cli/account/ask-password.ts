import { cliProblem } from '../command-line/problem.js';
import { ask, readPiped } from '../terminal/ask.js';
import type { Host } from '../terminal/host.js';

export const signInTexts = {
  password: { zh: '{name} 的口令：', en: 'Password of {name}: ' },
  current: { zh: '现口令：', en: 'Present password: ' },
  newPassword: { zh: '新口令：', en: 'New password: ' },
  repeat: { zh: '再次输入：', en: 'Once more: ' },
  signedIn: { zh: '{name} 已登录 {server}。', en: '{name} is signed in to {server}.' },
  failures: { zh: '上次登录后有 {failures} 次失败的尝试，最近一次在 {lastFailureAt}。', en: '{failures} failed attempts since the last sign-in, the latest at {lastFailureAt}.' },
  mustChange: { zh: '须先修改口令才能办理业务：zhiheng password', en: 'Change the password before anything else: zhiheng password' },
  signedOut: { zh: '{name} 已退出 {server}。', en: '{name} is signed out of {server}.' },
  nobody: { zh: '没有登录 {server} 的账号。', en: 'Nobody is signed in to {server}.' },
  changed: { zh: '口令已修改；其他地方的登录都已失效。', en: 'The password is changed; every other sign-in has ended.' },
  differ: {
    title: { zh: '两次输入的口令不一致。', en: 'The two passwords differ.' },
    remedy: { zh: '请重新输入。', en: 'Try again.' },
  },
  noTerminal: {
    title: { zh: '没有终端可以输入口令。', en: 'There is no terminal to ask for the password.' },
    remedy: { zh: '请在终端上运行，或由标准输入给出口令（--password-stdin）。', en: 'Run it on a terminal, or give the password on standard input (--password-stdin).' },
  },
} as const;

export const stdinOption = { flags: '--password-stdin', summary: { zh: '从标准输入读取口令', en: 'Read the password from standard input' } } as const;

/** A password without echo, or from a pipe. @throws CliProblem when there is no way to ask */
export async function askPassword(host: Host, question: string, fromStdin: boolean): Promise<string> {
  if (fromStdin) return readPiped(host);
  if (!host.stdin.isTTY) throw cliProblem('cli.no-terminal', 'invalid', signInTexts.noTerminal);
  return ask(host, question, true);
}
