import type { Bilingual } from '#engine/kernel';

/** What the command line answers to the shell. Scripts rely on the numbers: none is ever given another meaning. */
export const exitCodes = {
  done: { code: 0, meaning: { zh: '完成', en: 'Done' } },
  failed: { code: 1, meaning: { zh: '未完成：系统故障、服务器不可达或已停止', en: 'Failed: a fault, or the server cannot be reached or has stopped' } },
  invalid: { code: 2, meaning: { zh: '用法有误，或输入内容不合要求（HTTP 400、413、415、422）', en: 'Wrong usage, or input that is not acceptable (HTTP 400, 413, 415, 422)' } },
  refused: { code: 3, meaning: { zh: '业务上不允许（HTTP 403、404、409、412、429）', en: 'Refused by a rule (HTTP 403, 404, 409, 412, 429)' } },
  notSignedIn: { code: 4, meaning: { zh: '未登录或登录已失效（HTTP 401）', en: 'Not signed in, or the sign-in has expired (HTTP 401)' } },
  different: { code: 5, meaning: { zh: '发现差异或检查未通过（score --compare、schemes check、campaigns proof、samples proof、rounds reproduce、results sheet、receive、proofs、checkpoints status、verify、audit export、audit check、access-log verify、backup、restore、migrate、doctor、health、reconcile）', en: 'Differences or failed checks found (score --compare, schemes check, campaigns proof, samples proof, rounds reproduce, results sheet, receive, proofs, checkpoints status, verify, audit export, audit check, access-log verify, backup, restore, migrate, doctor, health, reconcile)' } },
  interrupted: { code: 130, meaning: { zh: '被 Ctrl-C 中断', en: 'Interrupted by Ctrl-C' } },
} as const satisfies Record<string, { readonly code: number; readonly meaning: Bilingual }>;

export type ExitName = keyof typeof exitCodes;

const ofStatus: Readonly<Record<number, ExitName>> = {
  401: 'notSignedIn', 403: 'refused', 404: 'refused', 409: 'refused', 412: 'refused', 429: 'refused', 408: 'failed',
};

/** The answer to the shell for an answer of the server. */
export function exitOfStatus(status: number): ExitName {
  return ofStatus[status] ?? (status >= 400 && status < 500 ? 'invalid' : 'failed');
}
