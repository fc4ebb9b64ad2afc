import { applyDecorators, Delete, Get, HttpCode, Patch, Post, Put, SetMetadata, Sse, UseInterceptors } from '@nestjs/common';
import type { z } from 'zod';
import type { Bilingual, Policy } from '#engine/kernel';
import { LiveStream } from './live.js';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Who may come in: anybody, any signed-in person, or those whom a policy lets reach at least one unit. */
export type Access = 'public' | 'signed-in' | Policy;

/**
 * One route, declared once: the guard, validation, OpenAPI document, reference page and permission matrix
 * are all read from it. A route without a declaration does not start.
 */
export interface EndpointDefinition {
  readonly method: Method;
  /** Below `/api`, with `:name` places. */
  readonly path: string;
  /** Group in the reference, such as `reporting`. */
  readonly tag: string;
  readonly summary: Bilingual;
  readonly access: Access;
  readonly params?: z.ZodType;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  /** Content types of a body that is not JSON; the handler gets the raw bytes. */
  readonly rawBody?: readonly string[];
  /** Bytes the body may have; 1 MiB for JSON and 64 MiB for raw bytes when absent. */
  readonly bodyLimit?: number;
  readonly reply?: z.ZodType;
  /** Content type of the answer when it is not JSON. */
  readonly replyType?: string;
  /** Codes of refusals a caller should expect here. */
  readonly refusals?: readonly string[];
  /** Success status; 200 when absent. */
  readonly status?: number;
  /** True for a route that changes something: takes Idempotency-Key, If-Match, reason and authority. */
  readonly command?: boolean;
  /** True for a read that is written to the access log; `export` for what leaves as a file or table, whose filters are written too. */
  readonly sensitive?: boolean | 'export';
}

/** Declare a route. Keeps the schemas' types. */
export function endpoint<const D extends EndpointDefinition>(definition: D): D {
  return definition;
}

type Out<S> = S extends z.ZodType ? z.output<S> : undefined;

/** The validated input of a route. */
export interface InputOf<D extends EndpointDefinition> {
  readonly params: Out<D['params']>;
  readonly query: Out<D['query']>;
  readonly body: D['rawBody'] extends readonly string[] ? Buffer : Out<D['body']>;
}

export const endpointMetadata = 'zhiheng:endpoint';

/** Every route that was declared on a controller; OpenAPI and the reference are made of it. */
export const declaredEndpoints: EndpointDefinition[] = [];

const verbs = { GET: Get, POST: Post, PUT: Put, PATCH: Patch, DELETE: Delete };

/** Mount a declared route on a controller's method. */
export function Handle(definition: EndpointDefinition): MethodDecorator {
  declaredEndpoints.push(definition);
  return applyDecorators(
    verbs[definition.method](definition.path),
    HttpCode(definition.status ?? 200),
    SetMetadata(endpointMetadata, definition),
  );
}

/** Mount a declared route whose answer is a stream of server-sent events, see {@link LiveStream}; the method returns an Observable. */
export function HandleLive(definition: EndpointDefinition): MethodDecorator {
  declaredEndpoints.push(definition);
  return applyDecorators(Sse(definition.path), SetMetadata(endpointMetadata, definition), UseInterceptors(new LiveStream()));
}
