import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isRefusal, newId, type RecordedEvent } from '#engine/kernel';
import { person } from '#engine/testing';
import { hostileText } from '#engine/testing/generators';
import { FolderEvidenceStore } from '../evidence/folder/folder-evidence-store.js';
import { reportIndicator } from '../report-indicator/report-indicator.js';
import { verifyReport } from '../verify-report/verify-report.js';
import { plan } from '../reporting-examples.js';
import { callerOf, refusals, ReportingCity } from '../reporting-city-examples.js';
import { ImportJobs } from './import-jobs.js';
import { ImportReportsHttp } from './import-reports.http.js';
import { RunImport, type ImportResult } from './run-import.http.js';

const head = '单位,指标,报告期,数值,情况说明,佐证\n';
const reporter = person('reporter-all', { unit: 'statistics', roles: { reporter: ['xuanwu', 'qinhuai'] } });
const verifier = person('verifier-chen', { unit: 'science-tech', roles: { verifier: 'all' } });

describe('importing reports', () => {
  let city: ReportingCity;
  let folder: string;
  let files: FolderEvidenceStore;
  let imports: RunImport;
  const run = (text: string, more: { dryRun?: boolean; key?: string } = {}) => {
    const { envelope } = callerOf(reporter, more.key === undefined ? {} : { commandId: more.key, retryable: true });
    return imports.run({ bytes: Buffer.from(text), dryRun: more.dryRun ?? false, plan, actor: reporter, envelope }, () => undefined);
  };
  const result = async (...given: Parameters<typeof run>): Promise<ImportResult> => {
    const outcome = await run(...given);
    if (isRefusal(outcome)) throw new Error(outcome.refused);
    return outcome;
  };
  const reports = async () => (await city.log.readAll({ after: 0, limit: 1_000, types: ['reporting.IndicatorReported'] })).events;
  const codes = ({ problems }: ImportResult) => problems.map(({ row, column, refusal }) => `${row} ${column ?? '-'} ${refusal.refused}`);

  beforeEach(async () => {
    city = await ReportingCity.open();
    folder = await mkdtemp(join(tmpdir(), 'evidence-'));
    files = new FolderEvidenceStore(folder, city.clock);
    imports = new RunImport(city.commands, city.views, files);
    await city.settled();
  });
  afterEach(async () => {
    await city.close();
    await rm(folder, { recursive: true, force: true });
  });

  test('records every row in one append, by names or codes, with note and evidence', async () => {
    const bytes = Buffer.from('%PDF-1.7');
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    await files.put({ bytes, name: '台账.pdf', type: 'application/pdf', unit: 'xuanwu', by: 'reporter-wang' });
    const before = await city.log.head();
    expect(await result(`${head}玄武区,科技企业孵化器数量,2025-Q1,12,已核对,${sha256}\nqinhuai,patents,2025-Q1,30,,\n`)).toEqual({
      dryRun: false, recorded: true, repeated: false, rows: 2, created: 2, replaced: 0, unchanged: 0, rejected: 0, problems: [], position: before + 2,
    });
    const [first] = await reports();
    expect(first).toMatchObject({
      data: { unit: 'xuanwu', indicator: 'tech-incubators', value: '12', note: '已核对', source: 'import', evidence: [{ sha256, name: '台账.pdf', size: 8, type: 'application/pdf' }] },
      meta: { actor: 'reporter-all', unit: 'statistics' },
    });
  });

  test('a dry run says the same and records nothing', async () => {
    const before = await city.log.head();
    expect(await result(`${head}xuanwu,patents,2025-Q1,12,,\n`, { dryRun: true })).toMatchObject({ dryRun: true, recorded: false, created: 1, rejected: 0 });
    expect(await city.log.head()).toBe(before);
  });

  test('counts what is new, replaced and unchanged', async () => {
    await result(`${head}xuanwu,patents,2025-Q1,12,,\nqinhuai,patents,2025-Q1,13,,\n`);
    expect(await result(`${head}xuanwu,patents,2025-Q1,12,,\nqinhuai,patents,2025-Q1,14,,\nqinhuai,tech-incubators,2025-Q1,9,,\n`)).toMatchObject({ created: 1, replaced: 1, unchanged: 1 });
    expect((await reports()).at(-2)?.data).toMatchObject({ value: '14', replaces: '13' });
  });

  test('one bad row and nothing is recorded; every row says what is wrong with it, whether it reads badly or is decided against', async () => {
    const before = await city.log.head();
    const outcome = await result([
      head, 'xuanwu,patents,2025-Q1,12,,\n', 'xuanwu,patents,2025-Q1,13,,\n', 'qinhuai,patents,2025-Q1,９９,,\n', 'gulou,patents,2025-Q1,5,,\n', 'no-such,patents,2025-Q1,5,,\n',
      'qinhuai,no-such,2025-Q1,5,,\n', 'qinhuai,patents,2025-Q2,5,,\n', 'qinhuai,tech-incubators,2025-Q1,99999,,\n', 'xuanwu,tech-incubators,2025-Q1,0.5,,\n', `qinhuai,tech-incubators,2025-Q1,5,,${'a'.repeat(64)}\n`,
    ].join(''));
    expect(codes(outcome)).toEqual([
      '3 - import.duplicate-row', '4 value import.full-width', '5 - command.forbidden', '6 - command.forbidden', '7 indicator reporting.unknown-indicator', '8 period reporting.period-not-opened',
      '9 value reporting.out-of-range', '10 note reporting.note-required', '11 - import.duplicate-row',
    ]);
    expect(outcome).toMatchObject({ recorded: false, rows: 10, created: 1, rejected: 9 });
    expect(await city.log.head()).toBe(before);
  });

  test('evidence that was never uploaded, or belongs to others, is refused by row', async () => {
    const { sha256 } = await files.put({ bytes: Buffer.from('%PDF-1.7 x'), name: 'x.pdf', type: 'application/pdf', unit: 'gulou', by: 'li' });
    expect(codes(await result(`${head}xuanwu,patents,2025-Q1,12,,${sha256}\nqinhuai,patents,2025-Q1,12,,${'b'.repeat(64)}\n`))).toEqual(['2 evidence evidence.unknown', '3 evidence evidence.unknown']);
  });

  test('repeated under its key it is answered with the first outcome, also after others were verified meanwhile', async () => {
    const key = newId();
    const text = `${head}xuanwu,patents,2025-Q1,12,,\n`;
    const first = await result(text, { key });
    await city.engine.execute(verifyReport, { plan, indicator: 'patents', unit: 'xuanwu', period: '2025-Q1', value: '12' }, callerOf(verifier).envelope);
    await city.settled();
    expect(await result(text, { key })).toMatchObject({ repeated: true, recorded: true, position: first.position });
    expect(await reports()).toHaveLength(1);
  });

  test('does exactly what the same commands do one by one', async () => {
    const cells = fc.record({
      unit: fc.constantFrom('xuanwu', 'qinhuai', 'gulou'), indicator: fc.constantFrom('tech-incubators', 'patents', 'no-such'), period: fc.constantFrom('2025-Q1', '2025-Q2', '2025'),
      value: fc.constantFrom('8', '9', '12', '500', '-1', '99999'), note: fc.constantFrom(undefined, '已核对'),
    });
    const plain = ({ type, data, stream }: RecordedEvent) => JSON.stringify({ type, stream, data: { ...data, source: '' } });
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(cells, { selector: ({ unit, indicator, period }) => `${unit}/${indicator}/${period}`, maxLength: 6 }), async (rows) => {
        const [batch, single] = [await ReportingCity.open(), await ReportingCity.open()];
        const text = head + rows.map((r) => `${r.unit},${r.indicator},${r.period},${r.value},${r.note ?? ''},\n`).join('');
        const outcome = await new RunImport(batch.commands, batch.views, files).run({ bytes: Buffer.from(text), dryRun: false, plan, actor: reporter, envelope: callerOf(reporter).envelope }, () => undefined);
        const answers = [];
        for (const { note, ...row } of rows) {
          const command = { plan, ...row, evidence: [], source: 'form' as const, ...(note === undefined ? {} : { note }) };
          answers.push(await single.engine.execute(reportIndicator, command, callerOf(reporter).envelope));
        }
        const refused = answers.flatMap((answer, index) => (isRefusal(answer) ? [`${index + 2} ${answer.refused}`] : []));
        const logs = await Promise.all([batch, single].map(async ({ log }) => (await log.readAll({ after: 0, limit: 1_000, types: ['reporting.IndicatorReported'] })).events.map(plain)));
        await Promise.all([batch.close(), single.close()]);
        if (isRefusal(outcome)) return rows.length === 0;
        expect(outcome.problems.map(({ row, refusal }) => `${row} ${refusal.refused}`)).toEqual(refused);
        expect(logs[0]).toEqual(refused.length > 0 ? [] : logs[1]);
        return true;
      }),
      { numRuns: 25 },
    );
  });

  test('hostile files change nothing unless they read as good rows', async () => {
    const before = await city.log.head();
    const text = hostileText.filter((one) => one.length < 2_000);
    await fc.assert(
      fc.asyncProperty(fc.oneof(text, fc.tuple(text, text).map(([a, b]) => `${head}${a},${b},2025-Q1,1,,\n`), text.map((a) => `${head}xuanwu,patents,2025-Q1,${a.replace(/[,"\n\r]/g, '')},,\n`)), async (file) => {
        await imports.run({ bytes: Buffer.from(file), dryRun: false, plan, actor: reporter, envelope: callerOf(reporter).envelope }, () => undefined);
        expect(await city.log.head()).toBe(before);
      }),
      { numRuns: 60 },
    );
  });

  describe('over its controller', () => {
    const faults: unknown[] = [];
    const controller = () => new ImportReportsHttp(imports, new ImportJobs(), refusals, { fault: (error) => faults.push(error) });
    const query = { dryRun: false, plan, encoding: undefined, wait: true };

    test('answers with counts and with reasons in both languages', async () => {
      const { state, result: shown } = await controller().start({ params: undefined, query, body: Buffer.from(`${head}xuanwu,patents,2025-Q1,９,,\n`) }, callerOf(reporter));
      expect([state, shown?.rejected]).toEqual(['done', 1]);
      expect(shown?.problems?.[0]).toMatchObject({ row: 2, column: 'value', code: 'import.full-width', because: { zh: expect.stringContaining('“９”'), en: expect.stringContaining('"９"') } });
    });

    test('refuses a file as a whole', async () => {
      await expect(controller().start({ params: undefined, query, body: Buffer.from('PK\u0003\u0004') }, callerOf(reporter))).rejects.toMatchObject({ refusal: { refused: 'import.not-csv' } });
    });

    test('runs on while its owner asks how far it is', async () => {
      const one = controller();
      const begun = await one.start({ params: undefined, query: { ...query, wait: false }, body: Buffer.from(`${head}xuanwu,patents,2025-Q1,9,,\n`) }, callerOf(reporter));
      expect(begun.state).toBe('running');
      await expect(one.start({ params: undefined, query, body: Buffer.from(head) }, callerOf(reporter))).rejects.toMatchObject({ refusal: { refused: 'import.already-running' } });
      const shown = () => one.progress({ params: { id: begun.id }, query: undefined, body: undefined }, callerOf(reporter));
      while (shown().state === 'running') await new Promise((resolve) => setImmediate(resolve));
      expect(shown()).toMatchObject({ state: 'done', rows: 1, decided: 1, result: { created: 1 } });
      expect(() => one.progress({ params: { id: begun.id }, query: undefined, body: undefined }, callerOf(verifier))).toThrow('request.not-found');
      expect(faults).toEqual([]);
    });
  });
});
