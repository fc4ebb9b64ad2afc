import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the product: that of the nearest package.json above this file (sources and compiled code lie at different depths). */
export const productFolder: string = (() => {
  const here = dirname(fileURLToPath(import.meta.url));
  for (let folder = here; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return folder;
    if (folder === dirname(folder)) return here;
  }
})();

/** Where `infra/tasks/console.mjs` puts the built console. */
export const consoleFolder: string = join(productFolder, 'dist/console');
