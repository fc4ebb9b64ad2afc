import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { reachesAny, type Policy } from '#engine/kernel';
import { endpointMetadata, type EndpointDefinition } from './endpoint.js';
import { HttpProblem, requestTexts } from './problem.js';
import { Authenticator, type GuardedRequest } from './caller.js';

/** Told of refused accesses and of reads of sensitive routes. Provided by the identity context. */
export interface AccessRecorder {
  refused(entry: { readonly actor: string | undefined; readonly address: string; readonly method: string; readonly path: string; readonly status: number; readonly policy?: string }): Promise<void>;
}
export const AccessRecorder = Symbol('AccessRecorder');

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
    if (!actor) return this.refuse(request, undefined, 401);
    request.actor = actor;
    if (access === 'signed-in') return true;
    if (access === undefined || !reachesAny(access.scope(actor))) return this.refuse(request, actor.id, 403, access);
    return true;
  }

  private async refuse(request: GuardedRequest, actor: string | undefined, status: 401 | 403, policy?: Policy): Promise<never> {
    await this.recorder.refused({
      actor, status, address: request.ip, method: request.method, path: request.url.split('?')[0]!.slice(0, 300),
      ...(policy ? { policy: policy.code } : {}),
    });
    if (status === 401) throw new HttpProblem(401, 'access.unauthenticated', requestTexts.unauthenticated, { headers: { 'www-authenticate': 'Bearer realm="zhiheng"' } });
    throw new HttpProblem(403, 'access.forbidden', requestTexts.forbidden, policy ? { values: { policy: policy.code } } : {});
  }
}
