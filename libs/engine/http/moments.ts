import { Inject, Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { z } from 'zod';
import { fill, isDate, isInstant, momentAgo, type Actor } from '#engine/kernel';
import { EventStore } from '#engine/event-store';
import type { GuardedRequest } from './caller.js';
import { CityClock } from './city-clock.js';
import { endpointMetadata, type EndpointDefinition } from './endpoint.js';
import { fieldMessages } from './messages.js';
import { invalidInput } from './problem.js';
import { momentKind, positionOf } from './reading.js';

/** Finds moments that have a name: the freeze of a round, the close of a period. Provided by the history context. */
export interface NamedMoments {
  /** Position in the log that a name stands for; undefined for a name that does not exist or that the actor may not know of. */
  position(name: string, actor: Actor): Promise<number | undefined>;
}
export const NamedMoments = Symbol('NamedMoments');

/** Turns what people say of a moment into what the log can be asked for. */
@Injectable()
export class Moments {
  constructor(
    @Inject(EventStore) private readonly log: Pick<EventStore, 'head' | 'positionAt'>,
    @Inject(CityClock) private readonly clock: CityClock,
    @Inject(NamedMoments) private readonly named: NamedMoments,
  ) {}

  /**
   * The same moment as a position, a date or an instant; undefined for now. A relative moment is reckoned from the clock
   * at each call, a name always stands for the same position.
   * @param field Path of the field in the request, for the problem
   * @throws HttpProblem 400 for a name that is not known, and a text that is no moment
   */
  async absolute(moment: string, actor: Actor, field = 'query.asKnownAt'): Promise<string | undefined> {
    switch (momentKind(moment)) {
      case 'now':
        return undefined;
      case 'relative':
        return momentAgo(moment, this.clock.now());
      case 'named': {
        const position = await this.named.position(moment, actor);
        if (position !== undefined) return String(position);
        throw invalidInput([{ field, code: 'unknown-moment', message: unknownMoment(moment) }]);
      }
      default:
        return moment;
    }
  }

  /**
   * The position that a moment means; the last one of the log for now.
   * @throws HttpProblem 400
   */
  async position(moment: string, actor: Actor, field: string): Promise<number> {
    return (await positionOf(this.log, await this.absolute(moment, actor, field), field)) ?? this.log.head();
  }
}

function unknownMoment(name: string) {
  const { zh, en } = fieldMessages['unknown-moment']!;
  return { zh: fill(zh, { name }), en: fill(en, { name }) };
}

/**
 * Lets every view be asked for relative and named moments: what it then reads in `asKnownAt` is a position, a date or an
 * instant. Runs after the gate, so that nobody learns of a moment who may not come in.
 */
@Injectable()
export class MomentInterceptor implements NestInterceptor {
  constructor(
    @Inject(Reflector) private readonly reflector: Reflector,
    @Inject(Moments) private readonly moments: Moments,
  ) {}

  async intercept(context: ExecutionContext, next: CallHandler) {
    const definition = this.reflector.get<EndpointDefinition | undefined>(endpointMetadata, context.getHandler());
    const request = context.switchToHttp().getRequest<GuardedRequest>();
    const query = request.query as Record<string, unknown> | undefined;
    const asked = query?.['asKnownAt'];
    if (typeof asked === 'string' && takesMoment(definition) && !isDate(asked) && !isInstant(asked) && momentKind(asked) !== undefined) {
      const { asKnownAt: _, ...rest } = query!;
      const moment = await this.moments.absolute(asked, request.actor ?? nobody);
      request.query = moment === undefined ? rest : { ...rest, asKnownAt: moment };
    }
    return next.handle();
  }
}

const nobody: Actor = { id: 'anonymous', grants: [] };

/** Whether a route can be asked as known at a moment. */
export const takesMoment = (definition: EndpointDefinition | undefined): boolean => definition?.query instanceof z.ZodObject && 'asKnownAt' in definition.query.shape;
