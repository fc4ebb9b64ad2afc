// Builds the console into dist/console, once for each change of its sources, with compressed files beside the originals.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { root } from './paths.mjs';
import { routeTypes } from './route-types.mjs';

const source = join(root, 'apps/console');
const target = join(root, 'dist/console');
const openApi = join(root, 'docs/reference/openapi.json');
const compressed = /\.(js|css|html|svg|json|webmanifest)$/;

/** Write the types of the routes beside the client that uses them. */
export function writeRouteTypes() {
  const file = join(source, 'server/routes.ts');
  const text = routeTypes(JSON.parse(readFileSync(openApi, 'utf8')));
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

function* filesBelow(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesBelow(path);
    else yield path;
  }
}

/** What the console is made of, besides its own folder: code of the libraries that it uses as it is. */
const alsoMadeOf = ['apps/words', 'libs/engine/kernel', 'libs/domain/history/audit-bundle', 'libs/domain/plan/catalogue', 'infra/tasks/console.mjs', 'infra/tasks/route-types.mjs'];

function stampOfSources() {
  const hash = createHash('sha256').update(readFileSync(join(root, 'package-lock.json'))).update(readFileSync(openApi));
  const files = [source, ...alsoMadeOf.map((path) => join(root, path))].filter(existsSync).flatMap((path) => (statSync(path).isDirectory() ? [...filesBelow(path)] : [path]));
  for (const file of files) {
    if (/\.(spec|browser)\.tsx?$/.test(file) || file.endsWith('server/routes.ts')) continue;
    hash.update(relative(root, file)).update(readFileSync(file));
  }
  return hash.digest('hex');
}

function compress(folder) {
  for (const file of filesBelow(folder)) {
    if (!compressed.test(file)) continue;
    const text = readFileSync(file);
    writeFileSync(`${file}.br`, brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: text.length } }));
    writeFileSync(`${file}.gz`, gzipSync(text, { level: 9 }));
  }
}

/** Build unless the console of these sources is there. Returns whether it was built. */
export async function buildConsole() {
  writeRouteTypes();
  const stampFile = join(target, '.stamp');
  const stamp = stampOfSources();
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return false;
  const { build } = await import('vite');
  const beside = `${target}.${process.pid}.part`;
  await build({ root: source, configFile: join(source, 'vite.config.mjs'), logLevel: 'warn', build: { outDir: beside, emptyOutDir: true } });
  compress(beside);
  writeFileSync(join(beside, '.stamp'), stamp);
  // Whole or not at all: a server that runs meanwhile never meets half a console.
  const old = `${target}.${process.pid}.old`;
  if (existsSync(target)) renameSync(target, old);
  renameSync(beside, target);
  rmSync(old, { recursive: true, force: true });
  return true;
}

if (import.meta.url === `file://${process.argv[1]}`) {
  if (process.argv.includes('--types')) writeRouteTypes();
  else console.log((await buildConsole()) ? 'console built' : 'console is up to date');
}
