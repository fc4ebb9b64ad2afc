import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Flags of Node.js for a process that serves or measures: room for young objects, so that a large round's sheets are not copied again and again. */
export const nodeFlags = ['--max-semi-space-size=64'];

/** The repository's root. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
