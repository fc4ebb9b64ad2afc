import { describe, expect, test } from '@jest/globals';
import { refuse } from '#engine/kernel';
import { ImportJobs, type ImportJob } from './import-jobs.js';

const begun = (jobs: ImportJobs<string>, owner = 'wang') => jobs.begin(owner) as ImportJob<string>;

describe('imports in progress', () => {
  test('are seen by their owner, from the beginning to the result', async () => {
    const jobs = new ImportJobs<string>();
    const job = begun(jobs);
    expect(jobs.find(job.id, 'wang')).toMatchObject({ state: 'running', rows: 0, decided: 0 });
    expect(jobs.find(job.id, 'li')).toBeUndefined();
    await jobs.run(job, async (progress) => {
      progress({ rows: 10 });
      progress({ decided: 4 });
      expect(jobs.find(job.id, 'wang')).toMatchObject({ state: 'running', rows: 10, decided: 4 });
      return 'imported';
    });
    expect(jobs.find(job.id, 'wang')).toMatchObject({ state: 'done', rows: 10, decided: 4, result: 'imported' });
  });

  test('are one at a time for each person', async () => {
    const jobs = new ImportJobs<string>();
    const job = begun(jobs);
    expect(jobs.begin('wang')).toMatchObject({ refused: 'import.already-running' });
    expect(begun(jobs, 'li').state).toBe('running');
    await jobs.run(job, async () => refuse('import.empty-file'));
    expect(jobs.find(job.id, 'wang')).toMatchObject({ state: 'failed', refusal: { refused: 'import.empty-file' } });
    expect(begun(jobs).state).toBe('running');
  });

  test('that end in a fault have failed, and the fault goes on', async () => {
    const jobs = new ImportJobs<string>();
    const job = begun(jobs);
    await expect(jobs.run(job, async () => { throw new Error('disk'); })).rejects.toThrow('disk');
    expect(jobs.find(job.id, 'wang')?.state).toBe('failed');
    expect(begun(jobs).state).toBe('running');
  });

  test('are forgotten oldest first, those running never', async () => {
    const jobs = new ImportJobs<string>();
    const running = begun(jobs, 'patient');
    const ids: string[] = [];
    for (let n = 0; n < 250; n += 1) {
      const job = begun(jobs);
      ids.push(job.id);
      await jobs.run(job, async () => 'done');
    }
    expect(jobs.find(running.id, 'patient')?.state).toBe('running');
    expect(jobs.find(ids[0]!, 'wang')).toBeUndefined();
    expect(jobs.find(ids.at(-1)!, 'wang')?.state).toBe('done');
  });
});
