// npm run servers: the adapters of the distributed profile against real servers, as far as this machine can have them. Arguments go to Jest.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from './paths.mjs';
import { setUp } from './setup.mjs';

await setUp();
const jest = join(root, 'node_modules/jest/bin/jest.js');
const { status } = spawnSync(process.execPath, ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', jest, '-c', 'infra/servers/jest.config.mjs', ...process.argv.slice(2)], { cwd: root, stdio: 'inherit' });
process.exit(status ?? 1);
