import { Catch, HttpException, Inject, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { PreconditionFailed, TooContended } from '#engine/commands';
import { StoreStopped, StoreUnavailable } from '#engine/event-store';
import { BadRowQuery } from '#engine/read-store';
import type { Language, RefusalCatalogue } from '#engine/kernel';
import { HttpProblem, invalidInput, problemOfRefusal, Refusals, Refused, render, requestTexts } from './problem.js';
import { AccessRecorder, attemptOf, recordedAccess, Unrecorded } from './guard.js';
import type { GuardedRequest } from './caller.js';

/** Told of faults, so that they reach the log with their cause; the answer never carries it. */
export interface FaultReporter {
  fault(error: unknown, request: { readonly method: string; readonly path: string; readonly traceId?: string }): void;
}
export const FaultReporter = Symbol('FaultReporter');

/** Every error leaves as problem details; what is not a known "no" is a fault with a trace id and nothing else. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    @Inject(FaultReporter) private readonly reporter: FaultReporter,
    @Inject(Refusals) private readonly refusals: RefusalCatalogue,
    @Inject(AccessRecorder) private readonly recorder: AccessRecorder,
  ) {}

  async catch(error: unknown, host: ArgumentsHost): Promise<void> {
    const request = host.switchToHttp().getRequest<GuardedRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    try {
      if (error instanceof Refused) await this.recordForbidden(error, request);
      this.answer(error, request, reply);
    } catch (cause) {
      this.answer(cause, request, reply);
    }
  }

  /** A rule behind the gate refused somebody: that belongs into the access log as what the gate refuses does. */
  private async recordForbidden({ refusal }: Refused, request: GuardedRequest): Promise<void> {
    if (this.refusals[refusal.refused]?.kind !== 'forbidden') return;
    const policy = refusal.values['policy'] ?? refusal.refused;
    await recordedAccess(() => this.recorder.refused({ ...attemptOf(request), status: 403, policy: String(policy) }));
  }

  private answer(error: unknown, request: GuardedRequest, reply: FastifyReply): void {
    const problem = error instanceof Refused ? problemOfRefusal(error.refusal, this.refusals) : problemOf(error);
    if (problem.status >= 500) {
      this.reporter.fault(error, { method: request.method, path: request.url.split('?')[0]!, ...(request.traceId ? { traceId: request.traceId } : {}) });
    }
    if (reply.sent || reply.raw.headersSent) {
      reply.raw.end();
      return;
    }
    const language = languageOf(request);
    void reply
      .status(problem.status)
      .headers({ 'content-language': language === 'zh' ? 'zh-CN' : 'en', ...problem.more.headers })
      .type('application/problem+json; charset=utf-8')
      .send(JSON.stringify(render(problem, language, request.traceId)));
  }
}

/** The language of texts for people: Chinese unless the caller prefers English. */
export function languageOf(request: { readonly headers: Readonly<Record<string, unknown>> }): Language {
  const first = String(request.headers['accept-language'] ?? 'zh').split(',')[0]!.trim().toLowerCase();
  return first.startsWith('en') ? 'en' : 'zh';
}

function problemOf(error: unknown): HttpProblem {
  if (error instanceof HttpProblem) return error;
  if (error instanceof PreconditionFailed) {
    return new HttpProblem(412, 'request.precondition-failed', requestTexts.preconditionFailed, { values: { expected: error.expected, actual: error.actual }, headers: { etag: `"${error.actual}"` } });
  }
  if (error instanceof TooContended) return new HttpProblem(503, 'request.contended', requestTexts.contended, { headers: { 'retry-after': '1' } });
  if (error instanceof Unrecorded) return new HttpProblem(503, 'access.unrecorded', requestTexts.unrecorded, { headers: { 'retry-after': '30' } });
  if (error instanceof StoreStopped) return new HttpProblem(503, 'system.stopped', requestTexts.stopped, { headers: { 'retry-after': '30' } });
  if (error instanceof StoreUnavailable) return new HttpProblem(503, 'system.unavailable', requestTexts.unavailable, { headers: { 'retry-after': '2' } });
  if (error instanceof BadRowQuery) {
    return invalidInput([{ field: 'query', code: 'bad-format', message: { zh: '筛选、排序或翻页参数不适用于此列表。', en: 'Filter, order or cursor does not fit this list.' } }]);
  }
  const status = statusOf(error);
  if (status === 404) return new HttpProblem(404, 'request.not-found', requestTexts.notFound);
  if (status === 413) return new HttpProblem(413, 'request.too-large', requestTexts.tooLarge);
  if (status === 415) return new HttpProblem(415, 'request.unsupported-type', requestTexts.unsupportedType);
  if (status !== undefined && status >= 400 && status < 500) return new HttpProblem(400, 'request.malformed', requestTexts.malformedRequest);
  return new HttpProblem(500, 'system.fault', requestTexts.fault);
}

function statusOf(error: unknown): number | undefined {
  if (error instanceof HttpException) return error.getStatus();
  const status = (error as { statusCode?: unknown } | null)?.statusCode;
  return typeof status === 'number' ? status : undefined;
}
