import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { roundStream } from '#domain/assessment';
import { periodStream } from '#domain/reporting';
import { findingStream } from '#domain/supervision';
import { project, recorded } from '#engine/testing';
import { calendar, groups, plan, round, roundScheme } from '../../../libs/domain/assessment/assessment-examples.js';
import { content } from '../../../libs/domain/supervision/finding-examples.js';
import { saidWith } from '../../../libs/domain/history/change-history/said.js';
import { momentsProjection } from '../../../libs/domain/history/moments/moments.projection.js';
import { catalogue } from '../contexts.js';
import { ComparedCity } from './compared-city-examples.js';
import type { Fact } from './facts.js';
import { momentKinds } from './moment-kinds.js';

const opened = { type: 'assessment.RoundOpened', data: { round, title: { zh: '考核', en: 'Round' }, plan, year: 2024, assessmentYear: 'calendar-year', from: '2024-01-01', to: '2024-12-31', planItem: '1', scheme: roundScheme, groups, calendar } } as Fact;
const frozen = (position: number): Fact => ({ type: 'assessment.DataFrozen', data: { round, position } });
const published: Fact = { type: 'assessment.ResultsPublished', data: { round, run: 1, document: '宁质〔2025〕1号', publishedOn: '2025-06-30' } };
const correction: Fact = { type: 'assessment.ResultsCorrected', data: { round, run: 2, replaces: 1, document: '宁质〔2025〕2号', reason: '笔误', changed: [] } };
const deadline = { dueAt: '2025-04-30T15:59:59.999Z', kind: 'calendar', policy: null, steps: [] };
const issued = (finding: string, unit: string, supporting: string[]): Fact => ({ type: 'supervision.FindingIssued', data: { finding, number: `〔2025〕督字第${finding.slice(2)}号`, content: content({ unit, supporting }), deadline, acknowledgeBy: '2025-04-20T15:59:59.999Z' } }) as unknown as Fact;
const closed = (): Fact => ({ type: 'reporting.PeriodClosed', data: { plan, period: '2025-Q1', how: 'deadline' } });

describe('named moments', () => {
  const moments = () => project(momentsProjection(momentKinds));

  test('a name stands for its first moment for ever; later ones are numbered', () => {
    const row = moments().given(published, correction, { ...correction, data: { ...correction.data, run: 3 } } as Fact).row(`published:${round}`)!;
    expect(row.occurrences.map(({ name, position }) => [name, position])).toEqual([[`published:${round}`, 1], [`published:${round}~2`, 2], [`published:${round}~3`, 3]]);
    expect([row.position, saidWith(row.title, () => ({ zh: '年度考核', en: 'Quality 2025' }))]).toEqual([1, { zh: '年度考核结果通报', en: 'Results of Quality 2025 published' }]);
  });

  test('the freeze is where data was cut off, not where the act stands', () => {
    expect(moments().given(opened, recorded('assessment.DataFrozen', { round, position: 12 }, { position: 15, stream: 'r' })).row(`freeze:${round}`)).toMatchObject({ position: 12, occurrences: [{ position: 12 }] });
  });

  test('a finding that goes to other units takes those who may know of its issue along', () => {
    const handed = { type: 'supervision.FindingReassigned', data: { finding: 'f-1', from: {}, unit: 'qinhuai', supporting: ['health', 'finance'] } } as never;
    expect(moments().given(issued('f-1', 'xuanwu', ['finance'])).row('issued:f-1')!.audience).toBe('finding:xuanwu>finance');
    expect(moments().given(issued('f-1', 'xuanwu', ['finance']), handed).row('issued:f-1')!.audience).toBe('finding:qinhuai>finance+health');
    expect(moments().given(handed).rows()).toEqual({});
  });

  test('every kind has words in both languages, a name of its own, and facts that exist', () => {
    expect(new Set(momentKinds.map(({ kind }) => kind)).size).toBe(momentKinds.length);
    for (const { title, named, handedOn = {} } of momentKinds) {
      expect([title.zh, title.en].every((text) => text.length > 1)).toBe(true);
      for (const type of [...Object.keys(named), ...Object.keys(handedOn)]) expect(catalogue).toHaveProperty([type]);
    }
  });
});

describe('the list of moments', () => {
  let city: ComparedCity;
  beforeAll(async () => {
    city = await ComparedCity.open();
    await city.record(roundStream(round), opened);
    await city.record(roundStream(round), frozen(1));
    await city.record(periodStream(plan, '2025-Q1'), closed());
    await city.record(findingStream('f-1'), issued('f-1', 'xuanwu', ['finance']));
    await city.record(findingStream('f-2'), issued('f-2', 'qinhuai', []));
    await city.record(periodStream(plan, '2025-Q1'), { type: 'reporting.PeriodReopened', data: { plan, period: '2025-Q1', dueAt: deadline.dueAt, reason: '补报' } });
    await city.record(periodStream(plan, '2025-Q1'), closed());
  }, 30_000);
  afterAll(() => city.close());
  const names = async (as: Parameters<ComparedCity['get']>[0], query = '') => (await city.get(as, `/history/moments?${query}`)).json.items.map(({ name }: any) => name);

  test('is newest first, filtered by kind and thing, paged with exact totals, as known at a moment', async () => {
    const all = ['issued:f-2', 'issued:f-1', `period-closed:${plan}:2025-Q1`, `freeze:${round}`, `opened:${round}`];
    expect(await names('bureau')).toEqual(all);
    expect(await names('bureau', 'kind=issued')).toEqual(all.slice(0, 2));
    expect(await names('bureau', `about=${round}`)).toEqual(all.slice(3));
    expect(await names('bureau', 'asKnownAt=3')).toEqual(all.slice(2));
    const first = (await city.get('bureau', '/history/moments?limit=2')).json;
    expect([first.total, first.position, (await city.get('bureau', `/history/moments?limit=2&cursor=${first.next}`)).json.items.map(({ name }: any) => name)]).toEqual([5, 7, all.slice(2, 4)]);
    const [period] = (await city.get('bureau', '/history/moments?kind=period-closed')).json.items;
    expect([period.occurrences.map(({ name, position }: any) => [name, position]), period.kindTitle.zh]).toEqual([[[`period-closed:${plan}:2025-Q1`, 3], [`period-closed:${plan}:2025-Q1~2`, 7]], '填报期关闭']);
  });

  test('shows the issue of findings to those they concern', async () => {
    expect(await names('xuanwu', 'kind=issued')).toEqual(['issued:f-1']);
    expect(await names('qinhuai', 'kind=issued')).toEqual(['issued:f-2']);
    expect(await names('verifier')).toEqual([`period-closed:${plan}:2025-Q1`, `freeze:${round}`, `opened:${round}`]);
    expect((await city.get('nobody', '/history/moments')).status).toBe(403);
  });

  test('gives names that any view takes, also the numbered ones, as soon as they are recorded', async () => {
    await city.record(periodStream(plan, '2025-Q2'), { type: 'reporting.PeriodClosed', data: { plan, period: '2025-Q2', how: 'by-hand' } });
    expect((await city.get('bureau', `/reports?asKnownAt=period-closed:${plan}:2025-Q2`)).json.position).toBe(8);
    expect((await city.get('bureau', `/reports?asKnownAt=period-closed:${plan}:2025-Q1~2`)).json.position).toBe(7);
    expect((await city.get('bureau', `/reports?asKnownAt=period-closed:${plan}:2025-Q1~3`)).status).toBe(400);
  });
});
