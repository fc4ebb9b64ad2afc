import { afterAll, describe, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '#engine/event-store/sqlite';
import { StoreStopped, StoreUnavailable } from '#engine/event-store';
import { ImportRefused, ReplicaRefused } from '#engine/event-store/kurrentdb';
import { RecordContradicts, RecordsDiffer } from '#engine/hand-over';
import { EvidenceDamaged } from '../../../../libs/domain/reporting/evidence/evidence-store.js';
import { migrationProblem } from './problems.js';

const place = mkdtempSync(join(tmpdir(), 'zhiheng-full-'));
afterAll(() => rmSync(place, { recursive: true, force: true }));

/** What the driver says when a file cannot grow. */
function full(): Error {
  const database = openDatabase(join(place, 'full.db'));
  try {
    database.exec('CREATE TABLE t (a BLOB); PRAGMA max_page_count = 4');
    for (;;) database.exec('INSERT INTO t VALUES (zeroblob(4096))');
  } catch (error) {
    return error as Error;
  } finally {
    database.close();
  }
}

const text = { zh: '停', en: 'stop' };

describe('what went wrong with a migration', () => {
  const disk = full();
  test.each([
    ['a full disk', disk, 'cli.no-room', 'failed'],
    ['a full disk under the replica', new StoreStopped('stopped', { cause: new ReplicaRefused('damaged-replica', text, { cause: disk }) }), 'cli.no-room', 'failed'],
    ['a full disk under evidence', Object.assign(new Error('no space'), { code: 'ENOSPC' }), 'cli.no-room', 'failed'],
    ['a replica that cannot go on', new ReplicaRefused('server-behind', text), 'cli.log-refused', 'refused'],
    ['another log', new ImportRefused(1, text), 'cli.other-log', 'refused'],
    ['a server that went away', new StoreUnavailable('away'), 'cli.kurrentdb-unreachable', 'failed'],
    ['another record', new RecordContradicts('person', 'p-1'), 'cli.target-differs', 'refused'],
    ['a record too many', new RecordsDiffer('person', 1, 2), 'cli.migration-differs', 'different'],
    ['a damaged file', new EvidenceDamaged('a'.repeat(64)), 'cli.evidence-damaged', 'different'],
  ] as const)('%s is told with what to do', (_name, error, code, exit) => {
    expect(migrationProblem(error)).toMatchObject({ exit, text: { code, title: { zh: expect.stringMatching(/\p{Script=Han}/u) }, remedy: { en: expect.stringMatching(/\w/) } } });
  });

  test('a fault of the program stays what it is', () => {
    const fault = new TypeError('no unit');
    expect(migrationProblem(fault)).toBe(fault);
  });
});
