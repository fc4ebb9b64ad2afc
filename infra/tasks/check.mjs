// npm run check: types, lint, and whether the generated reference is what the code says.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from './paths.mjs';
import { setUp } from './setup.mjs';

await setUp();
const node = process.execPath;
const tsc = join(root, 'node_modules/typescript/bin/tsc');
const checks = {
  types: [[tsc, '-p', 'tsconfig.json'], [tsc, '-p', 'apps/console/tsconfig.json'], [tsc, '-p', 'apps/console/browser/tsconfig.json']],
  lint: [[join(root, 'node_modules/eslint/bin/eslint.js'), '.']],
  docs: [[join(root, 'infra/tasks/docs.mjs'), '--check']],
};
const wanted = process.argv.slice(2).filter((name) => name in checks);
let failed = 0;
for (const name of wanted.length > 0 ? wanted : Object.keys(checks)) {
  const good = checks[name].map((command) => spawnSync(node, command, { cwd: root, stdio: 'inherit' }).status === 0).every(Boolean);
  console.log(`${name}: ${good ? 'passed' : 'FAILED'}`);
  if (!good) failed += 1;
}
process.exit(failed > 0 ? 1 : 0);
