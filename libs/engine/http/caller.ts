import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { derivedId, isUuid, newId, textProblem, zhihengNamespace, type Actor, type Uuid } from '#engine/kernel';
import type { Envelope } from '#engine/commands';
import { invalidInput, type FieldProblem } from './problem.js';
import { headerTextMessage } from './messages.js';
import type { NotedReads } from './reads.js';

/** A request with what the guard found out about it. */
export interface GuardedRequest extends FastifyRequest {
  actor?: Actor;
  traceId?: string;
  traceparent?: string;
  /** What the answer was read from so far. */
  reads?: NotedReads;
  /** Milliseconds between heartbeats of a stream of events; the usual when absent. */
  heartbeatMs?: number;
  /** Whether the gate would let the caller in now with the same rights; set by the gate for requests that may last. */
  stillAdmitted?: () => Promise<boolean>;
}

/** Turns the credentials of a request into an actor. Provided by the identity context. */
export interface Authenticator {
  /** The actor, or undefined when there are no good credentials. */
  authenticate(request: FastifyRequest): Promise<Actor | undefined>;
}
export const Authenticator = Symbol('Authenticator');

/** Who called, and the envelope of the command the call carries. */
export interface Caller {
  readonly actor: Actor;
  readonly envelope: Envelope;
}

const anonymous: Actor = { id: 'anonymous', grants: [] };

/** Parameter decorator: the {@link Caller} of the request. */
export const From = createParamDecorator((_: unknown, context: ExecutionContext): Caller => {
  const request = context.switchToHttp().getRequest<GuardedRequest>();
  const actor = request.actor ?? anonymous;
  return { actor, envelope: envelopeOf(request, actor) };
});

/** Headers of a command: Idempotency-Key, If-Match, X-Reason and X-Authority (percent-encoded UTF-8). */
function envelopeOf(request: GuardedRequest, actor: Actor): Envelope {
  const problems: FieldProblem[] = [];
  const key = textHeader(request, 'idempotency-key', 200, problems);
  const reason = textHeader(request, 'x-reason', 2000, problems);
  const authority = textHeader(request, 'x-authority', 200, problems);
  const ifMatch = revisionHeader(request, problems);
  if (problems.length > 0) throw invalidInput(problems);
  const commandId = key === undefined ? newId() : keyToId(key, actor);
  return {
    commandId,
    retryable: key !== undefined,
    actor,
    correlation: commandId,
    ...(reason === undefined ? {} : { reason }),
    ...(authority === undefined ? {} : { authority }),
    ...(ifMatch === undefined ? {} : { ifMatch }),
    ...(request.traceparent === undefined ? {} : { traceparent: request.traceparent }),
  };
}

/** A key belongs to its sender: two people using the same key do not meet. */
const keyToId = (key: string, actor: Actor): Uuid => derivedId(zhihengNamespace, `${actor.id}\n${isUuid(key.toLowerCase()) ? key.toLowerCase() : key}`);

function textHeader(request: FastifyRequest, name: string, max: number, problems: FieldProblem[]): string | undefined {
  const raw = request.headers[name];
  if (raw === undefined) return undefined;
  let text: string;
  try {
    // Bytes beyond ASCII arrive here as Latin-1: taken as text they would be garbage in the log.
    if (!/^[\x20-\x7e]*$/.test(String(raw))) throw new URIError();
    text = decodeURIComponent(String(raw));
  } catch {
    problems.push({ field: `header.${name}`, code: 'not-percent-encoded', message: headerTextMessage });
    return undefined;
  }
  const problem = textProblem(text, { max });
  if (problem) problems.push({ field: `header.${name}`, code: problem, message: headerTextMessage });
  return text;
}

/** `If-Match: "12"` names revision 12; `*` and several tags are refused rather than half understood. */
function revisionHeader(request: FastifyRequest, problems: FieldProblem[]): number | undefined {
  const raw = request.headers['if-match'];
  if (raw === undefined) return undefined;
  const match = /^"(\d{1,15})"$/.exec(raw.trim());
  if (!match) {
    problems.push({
      field: 'header.if-match',
      code: 'not-a-revision',
      message: { zh: 'If-Match 应为 ETag 返回的版本，例如 "3"。', en: 'If-Match must be a revision as ETag returned it, such as "3".' },
    });
    return undefined;
  }
  return Number(match[1]);
}
