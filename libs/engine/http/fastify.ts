import type { Socket } from 'node:net';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { nextStep, parseTraceparent, traceparentOf, withTrace } from '#engine/telemetry';
import { declaredEndpoints } from './endpoint.js';
import { HttpProblem, render, requestTexts } from './problem.js';
import { largestJsonBody } from './body.js';
import { languageOf } from './filter.js';
import type { GuardedRequest } from './caller.js';
import { notingReads, readsHeader, readsText } from './reads.js';

export interface HttpOptions {
  /**
   * Whose word on the client's address (`X-Forwarded-For`) is believed: that of the proxy right in front, or of the proxies
   * at these addresses and networks. Nobody's when absent, so that an address cannot be forged.
   */
  readonly trustProxy?: boolean | readonly string[];
  /** Bytes a JSON body may have; 1 MiB when absent. */
  readonly jsonLimit?: number;
  /** Whether browsers reach the server by HTTPS: then they are told to insist on it, and send the cookie of a session in no other way. */
  readonly https?: boolean;
  /** How long a request may take to arrive, in milliseconds; 5 minutes when absent. */
  readonly requestTimeoutMs?: number;
  /** Milliseconds between heartbeats of streams of events; 20 s when absent. */
  readonly heartbeatMs?: number;
}

/** Below it every route is declared; see {@link configureHttp}. */
export const apiPrefix = '/api';

/**
 * What a page may load and who may frame it. No `unsafe-eval`, nothing from other hosts; inline styles only,
 * because the component library of the console sets them.
 */
const contentSecurityPolicy = [
  "default-src 'self'", "script-src 'self'", "style-src 'self' 'unsafe-inline'", "img-src 'self' data: blob:", "connect-src 'self'",
  "object-src 'none'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'",
].join('; ');

const securityHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
};

/** Leaves bodies on the wire: a route reads its own after the guard has let the caller in ({@link bodyOf}). */
class UnparsedBodies extends FastifyAdapter {
  override registerParserMiddleware(): void {
    this.instance.removeAllContentTypeParsers();
    this.instance.addContentTypeParser('*', (_request: FastifyRequest, _payload: unknown, done: (error: null) => void) => done(null));
  }
}

/** Nest's adapter for Fastify with the product's limits. Call {@link configureHttp} on the application before it starts. */
export function httpAdapter(options: HttpOptions = {}): FastifyAdapter {
  return new UnparsedBodies({
    trustProxy: trusted(options.trustProxy ?? false),
    requestTimeout: options.requestTimeoutMs ?? 300_000,
    bodyLimit: options.jsonLimit ?? largestJsonBody,
    routerOptions: { maxParamLength: 300 },
    forceCloseConnections: true,
    multipart: false,
    skipMiddie: true,
    clientErrorHandler,
    frameworkErrors: (_error: Error, request: FastifyRequest, reply: FastifyReply) => {
      const problem = new HttpProblem(400, 'request.malformed', requestTexts.malformedRequest);
      void reply.headers(headersFor(options)).status(problem.status).type('application/problem+json; charset=utf-8');
      void reply.send(JSON.stringify(render(problem, languageOf(request), undefined)));
    },
  });
}

/**
 * Trace, security headers, and the rule that a route below `/api` that is not declared does not start.
 * Accepts a caller's `traceparent` or begins a trace; the answer names it in `trace-id`, and that of a question in `x-reads` the projections it was read from.
 */
export function configureHttp(app: NestFastifyApplication, options: HttpOptions = {}): void {
  const fastify = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  const headers = headersFor(options);
  fastify.addHook('onRequest', (request, reply, done) => {
    const step = nextStep(parseTraceparent(request.headers['traceparent']));
    const traced = request as GuardedRequest;
    traced.traceId = step.traceId;
    traced.traceparent = traceparentOf(step);
    void reply.headers({ ...headers, 'trace-id': step.traceId });
    if (options.heartbeatMs !== undefined) traced.heartbeatMs = options.heartbeatMs;
    if (request.url.startsWith(`${apiPrefix}/`)) void reply.header('cache-control', 'no-store');
    // Before the gate, so that what interceptors and refusals read is told as well.
    traced.reads = new Set();
    notingReads(traced.reads, () => withTrace(step, done));
  });
  fastify.addHook('onSend', (request, reply, _payload, done) => {
    const { reads } = request as GuardedRequest;
    if (request.method === 'GET' && reads && reads.size > 0) void reply.header(readsHeader, readsText(reads));
    done();
  });
  fastify.addHook('onRoute', ({ method, url }) => {
    for (const one of [method].flat()) requireDeclared(one, url);
  });
}

type Trust = false | string[] | ((address: string, hop: number) => boolean);

// Believing every hop would take the leftmost address, which the client may have written itself; the nearest proxy wrote the last.
const trusted = (proxies: boolean | readonly string[]): Trust => (proxies === true ? (_address, hop) => hop === 0 : proxies === false ? false : [...proxies]);

const headersFor = ({ https }: HttpOptions): Readonly<Record<string, string>> =>
  https ? { ...securityHeaders, 'strict-transport-security': 'max-age=31536000; includeSubDomains' } : securityHeaders;

function requireDeclared(method: string, url: string): void {
  if (!url.startsWith(`${apiPrefix}/`) || method === 'HEAD' || method === 'OPTIONS') return;
  const declared = declaredEndpoints.some((endpoint) => endpoint.method === method && `${apiPrefix}${endpoint.path}` === url);
  if (!declared) throw new Error(`${method} ${url} is not declared by an endpoint: nobody could be let in, so it does not start`);
}

/** What Node itself refuses before there is a request: headers too large, a malformed request line, a timeout. */
function clientErrorHandler(error: Error & { readonly code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const problem = refusedByNode(error.code);
  const body = JSON.stringify(render(problem, 'zh', undefined));
  const head = [`HTTP/1.1 ${problem.status} Refused`, 'content-type: application/problem+json; charset=utf-8', `content-length: ${Buffer.byteLength(body)}`, 'connection: close'];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}

function refusedByNode(code: string | undefined): HttpProblem {
  if (code === 'HPE_HEADER_OVERFLOW') return new HttpProblem(431, 'request.headers-too-large', requestTexts.headersTooLarge);
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return new HttpProblem(408, 'request.timeout', requestTexts.timeout);
  return new HttpProblem(400, 'request.malformed', requestTexts.malformedRequest);
}
