import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { z } from 'zod';
import { Reflector } from '@nestjs/core';
import { fill } from '#engine/kernel';
import { endpointMetadata, type EndpointDefinition } from './endpoint.js';
import { bodyOf } from './body.js';
import { HttpProblem, requestTexts } from './problem.js';
import { nestedDeeperThan, validated } from './validation.js';
import type { GuardedRequest } from './caller.js';

const nothing = z.strictObject({});
const maxDepth = 32;
const reflector = new Reflector();

/** Parameter decorator: the request's params, query and body as its declaration describes them, or a 400 that lists what is wrong. */
export const Input = createParamDecorator(async (_: unknown, context: ExecutionContext) => {
  const definition = reflector.get<EndpointDefinition>(endpointMetadata, context.getHandler());
  const request = context.switchToHttp().getRequest<GuardedRequest>();
  const params = validated(definition.params ?? nothing, request.params ?? {}, 'params');
  const query = validated(definition.query ?? nothing, request.query ?? {}, 'query');
  return { params, query, body: await validatedBody(definition, request) };
});

async function validatedBody(definition: EndpointDefinition, request: GuardedRequest): Promise<unknown> {
  const body = await bodyOf(request, definition);
  if (definition.rawBody) return body ?? Buffer.alloc(0);
  if (nestedDeeperThan(body, maxDepth)) {
    const { title, remedy } = requestTexts.tooDeep;
    throw new HttpProblem(400, 'request.too-deep', { title, remedy: { zh: fill(remedy.zh, { max: maxDepth }), en: fill(remedy.en, { max: maxDepth }) } });
  }
  return validated(definition.body ?? nothing.optional(), body, 'body');
}
