import type { Import, Source } from './imports.js';

/** A rule that a source breaks, and why the rule is there. */
export interface Breach {
  readonly where: string;
  readonly what: string;
  readonly because: string;
}

/** Arcs along which a context may read another's facts, through its door. */
const contextArcs: Readonly<Record<string, readonly string[]>> = {
  plan: ['units'],
  units: [],
  reporting: ['plan', 'units'],
  scoring: ['plan', 'units', 'reporting', 'supervision'],
  assessment: ['scoring', 'reporting', 'units', 'calendar', 'supervision'],
  supervision: ['plan', 'units', 'reporting', 'calendar'],
  calendar: [],
  'cadre-review': ['assessment', 'units', 'calendar'],
  history: [],
  contracts: [],
  identity: ['units'],
};

const edgeSuffix = /\.(http|module|parts)\.ts$/;
const closedSuffixes = new Set(['events', 'state', 'refusals', 'policies', 'upcasters', 'http', 'projection', 'reactor', 'process', 'topics', 'module', 'parts', 'spec', 'contract', 'bench', 'browser', 'server']);
const forbiddenFolders = /(^|\/)(common|shared|utils|util|core|helpers|misc)(\/|$)/;

const contextOf = (path: string): string | undefined => /^libs\/domain\/([^/]+)\//.exec(path)?.[1];
const roomOf = (path: string): string | undefined => /^libs\/engine\/([^/]+)\//.exec(path)?.[1];
/** Specs, what they share, and the programs that they run as processes of their own (`crash/`, `trial/`). */
const isSpec = (path: string): boolean => /\.(spec|contract|browser|server)\.tsx?$/.test(path) || /-examples\.ts$/.test(path) || /\/(crash|trial)\//.test(path) || path.startsWith('apps/console/browser/') || path.startsWith('libs/engine/testing/');
const isBench = (path: string): boolean => path.startsWith('infra/bench/');

/** Packages that are drivers: only the folder of their adapter may know them. */
const drivers: Readonly<Record<string, RegExp>> = {
  '@photostructure/sqlite': /^libs\/engine\/event-store\/sqlite\//,
  'node:sqlite': /^libs\/engine\/event-store\/sqlite\//,
  kafkajs: /\/kafka\//,
  mongodb: /\/(mongodb|gridfs)\//,
  '@kurrent/kurrentdb-client': /\/kurrentdb\//,
};

type Rule = (source: Source, edge: Import) => string | undefined;

const importRules: readonly { readonly because: string; readonly check: Rule }[] = [
  {
    // `canonicalize` is the reference spelling of canonical JSON, which every hash in the product rests on.
    because: 'the kernel is what every part speaks: it stays free of frameworks, drivers and other rooms',
    check: ({ path }, { to }) =>
      roomOf(path) === 'kernel' && !isSpec(path) && !to.startsWith('libs/engine/kernel/') && !['decimal.js', 'temporal-polyfill', 'canonicalize', 'node:crypto'].includes(to) ? `imports ${to}` : undefined,
  },
  {
    because: 'the engine makes facts durable and knows no indicator and no finding',
    check: ({ path }, { to }) => (roomOf(path) && contextOf(to) ? `imports ${to}` : undefined),
  },
  {
    because: 'contexts read each other only through their doors and along the arcs of the architecture',
    check: ({ path }, { to }) => {
      const [own, other] = [contextOf(path), contextOf(to)];
      if (!own || !other || own === other) return undefined;
      // Fixtures are told by whoever knows the facts best; specs may borrow them.
      if (isSpec(path) && /-examples\.ts$/.test(to)) return undefined;
      if (to !== `libs/domain/${other}/index.ts`) return `imports ${to} behind the door of ${other}`;
      return contextArcs[own]?.includes(other) ? undefined : `${own} has no arc to ${other}`;
    },
  },
  {
    because: 'decisions, folds and scoring are plain functions on plain data; frameworks and stores live at the edge',
    check: ({ path }, { to, typeOnly }) => {
      if (!/\.(events|state|refusals|policies|projection|process|reactor|topics|upcasters)\.ts$/.test(path) || !contextOf(path)) return undefined;
      const allowed = to.startsWith(`libs/domain/`) || /^libs\/engine\/(kernel|projections|reactions|relay)\//.test(to) || ['zod', 'decimal.js', 'canonicalize', 'node:crypto'].includes(to);
      return allowed || typeOnly ? undefined : `imports ${to}`;
    },
  },
  {
    because: 'Nest belongs to the edge files of a context',
    check: ({ path }, { to }) => (contextOf(path) && to.startsWith('@nestjs/') && !edgeSuffix.test(path) && !isSpec(path) ? `imports ${to}` : undefined),
  },
  {
    because: 'a driver is known only inside the folder of its adapter, so that it can be replaced there',
    check: ({ path }, { to }) => (drivers[to] && !drivers[to].test(path) && !isBench(path) ? `imports the driver ${to}` : undefined),
  },
  {
    because: 'adapters are chosen in apps/<app>/wiring.ts and nowhere else',
    check: ({ path }, { to, typeOnly }) => {
      const adapter = /^libs\/(engine|domain)\/.*\/(sqlite|memory|file|folder|kafka|mongodb|gridfs|kurrentdb)\/index\.ts$/.test(to);
      if (!adapter || typeOnly || isSpec(path) || isBench(path)) return undefined;
      const openingOnly = to === 'libs/engine/event-store/sqlite/index.ts' && /\/(sqlite|people|secrets|access-log|offline|sealed-seeds)\//.test(path);
      return /^apps\/[^/]+\/wiring/.test(path) || openingOnly || path.startsWith('apps/cli/offline/') ? undefined : `chooses ${to}`;
    },
  },
  {
    // What the browser takes from the rest is free of Node: words, canonical JSON, the arithmetic of proofs.
    because: 'the console knows the city by the routes of the server, as any other client',
    check: ({ path }, { to, typeOnly }) =>
      path.startsWith('apps/console/') && !isSpec(path) && !/^apps\/(console|words)\/|^libs\/(engine\/kernel|domain\/history\/audit-bundle)\//.test(to) && /^(apps|libs|infra)\//.test(to) && !typeOnly ? `imports ${to}` : undefined,
  },
  {
    because: 'test tools are for specs only',
    check: ({ path }, { to }) => (/^libs\/engine\/testing\//.test(to) && !isSpec(path) && !isBench(path) && !/crash-point/.test(to) ? `imports ${to}` : undefined),
  },
];

const impure: readonly { readonly pattern: RegExp; readonly what: string }[] = [
  { pattern: /\bawait\b/, what: 'awaits' },
  { pattern: /\bDate\.now\(|\bnew Date\(\)/, what: 'reads a clock' },
  { pattern: /\bMath\.random\(|\brandomUUID\(|\bnewId\(/, what: 'draws an id or a random number' },
  { pattern: /\bprocess\.(env|argv|exit|cwd|hrtime|on)\b/, what: 'touches process' },
];

/** What a source breaks. */
export function breachesOf(source: Source): readonly Breach[] {
  return [...importBreaches(source), ...purityBreaches(source), ...nameBreaches(source)];
}

function importBreaches(source: Source): Breach[] {
  return source.imports.flatMap((edge) =>
    importRules.flatMap(({ check, because }) => {
      const what = check(source, edge);
      return what ? [{ where: `${source.path}:${edge.line}`, what, because }] : [];
    }),
  );
}

/** Files of a context that are no edge, no adapter and no spec must be pure. */
function purityBreaches({ path, text }: Source): Breach[] {
  if (!/\.(events|state|refusals|policies|projection|process|reactor|topics|upcasters)\.ts$/.test(path) || isSpec(path)) return [];
  const code = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/\/\/.*$/gm, '');
  return impure.flatMap(({ pattern, what }) =>
    pattern.test(code) ? [{ where: path, what, because: 'a pure file gives the same answer for the same facts, today and in ten years' }] : [],
  );
}

function nameBreaches({ path }: Source): Breach[] {
  const breaches: Breach[] = [];
  if (forbiddenFolders.test(path)) breaches.push({ where: path, what: 'has a folder that says nothing', because: 'a folder says what the city does or what the engine guarantees' });
  const suffix = /\/[^/]+?\.([a-z-]+)\.ts$/.exec(path)?.[1];
  if (suffix && !closedSuffixes.has(suffix)) breaches.push({ where: path, what: `has the suffix .${suffix}`, because: 'the list of suffixes is closed, so that a reader knows what to expect' });
  return breaches;
}
