import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from '@jest/globals';

const leash = join(process.cwd(), 'infra/local/leash.mjs');
const parent = `
import { spawn } from 'node:child_process';
import { tie } from ${JSON.stringify(leash)};
const child = spawn(process.execPath, ['-e', 'setInterval(() => 0, 1000)'], { stdio: 'ignore' });
tie(child.pid);
console.log(child.pid);
setInterval(() => 0, 1000);
`;

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

test('a child that is tied to a process ends when that process is killed', async () => {
  const started = spawn(process.execPath, ['--input-type=module', '-e', parent], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(createInterface({ input: started.stdout }), 'line')) as [string];
  const child = Number(line);
  expect(alive(child)).toBe(true);
  started.kill('SIGKILL');
  for (const deadline = performance.now() + 30_000; alive(child) && performance.now() < deadline; ) await pause(20);
  expect(alive(child)).toBe(false);
}, 60_000);
