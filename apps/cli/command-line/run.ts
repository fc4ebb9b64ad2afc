import { Api } from '../connection/api.js';
import { serverOrigin } from '../connection/http.js';
import { SessionFile, sessionsPath } from '../connection/session-file.js';
import { SessionKeeper } from '../connection/session-keeper.js';
import { Interrupted } from '../terminal/ask.js';
import type { Host } from '../terminal/host.js';
import { Output } from '../terminal/output.js';
import type { Call } from './command.js';
import { exitCodes, type ExitName } from './exit-codes.js';
import { defaultServer, languageOf } from './global-options.js';
import { parse, type CommandTree, type GlobalChoices } from './parse.js';
import { CliProblem, cliProblem, problemJson, renderProblem } from './problem.js';

export const runTexts = {
  fault: {
    title: { zh: '命令行程序内部错误：{reason}', en: 'An internal error of the command line: {reason}' },
    remedy: { zh: '请把命令和此信息告知维护人员；设 ZHIHENG_DEBUG=1 可显示调用栈。', en: 'Tell whoever maintains it the command and this text; ZHIHENG_DEBUG=1 shows the stack.' },
  },
  interrupted: { zh: '已中断。', en: 'Interrupted.' },
} as const;

/** Carry out a command line. Answers the code for the shell; never throws. */
export async function runCommandLine(tree: CommandTree, argv: readonly string[], host: Host): Promise<number> {
  const language = languageOf(argv, host.env);
  let out = new Output(host, { language, json: argv.includes('--json'), colour: !argv.includes('--no-color') });
  try {
    const parsed = parse(tree, argv, language, host.stdout.isTTY ? host.stdout.columns : undefined);
    if (parsed.kind === 'show') {
      await out.print(parsed.text);
      return exitCodes.done.code;
    }
    out = new Output(host, { language, json: parsed.globals.json, colour: parsed.globals.colour });
    const exit = await parsed.spec.run(callOf(host, out, parsed.given, parsed.globals));
    return exitCodes[exit ?? 'done'].code;
  } catch (error) {
    return exitCodes[await tell(out, host, error)].code;
  }
}

function callOf(host: Host, out: Output, given: Call['given'], globals: GlobalChoices): Call {
  let api: Api | undefined;
  return {
    host, out, given,
    session: { file: new SessionFile(sessionsPath(host), host.platform), ...(globals.as === undefined ? {} : { as: globals.as }), server: () => serverOf(host, globals) },
    get api() {
      const server = serverOf(host, globals);
      return (api ??= new Api(host, server, out.language, new SessionKeeper(host, this.session.file, server, out.language, globals.as)));
    },
  };
}

const serverOf = (host: Host, { server }: GlobalChoices): string => serverOrigin(server ?? host.env['ZHIHENG_SERVER'] ?? defaultServer);

/** Say on stderr why a command ended. */
async function tell(out: Output, host: Host, error: unknown): Promise<ExitName> {
  if (error instanceof Interrupted || host.signal.aborted) {
    if (!out.json) await out.remark(out.say(runTexts.interrupted));
    return 'interrupted';
  }
  const problem = error instanceof CliProblem ? error : cliProblem('cli.fault', 'failed', runTexts.fault, { reason: error instanceof Error ? error.message : String(error) });
  await out.problem(problemJson(problem, out.language), (style) => renderProblem(problem.text, out.language, style));
  if (problem !== error && host.env['ZHIHENG_DEBUG'] && error instanceof Error) await out.remark(error.stack ?? '');
  return problem.exit;
}
