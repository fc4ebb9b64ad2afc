// Types of every route, for the console, out of the OpenAPI document: what goes in, what comes out.

/** The text of a TypeScript module with `Routes`: by method and path, its places, query, body and reply. */
export function routeTypes(document) {
  const routes = [];
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(methods)) routes.push(routeOf(path, method, operation));
  }
  return `// Made from docs/reference/openapi.json by infra/tasks/console.mjs. Not kept in the repository.\n/* eslint-disable */\nexport interface Routes {\n${routes.join('\n')}\n}\n`;
}

function routeOf(path, method, operation) {
  const name = `${method.toUpperCase()} ${path.replace(/^\/api/, '').replace(/\{([^}]+)\}/g, ':$1')}`;
  const parts = [];
  for (const place of ['path', 'query']) {
    const fields = (operation.parameters ?? []).filter((parameter) => parameter.in === place);
    if (fields.length > 0) parts.push(`${place}: { ${fields.map((field) => `${key(field.name)}${field.required ? '' : '?'}: ${place === 'path' ? 'string' : queryType(field.schema)}`).join('; ')} }`);
  }
  const content = operation.requestBody?.content ?? {};
  if (content['application/json']) parts.push(`body: ${typeOf(content['application/json'].schema)}`);
  else if (Object.keys(content).length > 0) parts.push('raw: Blob | string');
  const reply = Object.entries(operation.responses ?? {}).find(([status]) => status.startsWith('2'))?.[1]?.content?.['application/json']?.schema;
  parts.push(`reply: ${reply ? typeOf(reply) : 'unknown'}`);
  return `  /** ${(operation.description ?? '').replaceAll('*/', '*∕')} */\n  ${JSON.stringify(name)}: { ${parts.join('; ')} };`;
}

const key = (name) => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name));

/** A query field is text on the wire; numbers and flags may be handed as they are. */
const queryType = (schema) => (schema?.enum ? typeOf(schema) : schema?.type === 'integer' || schema?.type === 'number' ? 'number | string' : schema?.type === 'boolean' ? 'boolean | string' : schema?.type === 'array' ? 'string | readonly string[]' : schema?.anyOf || schema?.oneOf ? typeOf(schema) : 'string');

function typeOf(schema) {
  if (schema === true || schema === undefined || Object.keys(schema).length === 0) return 'any';
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return `(${[...new Set(choices.map(typeOf))].join(' | ')})`;
  if (schema.allOf) return `(${schema.allOf.map(typeOf).join(' & ')})`;
  if (Array.isArray(schema.type)) return `(${schema.type.map((type) => typeOf({ ...schema, type })).join(' | ')})`;
  switch (schema.type) {
    case 'string': return 'string';
    case 'integer': case 'number': return 'number';
    case 'boolean': return 'boolean';
    case 'null': return 'null';
    case 'array': return `(${typeOf(schema.items)})[]`;
    default: return objectType(schema);
  }
}

function objectType(schema) {
  const required = new Set(schema.required ?? []);
  const fields = Object.entries(schema.properties ?? {}).map(([name, value]) => `${key(name)}${required.has(name) ? '' : '?'}: ${typeOf(value)}`);
  const rest = schema.additionalProperties;
  if (fields.length > 0) return `{ ${fields.join('; ')} }`;
  if (rest && typeof rest === 'object') return `{ [key: string]: ${typeOf(rest)} }`;
  return schema.properties || rest === false ? '{}' : '{ [key: string]: any }';
}
