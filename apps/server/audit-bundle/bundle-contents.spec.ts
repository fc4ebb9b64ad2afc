import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Actor, DomainEvent, RecordedEvent } from '#engine/kernel';
import { withUpcasters, type EventStore } from '#engine/event-store';
import { Views } from '#engine/http';
import type { BundleContents } from '../../../libs/domain/history/audit-bundle/bundle-contents.js';
import { chooseEvents } from '../../../libs/domain/history/audit-bundle/bundle-events.js';
import type { BundleScope } from '../../../libs/domain/history/audit-bundle/bundle-scope.js';
import { catalogue } from '../contexts.js';
import { factsOf } from '../history/generated-events-examples.js';
import { HistoryCity, people } from '../history/history-city-examples.js';
import { tellingBook } from '../history/telling-book.js';
import { bundleContents } from './bundle-contents.js';

type Fact = DomainEvent<string, any>;
let city: HistoryCity;
let log: EventStore;
let contents: BundleContents;
beforeEach(async () => {
  city = await HistoryCity.open();
  log = withUpcasters(city.stored, [catalogue]);
  contents = bundleContents({ log, catalogue, book: tellingBook(catalogue), views: new Views(log, city.rows, city.runner) });
});
afterEach(() => city.close());

const fact = (type: string, data: object): Fact => ({ type, data });
const deadline = { dueAt: '2025-06-30T15:59:59.999Z', kind: 'working', policy: { code: 'city', version: 1 }, steps: [] };
const content = (unit: string, supporting: readonly string[] = []) => ({ title: 't', problem: 'p', severity: 'serious', urgency: 'ordinary', source: { kind: 'site-check' }, basis: 'b', requirement: 'r', unit, supporting, due: { on: '2025-06-30' } });
const report = (unit: string, period = '2024') => fact('reporting.IndicatorReported', { plan: 'nj', indicator: 'rd', unit, period, value: '1', evidence: [], warnings: [], source: 'form' });
const figures = { group: 'g', raw: '90', published: '90.00', bonus: '0', deduction: '0', gradeByScore: 'A', grade: 'A', vetoed: false, rank: 1, of: 2, sheet: 'h' };
const calculated = (unit: string) => fact('assessment.ResultCalculated', { round: 'r-1', unit, run: 1, scheme: { id: 's', version: 1, hash: 'h', document: 'd' }, engineVersion: '1', frozenAt: 1, upTo: 1, figures });
const target = (unit: string) => fact('plan.TargetSet', { plan: 'nj', target: { indicator: 'rd', unit, year: 2024, comparator: 'at-least', value: '1', qualifier: 'exact', profile: ['1'] } });
const opened = fact('assessment.RoundOpened', { round: 'r-1', title: { zh: '考核', en: 'Round' }, plan: 'nj', year: 2024, assessmentYear: 'calendar-year', from: '2024-01-01', to: '2024-12-31', planItem: '1', scheme: { id: 's', version: 1, hash: 'h', document: 'd' }, groups: [{ group: 'g', units: ['xuanwu', 'gulou'] }], calendar: {} });

/** Types of the facts somebody receives, in log order. */
async function received(actor: Actor, scope: BundleScope): Promise<{ readonly types: readonly string[]; readonly withheld: boolean; readonly streams: readonly string[] }> {
  const chosen = await chooseEvents(log, contents, scope, actor, await log.head());
  if (!chosen) return { types: [], withheld: false, streams: [] };
  const { events } = await log.readAll({ after: 0, limit: 1_000 });
  const among = (position: number): boolean => chosen.positions === 'everything' || chosen.positions.includes(position);
  return { types: events.filter(({ position }) => among(position)).map(({ stream, type }) => `${stream} ${type.split('.')[1]}`), withheld: chosen.withheld, streams: chosen.streams.map(({ stream }) => stream) };
}

describe('what belongs to a unit', () => {
  beforeEach(async () => {
    await city.act('unit-xuanwu', fact('units.UnitRegistered', { code: 'xuanwu', name: { zh: '玄武区', en: 'Xuanwu' }, kind: 'district', order: 1, from: '2020-01-01', aliases: [], verticallyManaged: false }));
    await city.act('report-nj.rd.xuanwu.2024', report('xuanwu'));
    await city.act('report-nj.rd.gulou.2024', report('gulou'));
    await city.act('plan-nj', [target('xuanwu'), target('gulou')]);
    await city.act('finding-f', fact('supervision.FindingDrafted', { finding: 'f', content: content('xuanwu') }));
    await city.act('finding-f', fact('supervision.FindingIssued', { finding: 'f', number: 'f', content: content('xuanwu', ['gulou']), deadline, acknowledgeBy: deadline.dueAt }));
    await city.act('campaign-c', [fact('supervision.CampaignStarted', { campaign: 'c', units: ['xuanwu', 'gulou'] }), fact('supervision.ConclusionFedBack', { campaign: 'c', unit: 'xuanwu', objectBy: deadline.dueAt })]);
    await city.act('result-r-1.xuanwu', [calculated('xuanwu'), fact('assessment.ItemMarked', { round: 'r-1', unit: 'xuanwu', node: 'n', rater: 'wu', mark: '9' })]);
    await city.act('round-r-1', fact('assessment.SampleSealed', { round: 'r-1', sample: 's', count: 1, seedHash: 'h', candidates: ['xuanwu', 'gulou'], algorithm: 'a', team: ['wu', 'zhou'] }));
  });

  test('is its streams and what was said to it elsewhere', async () => {
    expect(await received(people.auditor, { kind: 'unit', unit: 'xuanwu' })).toEqual({
      types: [
        'unit-xuanwu UnitRegistered', 'report-nj.rd.xuanwu.2024 IndicatorReported', 'plan-nj TargetSet', 'finding-f FindingDrafted', 'finding-f FindingIssued', 'campaign-c ConclusionFedBack',
        'result-r-1.xuanwu ResultCalculated', 'result-r-1.xuanwu ItemMarked',
      ],
      withheld: false, streams: ['finding-f', 'report-nj.rd.xuanwu.2024', 'result-r-1.xuanwu', 'unit-xuanwu'],
    });
  });

  test('the unit itself receives what it may look at: no draft, no mark, no figures before they are notified', async () => {
    const before = await received(people.xuanwu, { kind: 'unit', unit: 'xuanwu' });
    expect(before.types).toEqual(['unit-xuanwu UnitRegistered', 'report-nj.rd.xuanwu.2024 IndicatorReported', 'plan-nj TargetSet', 'finding-f FindingIssued', 'campaign-c ConclusionFedBack']);
    expect([before.withheld, before.streams]).toEqual([true, ['report-nj.rd.xuanwu.2024', 'unit-xuanwu']]);
    await city.act('round-r-1', fact('assessment.ResultsNotified', { round: 'r-1', run: 1, requestsBy: deadline.dueAt }));
    expect((await received(people.xuanwu, { kind: 'unit', unit: 'xuanwu' })).types).toContain('result-r-1.xuanwu ResultCalculated');
    expect((await received(people.xuanwu, { kind: 'unit', unit: 'xuanwu' })).types).not.toContain('result-r-1.xuanwu ItemMarked');
  });

  test('a fact that speaks of others too is not handed to the unit, whole or in part', async () => {
    const instruction = { matter: 'm', unit: 'xuanwu', instruction: 'i', text: '请核查', handling: 'finding', about: { title: 't', content: 'c', urgency: 'ordinary' }, finding: { unit: 'gulou', severity: 'major', requirement: 'r', due: { on: '2025-06-30' } } };
    await city.act('matter-m', fact('supervision.InstructionGiven', instruction));
    expect((await received(people.xuanwu, { kind: 'unit', unit: 'xuanwu' })).types).not.toContain('matter-m InstructionGiven');
    expect((await received(people.auditor, { kind: 'unit', unit: 'xuanwu' })).types).toContain('matter-m InstructionGiven');
  });

  test('nothing of another unit', async () => {
    expect((await received(people.gulou, { kind: 'unit', unit: 'xuanwu' })).types).not.toContain('report-nj.rd.xuanwu.2024 IndicatorReported');
  });
});

describe('what belongs to a result', () => {
  test('is the round, the scheme, definitions, targets, reports of the year and findings; samples are for those who check', async () => {
    await city.act('scheme-s', fact('scoring.SchemePublished', { scheme: 's', plan: 'nj', year: 2024, version: 1, content: {}, hash: 'h', document: 'd' }));
    await city.act('plan-nj', [target('city'), target('xuanwu'), target('gulou')]);
    await city.act('round-r-1', opened);
    await city.act('round-r-1', fact('assessment.SampleSealed', { round: 'r-1', sample: 's', count: 1, seedHash: 'h', candidates: ['xuanwu'], algorithm: 'a', team: ['wu', 'zhou'] }));
    await city.act('report-nj.rd.xuanwu.2024', report('xuanwu'));
    await city.act('report-nj.rd.xuanwu.2023', report('xuanwu', '2023'));
    await city.act('result-r-1.xuanwu', calculated('xuanwu'));
    await city.act('result-r-1.gulou', calculated('gulou'));
    const scope = { kind: 'result', round: 'r-1', unit: 'xuanwu' } as const;
    const { types, streams } = await received(people.bureau, scope);
    expect(types).toEqual(['scheme-s SchemePublished', 'plan-nj TargetSet', 'plan-nj TargetSet', 'round-r-1 RoundOpened', 'round-r-1 SampleSealed', 'report-nj.rd.xuanwu.2024 IndicatorReported', 'result-r-1.xuanwu ResultCalculated']);
    expect(streams).toEqual(['report-nj.rd.xuanwu.2024', 'result-r-1.xuanwu', 'round-r-1', 'scheme-s']);
    const own = await received(people.xuanwu, scope);
    expect([own.types.includes('round-r-1 SampleSealed'), own.types.includes('round-r-1 RoundOpened'), own.streams.includes('round-r-1')]).toEqual([false, true, false]);
    expect(await contents.select({ kind: 'result', round: 'r-2', unit: 'xuanwu' })).toBeUndefined();
  });
});

describe('what belongs to a period and to everything', () => {
  test('a period has its own stream and every fact that is about it', async () => {
    await city.act('period-nj.2024', fact('reporting.PeriodOpened', { plan: 'nj', period: '2024', dueAt: deadline.dueAt }));
    await city.act('report-a', report('xuanwu'));
    await city.act('report-a', report('xuanwu', '2023'));
    expect((await received(people.auditor, { kind: 'period', plan: 'nj', period: '2024' })).types).toEqual(['period-nj.2024 PeriodOpened', 'report-a IndicatorReported']);
    expect((await received(people.auditor, { kind: 'everything' })).types.length).toBe(3);
    expect((await received(people.xuanwu, { kind: 'everything' })).types).toEqual([]);
  });
});

describe('what is said of a fact', () => {
  test('is a sentence in both languages for every type, without who did it; and its schema', async () => {
    for (const [type, { data, version }] of Object.entries(catalogue)) {
      const [sample] = fc.sample(factsOf(data), { numRuns: 1, seed: 7 });
      const event = { id: 'i', stream: 's', revision: 0, position: 1, type, schema: version, data: sample!, meta: { actor: 'user-42', correlation: 'c', causation: 'c' }, recordedAt: '2025-03-03T01:00:00.000Z' } as RecordedEvent;
      const told = await contents.tell(event);
      expect([type, /\{\w+\}/.test(told.zh + told.en), told.zh.length > 2, told.en.length > 4, (told.zh + told.en).includes('user-42')]).toEqual([type, false, true, true, false]);
      expect(contents.schemaOf(type, version)).toMatchObject({ $schema: expect.any(String) });
    }
    expect(contents.schemaOf('plan.PlanAdopted', 99)).toBeUndefined();
  });
});
