// Builds FerretDB from the Go module proxy, once for each version of the program here, into a folder that git ignores.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { NotOnThisMachine } from '../local/not-here.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const cache = join(here, '..', '..', 'node_modules', '.cache', 'zhiheng-mongodb');
const sources = ['go.mod', 'go.sum', 'main.go', 'turnstile.go'];
const longestBuildMs = 900_000;

function go(...parameters) {
  return new Promise((resolve) => {
    const child = spawn('go', parameters, { cwd: here, env: { ...process.env, CGO_ENABLED: '0' }, stdio: ['ignore', 'ignore', 'pipe'], timeout: longestBuildMs });
    let output = '';
    child.stderr.setEncoding('utf8').on('data', (text) => (output = (output + text).slice(-4_000)));
    child.on('error', (error) => resolve({ status: 1, output: String(error) })).on('close', (status) => resolve({ status, output }));
  });
}

/**
 * Path of the server's program; builds it when it is not there yet, which takes minutes the first time.
 * @throws NotOnThisMachine without Go or the modules
 * @throws Error when it does not build
 */
export async function obtainServer() {
  const hash = createHash('sha256');
  for (const source of sources) hash.update(readFileSync(join(here, source)));
  const program = join(cache, `ferretdb-${hash.digest('hex').slice(0, 12)}`);
  if (existsSync(program)) return program;
  if (spawnSync('go', ['version']).status !== 0) {
    throw new NotOnThisMachine({ zh: '本机没有 Go，无法构建 MongoDB 协议服务器。', en: 'There is no Go here to build the server of the MongoDB protocol with.' });
  }
  const modules = await go('mod', 'download');
  if (modules.status !== 0) {
    throw new NotOnThisMachine({ zh: '无法从 Go 模块代理取得 FerretDB。', en: 'FerretDB could not be had from the Go module proxy.' }, { cause: new Error(modules.output) });
  }
  mkdirSync(cache, { recursive: true });
  const part = `${program}.${process.pid}.part`;
  const built = await go('build', '-trimpath', '-o', part, '.');
  if (built.status !== 0) {
    rmSync(part, { force: true });
    throw new Error(`FerretDB does not build:\n${built.output}`);
  }
  renameSync(part, program);
  return program;
}
