// npm start: sets everything up, then serves Zhiheng with the Nanjing plan and labelled demo data (演示数据).
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { nodeFlags, root } from './paths.mjs';
import { setUp } from './setup.mjs';

await setUp();
const server = spawn(process.execPath, [...nodeFlags, join(root, 'dist/apps/server/main.js'), '--demo', ...process.argv.slice(2)], { cwd: root, stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => server.kill(signal));
server.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
