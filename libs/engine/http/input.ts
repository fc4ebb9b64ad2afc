import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { z } from 'zod';
import { Reflector } from '@nestjs/core';
import { fill } from '#engine/kernel';
import { endpointMetadata, type EndpointDefinition } from './endpoint.js';
import { HttpProblem, requestTexts } from './problem.js';
import { nestedDeeperThan, validated } from './validation.js';
import type { GuardedRequest } from './caller.js';

const nothing = z.strictObject({});
const maxDepth = 32;
const reflector = new Reflector();

/** Parameter decorator: the request's params, query and body as its declaration describes them, or a 400 that lists what is wrong. */
export const Input = createParamDecorator((_: unknown, context: ExecutionContext) => {
  const definition = reflector.get<EndpointDefinition>(endpointMetadata, context.getHandler());
  const request = context.switchToHttp().getRequest<GuardedRequest>();
  if (nestedDeeperThan(request.body, maxDepth) && !definition.rawBody) {
    const { title, remedy } = requestTexts.tooDeep;
    throw new HttpProblem(400, 'request.too-deep', { title, remedy: { zh: fill(remedy.zh, { max: maxDepth }), en: fill(remedy.en, { max: maxDepth }) } });
  }
  return {
    params: validated(definition.params ?? nothing, request.params ?? {}, 'params'),
    query: validated(definition.query ?? nothing, request.query ?? {}, 'query'),
    body: definition.rawBody ? request.body : definition.body ? validated(definition.body, request.body, 'body') : undefined,
  };
});
