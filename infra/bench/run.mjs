// node infra/bench/run.mjs [room] [part of a bench's name] [--option …]
// Compiles everything and runs the benches of a room (of all rooms when none is named), one after the other, each as a program of its own.
// Figures go to the terminal, raw results to infra/bench/results/.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { build } from '../tasks/build.mjs';
import { nodeFlags, root } from '../tasks/paths.mjs';

const options = process.argv.slice(2).filter((argument) => argument.startsWith('--'));
const [room, part = ''] = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const compiled = join(root, 'dist/infra/bench');

await build();
const rooms = readdirSync(compiled, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name);
if (room !== undefined && !rooms.includes(room)) {
  console.error(`没有名为 ${room} 的基准;可选:${rooms.join('、')}。\nThere are no benches called ${room}; there are: ${rooms.join(', ')}.`);
  process.exit(2);
}
let failed = 0;
for (const folder of room === undefined ? rooms : [room]) {
  const files = existsSync(join(root, 'infra/bench', folder)) ? readdirSync(join(compiled, folder)) : [];
  for (const file of files.filter((name) => name.endsWith('.bench.js') && name.includes(part))) {
    console.log(`\n── ${folder}/${file.replace('.bench.js', '')}`);
    const { status } = spawnSync(process.execPath, [...nodeFlags, join(compiled, folder, file), ...options], { cwd: root, stdio: 'inherit' });
    if (status !== 0) failed += 1;
  }
}
if (failed > 0) console.error(`${failed} benches did not finish`);
process.exit(failed > 0 ? 1 : 0);
