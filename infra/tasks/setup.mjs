// Installs what package-lock.json names, once for each change of it. Only Node's own modules here: nothing is installed yet.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './paths.mjs';

const [major, minor] = process.versions.node.split('.').map(Number);

/** Refuse a Node that is too old, in words. */
export function checkNode() {
  if (major > 22 || (major === 22 && minor >= 12) || (major === 20 && minor >= 19)) return;
  console.error(`质衡需要 Node.js 20.19 以上的 20 系列,或 22.12 以上;当前为 ${process.version}。`);
  console.error(`Zhiheng needs Node.js 20.19 or later of the 20 line, or 22.12 or later; this is ${process.version}.`);
  process.exit(1);
}

/** Install dependencies unless the ones of this lock file are there. */
export function install() {
  const stampFile = join(root, 'node_modules', '.zhiheng-lock');
  const stamp = createHash('sha256').update(readFileSync(join(root, 'package-lock.json'))).digest('hex');
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return false;
  console.log('安装依赖 · installing dependencies (npm ci) …');
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) process.exit(status ?? 1);
  writeFileSync(stampFile, stamp);
  return true;
}

/** Everything a command of this repository needs: the right Node, dependencies, compiled code, the built console. */
export async function setUp() {
  checkNode();
  install();
  const { build } = await import('./build.mjs');
  const { buildConsole } = await import('./console.mjs');
  const [files] = await Promise.all([build(), buildConsole()]);
  return files;
}
