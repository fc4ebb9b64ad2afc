import { z } from 'zod';
import type { JsonObject, RefusalCatalogue } from '#engine/kernel';
import type { EndpointDefinition } from './endpoint.js';
import { takesMoment } from './moments.js';

const problemSchema: JsonObject = {
  type: 'object',
  required: ['type', 'status', 'code', 'title', 'detail', 'text'],
  properties: {
    type: { type: 'string' }, status: { type: 'integer' }, code: { type: 'string' }, title: { type: 'string' }, detail: { type: 'string' },
    text: { type: 'object' }, field: { type: 'string' }, values: { type: 'object' }, traceId: { type: 'string' },
    errors: { type: 'array', items: { type: 'object', required: ['field', 'code', 'message'], properties: { field: { type: 'string' }, code: { type: 'string' }, message: { $ref: '#/components/schemas/Bilingual' } } } },
  },
};

const commandHeaders: readonly JsonObject[] = [
  header('Idempotency-Key', 'A text of the caller; a repetition of the request under the same key is answered with the first receipt.'),
  header('If-Match', 'The revision the caller saw, as ETag returned it.'),
  header('X-Reason', 'Why; percent-encoded UTF-8.'),
  header('X-Authority', 'Document number of the authority; percent-encoded UTF-8.'),
];

function header(name: string, description: string): JsonObject {
  return { name, in: 'header', required: false, description, schema: { type: 'string' } };
}

const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): JsonObject => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any', override: ({ jsonSchema }) => delete jsonSchema['~standard'] });
  return rest as JsonObject;
};

function parameters(definition: EndpointDefinition): JsonObject[] {
  const found: JsonObject[] = [];
  for (const [place, schema] of [['path', definition.params], ['query', definition.query]] as const) {
    if (!schema) continue;
    const { properties = {}, required = [] } = schemaOf(schema, 'input') as { properties?: Record<string, JsonObject>; required?: string[] };
    for (const [name, property] of Object.entries(properties)) {
      found.push({ name, in: place, required: place === 'path' || required.includes(name), schema: property });
    }
  }
  if (definition.command) return [...found, ...commandHeaders];
  return definition.method === 'GET' && definition.access !== 'public' ? [...found, { $ref: '#/components/parameters/Purpose' }] : found;
}

function operation(definition: EndpointDefinition, refusals: RefusalCatalogue): JsonObject {
  const { body, rawBody, reply, replyType, summary, tag, status = 200, access } = definition;
  const media = replyType ?? 'application/json';
  const codes = (definition.refusals ?? []).map((code) => `- \`${code}\` ${refusals[code]?.title.zh ?? ''} / ${refusals[code]?.title.en ?? ''}`);
  return {
    operationId: `${definition.method.toLowerCase()}${definition.path.replace(/[/:.-]+(\w)/g, (_, c: string) => c.toUpperCase()).replace(/\W/g, '')}`,
    tags: [tag],
    summary: summary.en,
    description: [summary.zh, ...(codes.length > 0 ? ['', 'Refusals:', ...codes] : [])].join('\n'),
    parameters: parameters(definition),
    ...(access === 'public' ? { security: [] } : {}),
    ...(typeof access === 'object' ? { 'x-policy': access.code } : {}),
    ...(body ? { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(body, 'input') } } } } : {}),
    ...(rawBody ? { requestBody: { required: true, content: Object.fromEntries(rawBody.map((type) => [type, { schema: { type: 'string', format: 'binary' } }])) } } : {}),
    responses: {
      [String(status)]: { description: 'OK', ...(takesMoment(definition) ? { headers: { 'X-Reads': { $ref: '#/components/headers/Reads' } } } : {}), ...(reply || replyType ? { content: { [media]: reply ? { schema: schemaOf(reply, 'output') } : { schema: { type: 'string' } } } } : {}) },
      '4XX': { $ref: '#/components/responses/Problem' },
      '5XX': { $ref: '#/components/responses/Problem' },
    },
  };
}

/** The OpenAPI 3.1 document of the declared routes. */
export function openApi(endpoints: readonly EndpointDefinition[], refusals: RefusalCatalogue, version: string): JsonObject {
  const paths: Record<string, Record<string, JsonObject>> = {};
  for (const definition of [...endpoints].sort((a, b) => a.path.localeCompare(b.path, 'en'))) {
    const path = `/api${definition.path}`.replace(/:(\w+)/g, '{$1}');
    (paths[path] ??= {})[definition.method.toLowerCase()] = operation(definition, refusals);
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Zhiheng 质衡', version, description: 'Supervision and assessment: reports, scores and why they are what they are.', license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    servers: [{ url: '/' }],
    security: [{ bearer: [] }],
    tags: [...new Set(endpoints.map((e) => e.tag))].sort().map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      schemas: { Bilingual: { type: 'object', required: ['zh', 'en'], properties: { zh: { type: 'string' }, en: { type: 'string' } } }, Problem: problemSchema },
      parameters: { Purpose: { ...header('X-Purpose', '`export` says that the answer is going to be a file: the access is written to the access log as an export, with its query.'), schema: { type: 'string', enum: ['export'] } } },
      headers: { Reads: { description: 'Projections that the answer was read from, in order, with commas between; `inbox` for the notices of the caller, `log` for what was read from facts without any projection. `/api/changes-live` tells when they move.', schema: { type: 'string' } } },
      responses: { Problem: { description: 'Problem details (RFC 9457) with code, both languages and what to do', content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } } },
    },
  };
}
