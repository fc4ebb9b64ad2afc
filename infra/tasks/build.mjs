// Compiles apps/ and libs/ with swc into dist/, only what changed, and copies the data files beside the code.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { root } from './paths.mjs';

const copied = /\.(json|csv|md|txt|html|css|svg)$|^proving\.mjs$/;
const suites = /\.(spec|server)\.ts$/;
const skippedFolders = new Set(['node_modules', 'dist', 'console']);

/** Every file below a folder that belongs into dist/. */
function* sources(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!skippedFolders.has(entry.name)) yield* sources(path);
    } else if ((entry.name.endsWith('.ts') && !suites.test(entry.name)) || copied.test(entry.name)) {
      yield path;
    }
  }
}

/** Whole or not at all: two builds at once, or a program started meanwhile, never meet half a file. */
function put(path, content) {
  const beside = `${path}.${process.pid}.part`;
  writeFileSync(beside, content);
  renameSync(beside, path);
}

/** Compile. Returns how many files were written. */
export async function build() {
  const { transform } = await import('@swc/core');
  const options = readFileSync(join(root, '.swcrc'), 'utf8');
  const stampFile = join(root, 'dist', '.stamps.json');
  const settings = createHash('sha256').update(options).digest('hex');
  const old = existsSync(stampFile) ? JSON.parse(readFileSync(stampFile, 'utf8')) : {};
  const stamps = { settings, files: {} };
  const work = [];
  for (const top of ['libs', 'apps', 'infra/bench', 'infra/docs']) {
    if (!existsSync(join(root, top))) continue;
    for (const file of sources(join(root, top))) {
      const name = relative(root, file);
      const { mtimeMs, size } = statSync(file);
      const stamp = `${mtimeMs}:${size}`;
      const target = join(root, 'dist', name.replace(/\.ts$/, '.js'));
      stamps.files[name] = stamp;
      if (old.settings !== settings || old.files?.[name] !== stamp || !existsSync(target)) work.push({ file, name, target });
    }
  }
  for (const name of Object.keys(old.files ?? {})) {
    if (!stamps.files[name]) rmSync(join(root, 'dist', name.replace(/\.ts$/, '.js')), { force: true });
  }
  await Promise.all(
    work.map(async ({ file, name, target }) => {
      mkdirSync(dirname(target), { recursive: true });
      const text = readFileSync(file);
      if (!file.endsWith('.ts')) return put(target, text);
      const { code } = await transform(text.toString('utf8'), { ...JSON.parse(options), swcrc: false, filename: name, sourceFileName: file });
      put(target, code);
    }),
  );
  mkdirSync(join(root, 'dist'), { recursive: true });
  put(stampFile, JSON.stringify(stamps));
  return work.length;
}

if (import.meta.url === `file://${process.argv[1]}`) {
  const started = Date.now();
  console.log(`built ${await build()} files in ${((Date.now() - started) / 1000).toFixed(1)} s`);
}
