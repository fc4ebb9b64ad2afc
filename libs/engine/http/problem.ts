import { fillRefusal, type Bilingual, type Json, type Language, type Refusal, type RefusalCatalogue, type RefusalKind } from '#engine/kernel';

/** One field that was not acceptable. */
export interface FieldProblem {
  /** Path in the request: `body.value`, `query.limit`, `params.unit`, `header.idempotency-key`. */
  readonly field: string;
  /** Stable code, such as `not-a-decimal`. */
  readonly code: string;
  readonly message: Bilingual;
}

/** An answer that says no: RFC 9457 problem details, with code, both languages and what to do. */
export interface Problem {
  readonly type: string;
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  /** Title and remedy in both languages; `title` and `detail` are in the caller's. */
  readonly text: { readonly title: Bilingual; readonly remedy: Bilingual };
  readonly field?: string;
  readonly values?: Readonly<Record<string, Json>>;
  readonly errors?: readonly FieldProblem[];
  readonly traceId?: string;
}

/** A request that says no on purpose; the exception filter turns it into a {@link Problem}. */
export class HttpProblem extends Error {
  override readonly name = 'HttpProblem';
  constructor(
    readonly status: number,
    readonly code: string,
    readonly text: { readonly title: Bilingual; readonly remedy: Bilingual },
    readonly more: { readonly errors?: readonly FieldProblem[]; readonly field?: string; readonly values?: Readonly<Record<string, Json>>; readonly headers?: Readonly<Record<string, string>> } = {},
  ) {
    super(code);
  }
}

/** A business "no" on its way out; the filter finds its text in the catalogue of all contexts. */
export class Refused extends Error {
  override readonly name = 'Refused';
  constructor(readonly refusal: Refusal) {
    super(refusal.refused);
  }
}

/** Injection token of the merged refusal catalogue. */
export const Refusals = Symbol('Refusals');

const statusOf: Record<RefusalKind, number> = { forbidden: 403, 'not-found': 404, conflict: 409, unprocessable: 422 };

/** A business refusal as an answer. A code that no catalogue declares is a fault of ours. */
export function problemOfRefusal(refusal: Refusal, catalogue: RefusalCatalogue): HttpProblem {
  const text = catalogue[refusal.refused];
  if (!text) throw new Error(`refusal ${refusal.refused} is in no catalogue`);
  return new HttpProblem(statusOf[text.kind], refusal.refused, { title: fillRefusal(text.title, refusal.values), remedy: fillRefusal(text.remedy, refusal.values) }, {
    values: refusal.values,
    ...(refusal.field === undefined ? {} : { field: refusal.field }),
  });
}

/** Input that is not acceptable, field by field. */
export function invalidInput(errors: readonly FieldProblem[]): HttpProblem {
  return new HttpProblem(400, 'request.invalid', requestTexts.invalid, { errors });
}

/** The body of an answer in the caller's language. */
export function render(problem: HttpProblem, language: Language, traceId: string | undefined): Problem {
  const { field, values, errors } = problem.more;
  return {
    type: `urn:zhiheng:problem:${problem.code}`,
    status: problem.status,
    code: problem.code,
    title: problem.text.title[language],
    detail: problem.text.remedy[language],
    text: problem.text,
    ...(field === undefined ? {} : { field }),
    ...(values === undefined || Object.keys(values).length === 0 ? {} : { values }),
    ...(errors === undefined ? {} : { errors }),
    ...(traceId === undefined ? {} : { traceId }),
  };
}

/** Texts of the answers that belong to no context. */
export const requestTexts = {
  invalid: {
    title: { zh: '请求内容有误，未作任何改动。', en: 'The request is not valid; nothing was changed.' },
    remedy: { zh: '请按 errors 中逐项说明修改后重试。', en: 'Correct each field listed in errors and try again.' },
  },
  malformed: {
    title: { zh: '请求体不是合法的 JSON。', en: 'The request body is not valid JSON.' },
    remedy: { zh: '请检查 JSON 语法（引号、逗号、括号、编码 UTF-8）。', en: 'Check the JSON syntax (quotes, commas, brackets, UTF-8).' },
  },
  malformedRequest: {
    title: { zh: '请求不符合 HTTP 规范。', en: 'The request is not valid HTTP.' },
    remedy: { zh: '请检查地址和请求头的写法。', en: 'Check how the address and the headers are written.' },
  },
  headersTooLarge: {
    title: { zh: '请求头过大。', en: 'The request headers are too large.' },
    remedy: { zh: '请缩短请求头或重新登录后再试。', en: 'Shorten the headers, or sign in again.' },
  },
  timeout: {
    title: { zh: '请求未能在规定时间内传完。', en: 'The request did not arrive in time.' },
    remedy: { zh: '请检查网络后重试；大文件请分次上传。', en: 'Check the network and try again; upload large files one by one.' },
  },
  unrecorded: {
    title: { zh: '访问日志暂时无法写入，您的操作未执行。', en: 'The access log cannot be written at the moment; nothing was done.' },
    remedy: { zh: '请稍后重试；如持续出现，请联系系统管理员。', en: 'Try again later; if it persists, tell the system administrator.' },
  },
  tooDeep: {
    title: { zh: '请求体嵌套过深。', en: 'The request body is nested too deeply.' },
    remedy: { zh: '请将嵌套层数控制在 {max} 层以内。', en: 'Keep the nesting within {max} levels.' },
  },
  tooLarge: {
    title: { zh: '请求体过大。', en: 'The request body is too large.' },
    remedy: { zh: '请拆分请求或压缩附件后重试，上限见接口文档。', en: 'Split the request or shrink the attachment; the limits are in the API reference.' },
  },
  unsupportedType: {
    title: { zh: '不支持的内容类型。', en: 'The content type is not supported.' },
    remedy: { zh: '请使用接口文档所列的 Content-Type。', en: 'Use a Content-Type that the API reference lists.' },
  },
  unauthenticated: {
    title: { zh: '尚未登录或登录已失效。', en: 'You are not signed in, or your sign-in has expired.' },
    remedy: { zh: '请重新登录后再试。', en: 'Sign in again.' },
  },
  forbidden: {
    title: { zh: '您没有访问此内容的权限。', en: 'You are not permitted to see this.' },
    remedy: { zh: '请联系安全管理员核对您的角色和所属单位。', en: 'Ask the security administrator to check your role and unit.' },
  },
  notFound: {
    title: { zh: '未找到所请求的内容。', en: 'There is no such thing here.' },
    remedy: { zh: '请检查地址和编号。', en: 'Check the address and the code.' },
  },
  preconditionFailed: {
    title: { zh: '内容已被他人更新，您的操作未执行。', en: 'It was changed by someone else meanwhile; your change was not made.' },
    remedy: { zh: '请刷新后核对最新内容，再决定是否继续。', en: 'Reload, look at what is there now, then decide again.' },
  },
  contended: {
    title: { zh: '同一内容正被频繁更新，请稍后重试。', en: 'It is being changed by many at once; try again shortly.' },
    remedy: { zh: '请稍候片刻后重试。', en: 'Wait a moment and try again.' },
  },
  stopped: {
    title: { zh: '系统暂时无法写入，您的操作未执行。', en: 'The system cannot record anything at the moment; your change was not made.' },
    remedy: { zh: '请稍后重试；如持续出现，请联系系统管理员。', en: 'Try again later; if it persists, tell the system administrator.' },
  },
  unavailable: {
    title: { zh: '事件服务器没有及时确认，尚不知您的操作是否已记录。', en: 'The event server did not confirm in time; it is not known yet whether your change was recorded.' },
    remedy: { zh: '请以相同的幂等键重试，不会重复记录。', en: 'Try again with the same idempotency key: nothing is recorded twice.' },
  },
  fault: {
    title: { zh: '系统内部错误，您的操作未执行。', en: 'An internal error occurred; your change was not made.' },
    remedy: { zh: '请将 traceId 告知系统管理员。', en: 'Give the traceId to the system administrator.' },
  },
  tooManyRequests: {
    title: { zh: '尝试过于频繁。', en: 'Too many attempts.' },
    remedy: { zh: '请在 {seconds} 秒后重试。', en: 'Try again in {seconds} seconds.' },
  },
  behind: {
    title: { zh: '您的改动已记录，但视图尚未更新到该位置。', en: 'Your change is recorded, but the view has not caught up with it yet.' },
    remedy: { zh: '请稍后刷新；可在健康状态页查看进度。', en: 'Refresh shortly; the health page shows the progress.' },
  },
} as const satisfies Record<string, { title: Bilingual; remedy: Bilingual }>;
