import { z } from 'zod';
import { reachOfRole, type EndpointDefinition } from '#engine/http';
import type { ContextParts } from '../../apps/server/contexts.js';
import { glossary } from './glossary.js';

const made = '<!-- Made from the code by `npm run docs`. Change the code, not this file. -->\n\n';
const cell = (text: string): string => text.replace(/\|/g, '\\|').replace(/\s*\n\s*/g, ' ');
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [`| ${head.join(' | ')} |`, `| ${head.map(() => '---').join(' | ')} |`, ...rows.map((row) => `| ${row.map(cell).join(' | ')} |`)].join('\n') + '\n';

/** Fields of an object schema in short: `name: type`, with `?` for optional ones. */
export function fieldsOf(schema: unknown): string {
  const json = z.toJSONSchema(schema as z.ZodType, { io: 'output', unrepresentable: 'any' }) as JsonShape;
  const required = new Set(json.required ?? []);
  return Object.entries(json.properties ?? {}).map(([name, shape]) => `${name}${required.has(name) ? '' : '?'}: ${typeOf(shape)}`).join(', ');
}

interface JsonShape {
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly items?: JsonShape;
  readonly properties?: Readonly<Record<string, JsonShape>>;
  readonly required?: readonly string[];
  readonly anyOf?: readonly JsonShape[];
}

function typeOf(shape: JsonShape): string {
  if (shape.enum) return shape.enum.map(String).join(' / ');
  if (shape.const !== undefined) return String(shape.const);
  if (shape.anyOf) return shape.anyOf.map(typeOf).join(' / ');
  if (shape.type === 'array') return `[${shape.items ? typeOf(shape.items) : ''}]`;
  if (shape.type === 'object') return shape.properties ? `{${Object.keys(shape.properties).join(', ')}}` : 'object';
  return [shape.type ?? 'any'].flat().join(' / ');
}

export function eventsPage(contexts: Readonly<Record<string, Pick<ContextParts, 'events'>>>): string {
  const parts = Object.entries(contexts).map(([name, { events }]) => {
    const rows = events.flatMap((catalogue) => Object.entries(catalogue)).map(([type, e]) => [`\`${type}\``, String(e.version), e.title.zh, e.title.en, fieldsOf(e.data)]);
    return `## ${name}\n\n${table(['Type', 'Version', '中文', 'English', 'Data'], rows)}`;
  });
  return `# Events 事件\n\n${made}Every fact the log can hold. Decimals are texts; persons are references. Metadata of each: actor, unit, reason, authority, correlation, causation, what the decision was told, and when it entered the log.\n\n${parts.join('\n')}`;
}

export function commandsPage(contexts: Readonly<Record<string, ContextParts>>): string {
  const parts = Object.entries(contexts).map(([name, { commands }]) => `## ${name}\n\n${table(['Command', 'Policy'], commands.map((c) => [`\`${c.name}\``, `\`${c.policy.code}\``]))}`);
  return `# Commands 命令\n\n${made}Every use case: a decision that turns a request into facts or a refusal.\n\n${parts.join('\n')}`;
}

export function refusalsPage(contexts: Readonly<Record<string, Pick<ContextParts, 'refusals'>>>): string {
  const status = { forbidden: '403', 'not-found': '404', conflict: '409', unprocessable: '422' };
  const parts = Object.entries(contexts).map(([name, { refusals }]) => {
    const rows = refusals.flatMap((catalogue) => Object.entries(catalogue)).map(([code, r]) => [`\`${code}\``, status[r.kind], r.title.zh, r.title.en, r.remedy.zh, r.remedy.en]);
    return `## ${name}\n\n${table(['Code', 'Status', '说明', 'Meaning', '怎么办', 'What to do'], rows)}`;
  });
  return `# Refusals 拒绝\n\n${made}Every business "no". Answers are RFC 9457 problem details with this code.\n\n${parts.join('\n')}`;
}

export function topicsPage(contexts: Readonly<Record<string, Pick<ContextParts, 'topics' | 'inbound'>>>): string {
  const page = (level: string, { topic, title, schema }: { readonly topic: string; readonly title: { readonly zh: string; readonly en: string }; readonly schema: unknown }, more = ''): string =>
    `${level} \`${topic}\`\n\n${title.zh} · ${title.en}${more}\n\n\`\`\`json\n${JSON.stringify(schema, null, 2)}\n\`\`\`\n`;
  const sent = Object.values(contexts).flatMap(({ topics }) => topics).map((topic) => page('##', topic));
  const taken = Object.values(contexts).flatMap(({ inbound = [] }) => inbound).map((topic) => page('##', topic, `\n\nTaken in 接收 · key 键: ${topic.key.zh} · ${topic.key.en}. What cannot be taken goes to \`${topic.topic}.dlq\` with the reason; see [feeds](../guides/feeds.md).`));
  return `# Topics 消息\n\n${made}CloudEvents 1.0; the key of a message is its unit or stream, the id is stable: a consumer that drops ids it has seen has the effect of exactly once. Over Kafka the data is the value and the attributes are headers \`ce_…\` (binary content mode); the AsyncAPI 3.0 document is [asyncapi.json](asyncapi.json).\n\n${[...sent, ...taken].join('\n')}`;
}

export function httpPage(endpoints: readonly EndpointDefinition[]): string {
  const tags = [...new Set(endpoints.map((e) => e.tag))].sort();
  const parts = tags.map((tag) => {
    const rows = endpoints.filter((e) => e.tag === tag).sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : a.method < b.method ? -1 : 1))
      .map((e) => [`\`${e.method} /api${e.path}\``, e.summary.zh, e.summary.en, typeof e.access === 'string' ? e.access : `\`${e.access.code}\``, (e.refusals ?? []).map((c) => `\`${c}\``).join(' ')]);
    return `## ${tag}\n\n${table(['Route', '说明', 'Summary', 'Access', 'Refusals'], rows)}`;
  });
  return `# HTTP API\n\n${made}The OpenAPI 3.1 document is [openapi.json](openapi.json) and is served at \`/api/openapi.json\`. Commands take \`Idempotency-Key\`, \`If-Match\`, \`X-Reason\` and \`X-Authority\`; views take \`asKnownAt\` (log position, date, UTC instant, distance from now or the name of a moment, see [time travel](../guides/time-travel.md)) and \`waitFor\` (log position), and name in \`X-Reads\` the projections they were read from; \`GET /api/changes-live\` tells when those move. \`X-Purpose: export\` with any GET says that the answer is going to be a file: the access log gets it as an export, with its query.\n\n${parts.join('\n')}`;
}

/** Which role may enter which route: `●` the whole city, `◐` the units of the grant. The decision itself may refuse more. */
export function permissionsPage(endpoints: readonly EndpointDefinition[], roleCodes: readonly string[]): string {
  const mark = (access: EndpointDefinition['access'], role: string): string => {
    return { all: '●', units: '◐', none: '' }[reachOfRole(access, role)];
  };
  const rows = [...endpoints].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : a.method < b.method ? -1 : 1))
    .map(({ method, path, access }) => [`\`${method} ${path}\``, access === 'public' ? 'anybody' : access === 'signed-in' ? 'signed in' : `\`${access.code}\``, ...roleCodes.map((role) => mark(access, role))]);
  return `# Permissions 权限\n\n${made}● the whole city · ◐ the units of the grant · empty: refused and noted in the access log. A route that is not declared lets nobody in.\n\n${table(['Route', 'Policy', ...roleCodes], rows)}`;
}

export function configurationPage(settings: Readonly<Record<string, { readonly schema: z.ZodType; readonly meaning: { readonly zh: string; readonly en: string } }>>): string {
  const rows = Object.entries(settings).map(([name, { schema, meaning }]) => [`\`${name}\``, `\`${JSON.stringify((z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as { default?: unknown }).default ?? '')}\``, meaning.zh, meaning.en]);
  return `# Configuration 配置\n\n${made}Environment variables, read once at the start. A variable that begins with \`ZHIHENG_\` and is not listed stops the start.\n\n${table(['Variable', 'Default', '含义', 'Meaning'], rows)}`;
}

export function glossaryPage(): string {
  return `# Glossary 术语\n\n${made}${table(['中文', 'English', 'Meaning'], glossary.map((row) => [...row]))}`;
}
