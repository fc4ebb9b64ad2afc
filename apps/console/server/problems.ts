import type { Bilingual } from '../language/texts.js';

/** One field that the server did not accept. */
export interface FieldProblem {
  /** Path in the request, such as `body.value`. */
  readonly field: string;
  readonly code: string;
  readonly message: Bilingual;
}

/** The server's "no": problem details of RFC 9457 with both languages. */
export interface Problem {
  readonly status: number;
  readonly code: string;
  readonly text: { readonly title: Bilingual; readonly remedy: Bilingual };
  readonly field?: string;
  readonly values?: Readonly<Record<string, unknown>>;
  readonly errors?: readonly FieldProblem[];
  readonly traceId?: string;
}

/** An answer that says no. */
export class Refused extends Error {
  override readonly name = 'Refused';
  constructor(readonly problem: Problem) {
    super(problem.code);
  }
}

/** The server was not reached. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';
}

const unreadable: Problem['text'] = {
  title: { zh: '服务器的答复无法识别。', en: 'The server’s answer could not be read.' },
  remedy: { zh: '请稍后重试；仍不行时，请把编号告诉系统管理员。', en: 'Try again later; if it stays, tell the number to the system administrator.' },
};

const offline: Problem['text'] = {
  title: { zh: '连不上服务器。', en: 'The server cannot be reached.' },
  remedy: { zh: '请检查网络；已填写的内容保留在本页，恢复后可继续办理。', en: 'Check the network; what you typed stays on this page and can be sent once it is back.' },
};

/** The problem of an answer that is not 2xx. */
export async function problemOf(response: Response): Promise<Problem> {
  const traceId = response.headers.get('trace-id') ?? undefined;
  try {
    const told = (await response.json()) as Problem;
    if (told.text?.title) return traceId && !told.traceId ? { ...told, traceId } : told;
  } catch {
    // told below
  }
  return { status: response.status, code: 'answer.unreadable', text: unreadable, ...(traceId ? { traceId } : {}) };
}

let named = (problem: Problem): Problem => problem;

/** Says how refusals come to call things by their names; those who hold names say so once. */
export function nameProblemsBy(naming: (problem: Problem) => Problem): void {
  named = naming;
}

/** What to tell of any failure. */
export function toldOf(error: unknown): Problem {
  if (error instanceof Refused) return named(error.problem);
  if (error instanceof Unreachable) return { status: 0, code: 'server.unreachable', text: offline };
  return { status: 0, code: 'console.fault', text: { title: { zh: '页面出现故障。', en: 'The page failed.' }, remedy: { zh: '请刷新页面；仍不行时，请联系系统管理员。', en: 'Reload the page; if it stays, tell the system administrator.' } } };
}

/** True when a view lags behind what was recorded: the answer is asked for again. */
export const isBehind = (error: unknown): boolean => error instanceof Refused && error.problem.code === 'view.behind';
