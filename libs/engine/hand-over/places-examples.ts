import { afterAll } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Places of new files for a suite, one at each call, all removed behind it. */
export function newPlaces(): (file: string) => string {
  const folder = mkdtempSync(join(tmpdir(), 'zhiheng-hand-over-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  let places = 0;
  return (file) => join(folder, String((places += 1)), file);
}
