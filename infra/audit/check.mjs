// Exports audit bundles from a small city and has Go's own tools (golang.org/x/mod/sumdb) check them: good ones are accepted, changed
// ones refused. Ends with 0 when all is as it should be, 1 when not, and 75 when there is no Go here: then nothing was checked.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from '../tasks/build.mjs';
import { root } from '../tasks/paths.mjs';

const skipped = (why) => {
  console.log(`SKIPPED: audit bundles were not checked with Go's note and tlog: ${why}`);
  process.exit(75);
};

const here = join(root, 'infra/audit');
if (spawnSync('go', ['version']).status !== 0) skipped('no go on this machine');
const folder = mkdtempSync(join(tmpdir(), 'zhiheng-go-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
if (spawnSync('go', ['mod', 'download'], { cwd: here }).status !== 0) skipped('golang.org/x/mod is neither here nor at the module proxy');
const program = join(folder, 'audit');
const built = spawnSync('go', ['build', '-o', program, '.'], { cwd: here, encoding: 'utf8' });
if (built.status !== 0) {
  console.error(built.stderr);
  process.exit(1);
}

await build();
const { SmallCity, writeFiles } = await import(`${root}/dist/libs/domain/history/audit-bundle/bundle-examples.js`);
const city = await new SmallCity().live(4, 150);
const bundles = {};
for (const scope of [{ kind: 'everything' }, { kind: 'unit', unit: 'xuanwu' }, { kind: 'stream', stream: 'finding-qinhuai' }, { kind: 'period', plan: 'p', period: '2026-Q1' }]) {
  const { files } = await city.bundle({ scope });
  bundles[scope.kind] = writeFiles(join(folder, scope.kind), files);
}

let passed = 0;
let failed = 0;
const expectFrom = (what, bundle, accepted) => {
  const { status, stdout } = spawnSync(program, [bundle], { encoding: 'utf8' });
  const good = status === (accepted ? 0 : 1);
  if (good) passed += 1;
  else failed += 1;
  console.log(`${good ? 'passed' : 'FAILED'}: ${what}: ${stdout.trim().split('\n').join('; ')}`);
};

for (const [kind, bundle] of Object.entries(bundles)) expectFrom(`a bundle of ${kind}`, bundle, true);

/** A copy with one file changed. */
const changed = (kind, name, change) => {
  const copy = join(folder, `changed-${passed + failed}`);
  cpSync(bundles[kind], copy, { recursive: true });
  writeFileSync(join(copy, name), change(readFileSync(join(copy, name), 'utf8')));
  return copy;
};
const flipped = (text, at) => `${text.slice(0, at)}${text[at] === 'A' ? 'B' : 'A'}${text.slice(at + 1)}`;
const earlier = join('checkpoints', readdirSync(join(bundles.unit, 'checkpoints'))[0]);
const refusals = [
  ['an event that was changed', 'unit', 'events.ndjson', (text) => text.replace('.50"', '.51"')],
  ['an event that was removed', 'unit', 'events.ndjson', (text) => text.split('\n').slice(1).join('\n')],
  ['an event that was removed from everything', 'everything', 'events.ndjson', (text) => text.split('\n').filter((_, i) => i !== 7).join('\n')],
  ['two events that changed places', 'everything', 'events.ndjson', (text) => text.replace(/"position":(7|8),/g, (_, n) => `"position":${15 - n},`)],
  ['a hash of the inclusion proof', 'unit', 'proofs.json', (text) => flipped(text, text.lastIndexOf('="]') - 20)],
  ['a hash of a consistency proof', 'unit', 'proofs.json', (text) => flipped(text, text.indexOf('"proof":["') + 15)],
  ['the root of the checkpoint', 'unit', 'checkpoint.note', (text) => flipped(text, text.indexOf('\n', text.indexOf('\n') + 1) + 5)],
  ['the size of the checkpoint', 'unit', 'checkpoint.note', (text) => text.replace(/\n(\d+)\n/, (_, size) => `\n${Number(size) - 1}\n`)],
  ['the signature of the checkpoint', 'unit', 'checkpoint.note', (text) => flipped(text, text.lastIndexOf('— nanjing') + 60)],
  ['an earlier checkpoint', 'unit', earlier, (text) => flipped(text, text.indexOf('\n', text.indexOf('\n') + 1) + 5)],
  ['the key', 'unit', 'key.txt', (text) => flipped(text, text.indexOf(' ', 'ledger '.length) - 10)],
];
for (const [what, kind, name, change] of refusals) expectFrom(`changed: ${what}`, changed(kind, name, change), false);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
