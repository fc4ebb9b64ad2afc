import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Outside the repository: none of this belongs to the product. */
export const peersFolder = join(tmpdir(), 'zhiheng-bench-peers');

/** Install exact versions of the peers, once. Says which are there. */
export function installPeers(peers: Readonly<Record<string, string>>, say: (line: string) => void): ReadonlySet<string> {
  const names = Object.keys(peers);
  if (names.length === 0) return new Set();
  const stamp = join(peersFolder, `installed-${Object.entries(peers).join('-').replace(/[^a-z0-9.]+/gi, '-')}`);
  if (!existsSync(stamp)) {
    say(`installing ${names.join(', ')} into ${peersFolder} (some compile for minutes) …`);
    mkdirSync(peersFolder, { recursive: true });
    writeFileSync(join(peersFolder, 'package.json'), JSON.stringify({ private: true, dependencies: peers }, undefined, 2));
    const { status } = spawnSync('npm', ['install', '--ignore-scripts=false', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: peersFolder, stdio: 'inherit' });
    if (status === 0) writeFileSync(stamp, '');
  }
  return new Set(names.filter((name) => existsSync(stamp) && existsSync(join(peersFolder, 'node_modules', name))));
}
