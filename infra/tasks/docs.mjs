// npm run docs: writes docs/reference from the code. With --check it only says what is out of date, and fails.
import { join } from 'node:path';
import { root } from './paths.mjs';
import { setUp } from './setup.mjs';

await setUp();
const { write } = await import('../../dist/infra/docs/generate.js');
const check = process.argv.includes('--check');
const changed = write(join(root, 'docs/reference'), { dry: check });
if (changed.length === 0) console.log('docs/reference is what the code says');
else console.log(`${check ? 'out of date' : 'written'}: ${changed.join(', ')}`);
process.exit(check && changed.length > 0 ? 1 : 0);
