import { fill, type Bilingual, type Json, type JsonObject, type Language } from '#engine/kernel';
import type { Style } from '../terminal/style.js';
import { colon } from '../terminal/punctuation.js';
import { printable } from '../terminal/width.js';
import { exitOfStatus, type ExitName } from './exit-codes.js';

/** A field that was not acceptable. */
export interface FieldFault {
  readonly field: string;
  readonly code: string;
  readonly message: Bilingual;
}

/** A "no" with its reasons: from the server (RFC 9457) or from the command line itself, in one form. */
export interface ProblemText {
  readonly code: string;
  /** HTTP status; none for problems of the command line itself. */
  readonly status?: number;
  readonly title: Bilingual;
  /** What the person can do about it. */
  readonly remedy: Bilingual;
  readonly field?: string;
  readonly errors?: readonly FieldFault[];
  readonly traceId?: string;
}

/** Ends a command: what is wrong, and what the shell is told. */
export class CliProblem extends Error {
  override readonly name = 'CliProblem';
  constructor(
    readonly text: ProblemText,
    readonly exit: ExitName,
    /** The server's own body, for `--json`. */
    readonly body?: Json,
  ) {
    super(text.code);
  }
}

/** A problem that the command line found itself. Places of the texts are filled from the values. */
export function cliProblem(code: string, exit: ExitName, text: { readonly title: Bilingual; readonly remedy: Bilingual }, values: Readonly<Record<string, unknown>> = {}): CliProblem {
  const both = (b: Bilingual): Bilingual => ({ zh: fill(b.zh, values), en: fill(b.en, values) });
  return new CliProblem({ code, title: both(text.title), remedy: both(text.remedy) }, exit);
}

const isBilingual = (value: unknown): value is Bilingual =>
  typeof value === 'object' && value !== null && typeof (value as Bilingual).zh === 'string' && typeof (value as Bilingual).en === 'string';

const unknownAnswer = {
  title: { zh: '服务器答复 HTTP {status}，但不是质衡的格式。', en: 'The server answered HTTP {status}, but not in the format of Zhiheng.' },
  remedy: { zh: '请核对 --server 地址，以及中间是否有代理。', en: 'Check the --server address, and whether a proxy stands between.' },
};

/** The problem in an answer of the server; also where something else than Zhiheng answered. */
export function problemOfAnswer(status: number, body: unknown): CliProblem {
  const exit = exitOfStatus(status);
  const found = (typeof body === 'object' && body !== null ? body : {}) as { code?: unknown; text?: { title?: unknown; remedy?: unknown }; field?: unknown; errors?: unknown; traceId?: unknown };
  if (typeof found.code !== 'string' || !isBilingual(found.text?.title) || !isBilingual(found.text.remedy)) {
    return cliProblem('cli.unknown-answer', exit, unknownAnswer, { status });
  }
  const errors = Array.isArray(found.errors) ? found.errors.filter((e): e is FieldFault => isBilingual((e as FieldFault | null)?.message)) : [];
  const text: ProblemText = {
    code: found.code, status, title: found.text.title, remedy: found.text.remedy,
    ...(typeof found.field === 'string' ? { field: found.field } : {}),
    ...(errors.length > 0 ? { errors } : {}),
    ...(typeof found.traceId === 'string' ? { traceId: found.traceId } : {}),
  };
  return new CliProblem(text, exit, body as Json);
}

const labels = {
  problem: { zh: '未完成', en: 'Not done' },
  remedy: { zh: '怎么办', en: 'What to do' },
  field: { zh: '字段', en: 'Field' },
  trace: { zh: '跟踪号', en: 'Trace id' },
} as const;

export const problemTexts = { labels, unknownAnswer };

/** A problem as a person reads it: what, with its code; what to do; which fields. */
export function renderProblem({ code, status, title, remedy, field, errors = [], traceId }: ProblemText, language: Language, style: Style): string {
  const label = (name: keyof typeof labels): string => labels[name][language];
  const after = colon[language];
  const lines = [
    `${style.red(`${label('problem')}${after}`)}${printable(title[language])}`,
    `  [${code}${status === undefined ? '' : ` · HTTP ${status}`}]`,
    ...(field === undefined ? [] : [`  ${label('field')}${after}${printable(field)}`]),
    ...errors.map((error) => `  ${label('field')} ${printable(error.field)} [${printable(error.code)}]${after}${printable(error.message[language])}`),
    `  ${label('remedy')}${after}${printable(remedy[language])}`,
    ...(traceId === undefined ? [] : [`  ${label('trace')}${after}${printable(traceId)}`]),
  ];
  return lines.join('\n');
}

/** A problem as JSON: the server's own body, or the same shape for what the command line found. */
export function problemJson({ text, body }: CliProblem, language: Language): Json {
  if (body !== undefined) return body;
  const { code, title, remedy, errors, field } = text;
  const shape: JsonObject = {
    type: `urn:zhiheng:problem:${code}`, code, title: title[language], detail: remedy[language], text: { title: { ...title }, remedy: { ...remedy } },
    ...(field === undefined ? {} : { field }),
    ...(errors === undefined ? {} : { errors: errors.map((e) => ({ ...e, message: { ...e.message } })) }),
  };
  return shape;
}
