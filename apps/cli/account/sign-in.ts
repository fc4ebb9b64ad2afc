import { commandSpec, type CommandSpec } from '../command-line/command.js';
import { badUsage } from '../command-line/given.js';
import { CliProblem } from '../command-line/problem.js';
import { sessionOf, signIn, type TokenReply } from '../connection/sign-in.js';
import { SessionKeeper } from '../connection/session-keeper.js';
import { Api } from '../connection/api.js';
import { readPiped } from '../terminal/ask.js';
import { askPassword, signInTexts, stdinOption } from './ask-password.js';

const signInCommand = commandSpec({
  path: 'sign-in',
  summary: { zh: '登录；令牌保存在仅本人可读的文件中', en: 'Sign in; tokens are kept in a file that only you can read' },
  arguments: [{ name: 'NAME', summary: { zh: '登录名', en: 'Login name' } }],
  options: [stdinOption],
  run: async ({ host, out, given, session }) => {
    const server = session.server();
    const password = await askPassword(host, out.say(signInTexts.password, { name: given.text('NAME') }), given.has('--password-stdin'));
    const reply = await signIn(host, server, out.language, given.text('NAME'), password);
    const name = reply.user;
    session.file.put(server, sessionOf(host.clock, name, reply), true);
    const before = reply.signInsBefore;
    if (before && before.failures > 0) await out.warn(signInTexts.failures, { ...before });
    if (reply.mustChangePassword) await out.warn(signInTexts.mustChange);
    await out.result({ name, server, mustChangePassword: reply.mustChangePassword, signInsBefore: before ?? null }, () => out.say(signInTexts.signedIn, { name, server }));
  },
});

const signOut = commandSpec({
  path: 'sign-out',
  summary: { zh: '退出登录，并删除保存的令牌', en: 'Sign out and forget the tokens' },
  options: [{ flags: '--all', summary: { zh: '退出本服务器上的全部账号', en: 'Every account signed in to this server' } }],
  run: async ({ host, out, given, session }) => {
    const server = session.server();
    const current = session.file.find(server, session.as)?.name;
    const names = given.has('--all') ? session.file.names(server) : current === undefined ? [] : [current];
    for (const name of names) {
      // A server that is away, or a session that has ended there, does not keep the tokens here.
      const api = new Api(host, server, out.language, new SessionKeeper(host, session.file, server, out.language, name));
      await api.ask('/sign-out', undefined).catch((error: unknown) => {
        if (!(error instanceof CliProblem)) throw error;
      });
      session.file.remove(server, name);
    }
    await out.result({ server, signedOut: names }, () => (names.length === 0 ? out.say(signInTexts.nobody, { server }) : names.map((name) => out.say(signInTexts.signedOut, { name, server })).join('\n')));
  },
});

const password = commandSpec({
  path: 'password',
  summary: { zh: '修改自己的口令；其他地方的登录随之失效', en: 'Change your own password; every other sign-in ends' },
  options: [{ flags: '--passwords-stdin', summary: { zh: '从标准输入读取两行：现口令、新口令', en: 'Read two lines from standard input: the present password and the new one' } }],
  run: async ({ api, host, out, given, session }) => {
    const [current, next] = given.has('--passwords-stdin') ? twoLines(await readPiped(host)) : [await askPassword(host, out.say(signInTexts.current), false), await askPassword(host, out.say(signInTexts.newPassword), false)];
    if (!given.has('--passwords-stdin') && next !== (await askPassword(host, out.say(signInTexts.repeat), false))) throw new CliProblem({ code: 'cli.passwords-differ', ...signInTexts.differ }, 'invalid');
    const reply = await api.ask<TokenReply>('/me/password', { current, password: next });
    const server = session.server();
    session.file.put(server, sessionOf(host.clock, reply.user, reply), session.as === undefined);
    await out.result({ name: reply.user, server }, () => out.say(signInTexts.changed));
  },
});

function twoLines(text: string): readonly [string, string] {
  const [current, next, ...rest] = text.split(/\r?\n/);
  if (current === undefined || next === undefined || rest.length > 0) throw badUsage('missing', { name: '--passwords-stdin' });
  return [current, next];
}

export const signInCommands: readonly CommandSpec[] = [signInCommand, signOut, password];
