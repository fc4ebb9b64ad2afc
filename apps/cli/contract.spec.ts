import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { declaredEndpoints, type EndpointDefinition } from '#engine/http';
import '../server/server.module.js';
import { run, scriptedServer, testHost, type ScriptedServer, type SeenRequest, type TestHost } from './cli-examples.js';
import { commandTree } from './commands.js';

/** Every command that asks a server, as a person would type it. `@…` stands for a file made below. */
const lines: readonly string[] = [
  'sign-in li --password-stdin', 'sign-out --as li', 'password --passwords-stdin', 'whoami',
  'users list --unit xuanwu --role reporter --locked --limit 5', 'users show li --as-known-at 2025-06-30', 'users register li.ming --unit xuanwu --person p-1 --generate',
  'users grant li.ming --role reporter --unit xuanwu --until 2026-12-31 --wait', 'users revoke li.ming --role reporter --reason why', 'users lock li --reason why', 'users unlock li --reason why',
  'users reset-password li --reason why --generate', 'delegations list --from li --to wang --unit xuanwu', 'delegations grant wang --role reporter --unit xuanwu --from 2026-01-01 --until 2026-02-01',
  'delegations end wang 11111111-1111-4111-8111-111111111111 --reason why', 'access-log list --user li --kind read --address 127.0.0.1 --from 2025-01-01 --to 2025-01-02T00:00:00Z', 'access-log verify --seq 3 --hash @hash',
  'plan list', 'plan show --wait-for 3', 'plan adopt nanjing-2030 --catalogue nanjing-2023 --wait', 'plan adopt nanjing-2030 --file @card', 'plan measures --chapter 2 --lead water --unit water --on 2025-01-01 --limit 2',
  'plan measure 3 --on 2025-01-01', 'plan assign 3 --lead water --supporting finance --from 2025-01-01 --reason why --wait', 'plan indicators --measure general --kind veto --frequency year --unit water --verifier finance --needs-threshold',
  'plan indicator patents', 'plan card patents', 'plan decompose patents 2025 --rule weighted-mean --part xuanwu=20:3 --part qinhuai --profile linear --authority doc', 'people list --unit water', 'people show p-1', 'people add p-1 --name 王明 --phone 025-83600000 --unit water',
  'people correct p-1 --name 王 --clear-phone', 'people erase p-1 --reason why', 'plan define-indicator @card --authority doc', 'plan revise-indicator patents @card --version-seen 1 --authority doc --wait', 'plan targets --indicator patents --unit city --year 2025',
  'plan set-target patents xuanwu 2025 --value 20 --qualifier about --profile 0.2,0.5,0.8,1 --wait', 'plan revise-target patents xuanwu 2025 --value 21 --replaces 20 --authority doc', 'progress list --measure 3 --unit water --period 2025-Q1 --status reported',
  'progress report 3 2025-Q1 --unit water --percent 40 --summary done --next-step more --evidence @hash --wait', 'progress review 3 water 2025-Q1 --percent 40 --verdict returned --remark more --wait',
  'units list --kind district --status active --on 2025-01-01', 'units show xuanwu --on 2025-01-01', 'units register new-one --zh 新 --en New --full-name 全 --kind department --order 90 --from 2025-01-01 --alias 又 --vertically-managed --note n --wait',
  'units rename water --zh 新 --en New --from 2025-01-01 --authority doc', 'units merge water --into finance --from 2025-01-01 --authority doc', 'units close water --from 2025-01-01 --authority doc',
  'units leaders --unit water --person p-1 --on 2025-01-01', 'units appoint water p-1 --post-zh 局长 --post-en Director --rank deputy --line both --from 2025-01-01 --until 2026-01-01 --measure 3 --portfolio-unit finance',
  'units end-appointment water a-1 --until 2026-01-01 --wait', 'periods list --year 2025 --status open', 'periods open 2025-Q4 --due 2026-01-22 --wait', 'periods extend 2025-Q4 --due 2026-01-23T00:00:00Z --unit xuanwu --reason why',
  'periods close 2025-Q4 --reason why', 'periods reopen 2025-Q4 --due 2026-02-22 --reason why', 'report patents xuanwu 2025-Q4 21 --evidence @hash --note n --if-revision 3 --wait', 'verify patents xuanwu 2025-Q4 --value 21 --wait',
  'return patents xuanwu 2025-Q4 --value 21 --reason why --resubmit-by 2026-01-30', 'correct patents xuanwu 2025-Q4 --from 21 --to 22 --reason-code input-error --reason why --authority doc --evidence @hash',
  'defer patents xuanwu 2025-Q4 --expected-on 2026-03-01 --reason why', 'not-applicable declare patents xuanwu 2025-Q4 --reason why', 'not-applicable approve patents xuanwu 2025-Q4',
  'not-applicable refuse patents xuanwu 2025-Q4 --reason why --resubmit-by 2026-01-30', 'import @csv --dry-run --encoding utf-8', 'reports list --plan p --unit xuanwu --indicator patents --period 2025-Q4 --year 2025 --status verified --limit 3',
  'reports show patents xuanwu 2025-Q4 --wait-for 3', 'reports history patents xuanwu 2025-Q4', 'reports export --unit xuanwu --out @out', 'reports completeness --unit xuanwu --order least-on-time', 'reports completeness --period 2025-Q4',
  'evidence put @pdf --unit xuanwu', 'evidence get @hash --out @download', 'board', 'board districts --year 2025 --as-known-at 40', 'explain xuanwu --wait-for 3', 'explain districts xuanwu --depth 1', 'trend districts xuanwu',
  'what-if districts --value xuanwu:patents=30 --weight innovation=40 --scheme @scheme', 'robustness districts --seed 7 --draws 50 --share 10', 'robustness districts --concentration 50', 'schemes list --year 2025 --status draft',
  'schemes show nanjing-districts', 'schemes draft @scheme --wait', 'schemes revise @scheme', 'schemes publish nanjing-districts --year 2025 --authority doc', 'schemes withdraw nanjing-districts --reason why --authority doc',
  'events list --after 3 --limit 5 --type reporting. --as-known-at 2025-06-30', 'events list --stream plan-nanjing-2023', 'events show 3', 'tail --after 0 --type scoring.', 'projections list',
  'projections resume live-board --how supersede --position 3 --reason why', 'projections resume live-board --how retry --reason why', 'projections rebuild live-board --reason why --take-over when-equal', 'projections cancel-rebuild live-board --reason why',
];

const scheme = join(import.meta.dirname, '../../libs/domain/scoring/examples/nanjing-districts.json');
const card = {
  code: 'patents', name: { zh: '专利', en: 'Patents' }, measure: 1, kind: 'quantitative', measurementUnit: '件', decimals: 2, direction: 'higher-better', frequency: 'quarter', accumulation: 'latest', releaseLagDays: 0,
  reportedBy: ['xuanwu'], verifier: 'finance', evidenceRequired: false, range: {}, sourceQuote: '…', needsThreshold: false,
};

/** What an answer may be asked for, all in one. */
const answer = {
  items: [], total: 0, position: 5, head: 5, scannedTo: 5, year: 2025, plan: 'nanjing-2023', groups: [{ group: 'districts' }], lines: [{ unit: 'xuanwu' }], demo: false, accounts: [], password: null,
  stream: 's', revision: 1, recordedAt: 't', events: [], repeated: false, changed: true, user: 'li', unit: 'xuanwu', accessToken: 'a', refreshToken: 'r', expiresInSeconds: 900, mustChangePassword: false,
  id: '1', state: 'done', rows: 0, decided: 0, result: { problems: [], rejected: 0 }, sha256: 'a'.repeat(64), card, generation: 2, projections: [], reactions: [], relay: [], intact: true, published: {}, draft: null, units: [], points: [],
};

/** The declared route that a request is for; a route with fewer places wins, as in the router. */
function endpointOf({ method, path }: SeenRequest): { readonly endpoint: EndpointDefinition; readonly params: Record<string, string> } | undefined {
  const segments = new URL(path, 'http://x').pathname.slice('/api'.length).split('/').map(decodeURIComponent);
  const fitting = declaredEndpoints.filter((endpoint) => endpoint.method === method).flatMap((endpoint) => {
    const places = endpoint.path.split('/');
    const fits = places.length === segments.length && places.every((place, i) => place.startsWith(':') || place === segments[i]);
    return fits ? [{ endpoint, params: Object.fromEntries(places.flatMap((place, i) => (place.startsWith(':') ? [[place.slice(1), segments[i]!]] : []))) }] : [];
  });
  return fitting.sort((a, b) => Object.keys(a.params).length - Object.keys(b.params).length)[0];
}

/** What the declared route would not accept of a request. */
function complaints(request: SeenRequest): string[] {
  const found = endpointOf(request);
  const where = `${request.method} ${request.path}`;
  if (!found) return [`${where}: there is no such route`];
  const { endpoint, params } = found;
  const parts = [
    ['params', endpoint.params, params],
    ['query', endpoint.query, Object.fromEntries(new URL(request.path, 'http://x').searchParams)],
    ...(endpoint.rawBody ? [] : [['body', endpoint.body, request.body === '' ? undefined : JSON.parse(request.body)]] as const),
  ] as const;
  const bad = parts.flatMap(([name, schema, value]) => {
    if (!schema) return value === undefined || Object.keys(value as object).length === 0 ? [] : [`${where}: takes no ${name}`];
    const read = schema.safeParse(value);
    return read.success ? [] : [`${where}: ${name} ${read.error.message}`];
  });
  if (endpoint.rawBody && !endpoint.rawBody.includes(String(request.headers['content-type']))) bad.push(`${where}: body is sent as ${request.headers['content-type']}`);
  if (endpoint.command && request.headers['idempotency-key'] === undefined) bad.push(`${where}: has no idempotency key`);
  return bad;
}

let server: ScriptedServer;
let host: TestHost;
let files: Readonly<Record<string, string>>;

beforeAll(async () => {
  server = await scriptedServer(({ path }, _, response) => {
    if (!path.startsWith('/api/events-live')) return { body: answer };
    host.stop.abort();
    response.writeHead(200, { 'content-type': 'text/event-stream' }).end();
    return 'handled';
  });
  host = testHost();
  const file = (name: string, text: string): string => {
    writeFileSync(join(host.home, name), text);
    return join(host.home, name);
  };
  files = {
    '@hash': 'a'.repeat(64), '@card': file('card.json', JSON.stringify(card)), '@csv': file('v.csv', 'unit\n'), '@pdf': file('e.pdf', '%PDF'), '@scheme': scheme,
    '@out': join(host.home, 'out.csv'), '@download': join(host.home, 'download'),
  };
});
afterAll(async () => {
  await server.close();
  host.dispose();
});

describe('the command line and the server’s declared routes', () => {
  test.each(lines)('zhiheng %s', async (line) => {
    const one = testHost({ env: { XDG_CONFIG_HOME: host.home } });
    const piped = Object.assign(one, { signal: line.startsWith('tail') ? host.signal : one.signal, stdin: (async function* () { yield Buffer.from('Old-Pass-1\nNew-Pass-2'); })() as never });
    const before = server.seen.length;
    const code = await run(piped, ...line.split(' ').map((word) => files[word] ?? word), '--server', server.address, '--json');
    const requests = server.seen.slice(before).filter(({ path }) => path.startsWith('/api/'));
    expect([code, one.written.stderr]).toEqual([0, '']);
    expect(requests.length).toBeGreaterThan(0);
    expect(requests.flatMap(complaints)).toEqual([]);
    one.dispose();
  });

  test('would be found to differ', () => {
    const request = (method: string, path: string, body = ''): SeenRequest => ({ method, path, headers: {}, body });
    expect(complaints(request('GET', '/api/nowhere'))).toEqual(['GET /api/nowhere: there is no such route']);
    expect(complaints(request('GET', '/api/reports?unitx=1'))[0]).toContain('query');
    expect(complaints(request('POST', '/api/reports', '{"value":"NaN"}')).join()).toMatch(/body .*has no idempotency key/s);
  });

  test('leave no command out', () => {
    const tried = commandTree.commands.filter(({ path }) => lines.some((line) => line === path || line.startsWith(`${path} `))).map(({ path }) => path);
    const left = commandTree.commands.filter(({ path, offline }) => !offline && !tried.includes(path)).map(({ path }) => path);
    expect(left).toEqual(['health']);
  });
});
