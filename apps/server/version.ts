import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { productFolder } from './product-folder.js';

/** Version of the product. */
export const version: string = (() => {
  try {
    return (JSON.parse(readFileSync(join(productFolder, 'package.json'), 'utf8')) as { version: string }).version;
  } catch {
    return 'unknown';
  }
})();
