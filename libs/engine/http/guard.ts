import { isDeepStrictEqual } from 'node:util';
import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { reachesAny, type Policy } from '#engine/kernel';
import { endpointMetadata, type EndpointDefinition } from './endpoint.js';
import { HttpProblem, requestTexts } from './problem.js';
import { Authenticator, type GuardedRequest } from './caller.js';
import { reachOf } from './permissions.js';

/** A request as the access log knows it. */
export interface AccessAttempt {
  /** Who asked; undefined without good credentials. */
  readonly actor: string | undefined;
  readonly address: string;
  readonly method: string;
  /** Path without the query. */
  readonly path: string;
}

/** Somebody who was let in: to a command, or to a read that belongs into the access log. */
export interface AdmittedAccess extends AccessAttempt {
  /** What is written down: a read of a sensitive page, or an export or download. False for a command, which the event log records. */
  readonly sensitive: 'read' | 'export' | false;
  /** What an export is filtered by: its query, decoded and shortened. */
  readonly query?: string;
}

/** Told of what has to be in the access log. Provided by the identity context. A log that cannot be written closes the gate. */
export interface AccessRecorder {
  /** A refused access: 401 or 403, by the gate or by a rule behind it. */
  refused(attempt: AccessAttempt & { readonly status: number; readonly policy?: string }): Promise<void>;
  /**
   * Somebody is let in to a command, a sensitive read or an export. Reads and exports are written down; for a command,
   * which the event log records, it is enough to be sure that refusals could be.
   * @throws when the access log cannot be written
   */
  admitted(attempt: AdmittedAccess): Promise<void>;
}
export const AccessRecorder = Symbol('AccessRecorder');

/** The access log cannot be written, so nothing is done: answered with 503. */
export class Unrecorded extends Error {
  override readonly name = 'Unrecorded';
  constructor(cause: unknown) {
    super('the access log cannot be written', { cause });
  }
}

/**
 * Write an entry into the access log, or do not go on.
 * @throws Unrecorded
 */
export async function recordedAccess(write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (cause) {
    throw cause instanceof Unrecorded ? cause : new Unrecorded(cause);
  }
}

/** The request as an entry of the access log. */
export function attemptOf(request: GuardedRequest): AccessAttempt {
  return { actor: request.actor?.id, address: request.ip, method: request.method, path: request.url.split('?')[0]!.slice(0, 300) };
}

const longestQuery = 300;

/** The query of a request as people read it, shortened; undefined when there is none. */
export function queryOf({ url }: Pick<GuardedRequest, 'url'>): string | undefined {
  const at = url.indexOf('?');
  if (at < 0 || at === url.length - 1) return undefined;
  const text = decoded(url.slice(at + 1).replaceAll('+', ' '));
  const letters = [...text];
  return letters.length > longestQuery ? `${letters.slice(0, longestQuery).join('')}…` : text;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * What a request is to the access log: as the route declares it, or an export where the caller says by `X-Purpose: export` that
 * what a GET answers is going to be a file.
 */
function sensitivityOf({ method, headers }: GuardedRequest, { sensitive = false }: EndpointDefinition): EndpointDefinition['sensitive'] {
  return method === 'GET' && headers['x-purpose'] === 'export' ? 'export' : sensitive;
}

function admissionOf(request: GuardedRequest, sensitive: EndpointDefinition['sensitive']): AdmittedAccess {
  const attempt = attemptOf(request);
  if (!sensitive) return { ...attempt, sensitive: false };
  if (sensitive === true) return { ...attempt, sensitive: 'read' };
  const query = queryOf(request);
  return { ...attempt, sensitive: 'export', ...(query === undefined ? {} : { query }) };
}

/**
 * The one gate: every route is declared with who may come in, and one that is not declared lets nobody in.
 * Which units the caller reaches is decided again by the command's or query's own policy.
 */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    @Inject(Reflector) private readonly reflector: Reflector,
    @Inject(Authenticator) private readonly authenticator: Authenticator,
    @Inject(AccessRecorder) private readonly recorder: AccessRecorder,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<GuardedRequest>();
    const definition = this.reflector.get<EndpointDefinition | undefined>(endpointMetadata, context.getHandler());
    const access = definition?.access;
    if (access === 'public') return true;
    const actor = await this.authenticator.authenticate(request);
    if (!actor) return this.refuse(request, 401);
    request.actor = actor;
    if (!definition || !reachesAny(reachOf(access, actor))) return this.refuse(request, 403, typeof access === 'object' ? access : undefined);
    const sensitive = sensitivityOf(request, definition);
    if (definition.command || sensitive) await recordedAccess(() => this.recorder.admitted(admissionOf(request, sensitive)));
    request.stillAdmitted = async () => isDeepStrictEqual(await this.authenticator.authenticate(request), actor);
    return true;
  }

  private async refuse(request: GuardedRequest, status: 401 | 403, policy?: Policy): Promise<never> {
    await recordedAccess(() => this.recorder.refused({ ...attemptOf(request), status, ...(policy ? { policy: policy.code } : {}) }));
    if (status === 401) throw new HttpProblem(401, 'access.unauthenticated', requestTexts.unauthenticated, { headers: { 'www-authenticate': 'Bearer realm="zhiheng"' } });
    throw new HttpProblem(403, 'access.forbidden', requestTexts.forbidden, policy ? { values: { policy: policy.code } } : {});
  }
}
