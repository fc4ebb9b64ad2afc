// npm run check: types, lint, and whether the generated reference is what the code says.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from './paths.mjs';
import { setUp } from './setup.mjs';

await setUp();
const node = process.execPath;
const checks = {
  types: [join(root, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.json'],
  lint: [join(root, 'node_modules/eslint/bin/eslint.js'), '.'],
  docs: [join(root, 'infra/tasks/docs.mjs'), '--check'],
};
const wanted = process.argv.slice(2).filter((name) => name in checks);
let failed = 0;
for (const name of wanted.length > 0 ? wanted : Object.keys(checks)) {
  const { status } = spawnSync(node, checks[name], { cwd: root, stdio: 'inherit' });
  console.log(`${name}: ${status === 0 ? 'passed' : 'FAILED'}`);
  if (status !== 0) failed += 1;
}
process.exit(failed > 0 ? 1 : 0);
