import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { project, recorded } from '#engine/testing';
import type { RecordedEvent } from '#engine/kernel';
import { resultStream, roundStream } from '#domain/assessment';
import { periodStream, reportStream } from '#domain/reporting';
import { unitStream } from '#domain/units';
import { userStream } from '#domain/identity';
import { calendar, groups, roundScheme } from '../../../libs/domain/assessment/assessment-examples.js';
import { delegated } from '../../../libs/domain/identity/identity-examples.js';
import { card, corrected, plan, registeredUnit, reported, targetOf, verified } from '../../../libs/domain/reporting/reporting-examples.js';
import { appointed, left } from '../../../libs/domain/units/units-examples.js';
import { saidWith } from '../../../libs/domain/history/change-history/said.js';
import { lockedChangesProjection, lockedChangesTable, type LockedChangeRow } from '../../../libs/domain/history/locked-changes/locked-changes.projection.js';
import { catalogue } from '../contexts.js';
import { changePlaces } from './change-places.js';
import { ComparedCity } from './compared-city-examples.js';
import type { Fact } from './facts.js';
import { lockKeepers } from './lock-keepers.js';
import { lockedRules } from './locked-rules.js';

const round = 'quality-2025';
const opened = {
  type: 'assessment.RoundOpened',
  data: { round, title: { zh: '考核', en: 'Round' }, plan, year: 2025, assessmentYear: 'calendar-year', from: '2025-01-01', to: '2025-12-31', planItem: '1', scheme: { ...roundScheme, id: 'districts' }, groups, calendar },
} as Fact;
const frozen: Fact = { type: 'assessment.DataFrozen', data: { round, position: 1 } };
const notified: Fact = { type: 'assessment.ResultsNotified', data: { round, run: 1, requestsBy: '2025-06-30T15:59:59.999Z' } };
const published: Fact = { type: 'assessment.ResultsPublished', data: { round, run: 1, document: '宁质〔2026〕1号', publishedOn: '2026-03-01' } };
const resultCorrected: Fact = { type: 'assessment.ResultsCorrected', data: { round, run: 2, replaces: 1, document: '宁质〔2026〕2号', reason: '笔误', changed: [] } };
const closed: Fact = { type: 'reporting.PeriodClosed', data: { plan, period: '2025-Q1', how: 'deadline' } };
const reopened: Fact = { type: 'reporting.PeriodReopened', data: { plan, period: '2025-Q1', dueAt: '2025-06-01T00:00:00.000Z', reason: '区划调整' } };
const target = { indicator: 'tech-incubators', unit: 'xuanwu', year: 2025, comparator: '>=' as const, value: '20', profile: 'linear' as const };
const targetRevised = (year = 2025): Fact => ({ type: 'plan.TargetRevised', data: { plan, target: { ...target, year }, from: { ...target, year, value: '16' }, document: '宁质办〔2025〕9号' } });
const revisedCard: Fact = { type: 'plan.IndicatorRevised', data: { plan, card: card(), changed: ['formula'], document: '宁质办〔2025〕8号' } };
const scheme = (version: number, year = 2025): Fact => ({ type: 'scoring.SchemePublished', data: { scheme: 'districts', plan, year, version, content: {}, hash: 'h', document: '宁质办〔2025〕7号' } });
const adjusted: Fact = { type: 'assessment.ScoreAdjusted', data: { round, unit: 'xuanwu', adjustment: 'a-1', node: 'patents', delta: '1', reason: '漏计', evidence: [] } };

const changes = (...events: readonly (Fact | RecordedEvent<any>)[]) =>
  Object.values(project(lockedChangesProjection({ keepers: lockKeepers, rules: lockedRules, places: changePlaces })).given(...(events as Fact[])).thenSameAfterAnyRestart().rows(lockedChangesTable.name)) as unknown as LockedChangeRow[];
const rulesOf = (...events: readonly (Fact | RecordedEvent<any>)[]) => changes(...events).map(({ rules }) => rules.slice(1, -1));
const at = (recordedAt: string, { type, data }: { readonly type: string; readonly data: object }, position = 1) => recorded(type, data as never, { recordedAt, position });

describe('a change of what is fixed', () => {
  test.each<[string, readonly (Fact | RecordedEvent<any>)[], readonly string[]]>([
    ['a correction after verification', [reported(), verified(), corrected()], ['verified-report-corrected']],
    ['a report before its period is closed', [reported()], []],
    ['a report after its period was closed, reopened or not', [closed, reported(), reopened, reported()], ['report-after-close', 'period-reopened', 'report-after-close']],
    ['a report of another period', [closed, reported({ period: '2025-Q2' })], []],
    ['verification after the close, as it has to be', [reported(), closed, verified()], []],
    ['a target revised within its year', [targetRevised()], ['target-changed-in-year']],
    ['a target revised before its year', [targetRevised(2026)], []],
    ['a target revised before its year began but under a round', [{ ...opened, data: { ...opened.data, year: 2026, from: '2026-01-01', to: '2026-12-31' } } as Fact, targetRevised(2026)], ['target-changed-in-year']],
    ['a target set for the first time', [targetOf('16')], []],
    ['a target set under a round', [opened, targetOf('16')], ['target-set-under-round']],
    ['a definition revised', [revisedCard], ['definition-changed-in-year']],
    ['a first scheme', [scheme(1)], []],
    ['a second version', [scheme(1), scheme(2)], ['scheme-changed']],
    ['a first version under a round of the same year', [opened, scheme(1), scheme(1, 2026)], ['scheme-changed']],
    ['a scheme withdrawn', [scheme(1), { type: 'scoring.SchemeWithdrawn', data: { scheme: 'districts', plan, year: 2025, version: 1, reason: '停用', document: '文号' } }], ['scheme-withdrawn']],
    ['reports between freeze and publication', [opened, reported(), frozen, reported(), verified(), published, reported()], ['report-after-freeze', 'report-after-freeze']],
    ['a report of another year than the frozen one', [opened, frozen, reported({ period: '2024-Q4' })], []],
    ['targets and definitions between freeze and publication', [opened, frozen, targetRevised(), targetOf('1'), revisedCard], ['target-changed-in-year|plan-after-freeze', 'target-set-under-round|plan-after-freeze', 'definition-changed-in-year|definition-after-freeze']],
    ['a round that was called off', [opened, frozen, { type: 'assessment.RoundCancelled', data: { round, reason: '调整', authority: '文号' } }, reported()], []],
    ['published results corrected', [opened, resultCorrected, published, resultCorrected], ['published-result-corrected']],
    ['a score adjusted', [opened, adjusted], ['score-adjusted']],
    ['an entry revoked', [{ type: 'assessment.EntryRevoked', data: { round, unit: 'xuanwu', entry: 'd-1', reason: '申诉成立', authority: '文号' } }], ['entry-revoked']],
    ['a closed finding reopened', [{ type: 'supervision.FindingReopened', data: { finding: 'f-1', unit: 'xuanwu', reason: '反弹', count: 1, deadline: {} } } as never], ['finding-reopened']],
    ['an appointment recorded on its day', [at('2025-04-10T02:00:00.000Z', appointed({ from: '2025-04-10' }))], []],
    ['an appointment recorded after its day', [at('2025-04-10T16:00:00.000Z', appointed({ from: '2025-04-10' }))], ['appointment-recorded-late']],
    ['an end recorded on its day', [at('2025-04-10T02:00:00.000Z', left('2025-04-10'))], []],
    ['an end recorded after its day', [at('2025-04-10T16:00:00.000Z', left('2025-04-10'))], ['departure-recorded-late']],
    ['a calendar revised in its year', [{ type: 'calendar.YearRevised', data: { calendar: 'national', year: 2025 } } as never], ['calendar-revised-in-year']],
    ['a calendar revised ahead', [{ type: 'calendar.YearRevised', data: { calendar: 'national', year: 2026 } } as never], []],
    ['a permission delegated', [delegated() as Fact], ['permission-delegated']],
  ])('%s', (_, events, rules) => {
    expect(rulesOf(...events)).toEqual(rules);
  });

  test('says what was fixed since when, by what authority it was changed, and whose it is', () => {
    const [row] = changes(opened, frozen, { ...recorded('reporting.ReportCorrected', corrected().data as never, { position: 3, stream: 'r', meta: { actor: 'bureau-zhao', unit: 'market-regulation', role: 'bureau', reason: '以公报为准' } }) });
    expect(row).toMatchObject({
      position: 3, rules: '|verified-report-corrected|report-after-freeze|', audience: 'reports:xuanwu', unit: 'xuanwu', plan, year: 2025, thing: { kind: 'report', key: `${plan}/tech-incubators/xuanwu/2025-Q1` },
      actor: 'bureau-zhao', actorUnit: 'market-regulation', role: 'bureau', reason: '以公报为准', authority: '宁统〔2025〕18号', held: null,
    });
    expect(row!.locks.map(({ what, since }) => [saidWith(what, () => undefined).zh, since])).toEqual([
      ['xuanwu2025年第一季度“tech-incubators”的核定值', { lastOf: [{ type: 'reporting.ReportVerified', where: { period: '2025-Q1' } }] }],
      [`${round}已冻结、尚未通报的数据`, { position: 2, at: '2025-01-01T00:00:02.000Z' }],
    ]);
  });

  test('a period closed again keeps the day it was first closed; a correction changes what was published last', () => {
    const [, , again] = changes(closed, reopened, reported(), closed, reported());
    expect(again!.locks[0]!.since).toMatchObject({ position: 1 });
    expect(changes(opened, published, resultCorrected, resultCorrected).map(({ locks }) => (locks[0]!.since as { position: number }).position)).toEqual([2, 3]);
  });

  test('what a unit has of a round is held back until it is notified', () => {
    expect(changes(opened, adjusted, notified, adjusted).map(({ held, audience }) => [held, audience])).toEqual([[round, 'scores:xuanwu'], [null, 'scores:xuanwu']]);
    expect(changes(adjusted)[0]).toMatchObject({ held: round, plan: null });
  });

  test('every rule has words in both languages, facts that exist, and each of these a place', () => {
    expect(new Set(lockedRules.map(({ code }) => code)).size).toBe(lockedRules.length);
    for (const { title, types } of lockedRules) {
      expect([title.zh.length > 1, title.en.length > 1]).toEqual([true, true]);
      for (const type of types) expect([type in catalogue, type in changePlaces]).toEqual([true, true]);
    }
  });
});

describe('changes of locked or published data', () => {
  let city: ComparedCity;
  const report = reportStream(plan, 'tech-incubators', 'xuanwu', 2025);
  const where: Record<string, number> = {};

  beforeAll(async () => {
    city = await ComparedCity.open();
    for (const unit of ['xuanwu', 'qinhuai', 'market-regulation']) await city.record(unitStream(unit), registeredUnit(unit));
    await city.record(report, reported());
    where['verified'] = await city.record(report, verified());
    where['closed'] = await city.record(periodStream(plan, '2025-Q1'), closed);
    city.clock.advance({ days: 1 });
    where['corrected'] = await city.record(report, corrected(), { actor: 'bureau-zhao', reason: '=以公报为准', role: 'bureau' });
    await city.record(reportStream(plan, 'tech-incubators', 'qinhuai', 2025), reported({ unit: 'qinhuai' }));
    await city.record(roundStream(round), opened);
    where['adjusted'] = await city.record(resultStream(round, 'xuanwu'), adjusted);
    await city.record(userStream('wang'), delegated() as Fact);
    await city.record(unitStream('xuanwu'), appointed({ unit: 'xuanwu', from: '2025-01-10' }));
  }, 30_000);
  afterAll(() => city.close());

  const list = async (as: Parameters<ComparedCity['get']>[0], query = '') => (await city.get(as, `/history/locked-changes?${query}`)).json;
  const rules = async (as: Parameters<ComparedCity['get']>[0], query = 'order=oldest') => (await list(as, query)).items.map(({ locks, unit }: any) => [unit, ...locks.map(({ rule }: any) => rule)].join(' '));
  const all = ['xuanwu verified-report-corrected', 'qinhuai report-after-close', 'xuanwu score-adjusted', 'xuanwu permission-delegated', 'xuanwu appointment-recorded-late'];

  test('are listed with what was locked, since when, and by what authority', async () => {
    expect(await rules('auditor')).toEqual(all);
    const [change] = (await list('auditor', 'rule=verified-report-corrected')).items;
    expect(change).toMatchObject({
      position: where['corrected'], type: 'reporting.ReportCorrected', actor: 'bureau-zhao', role: 'bureau', reason: '=以公报为准', authority: '宁统〔2025〕18号',
      locks: [{ rule: 'verified-report-corrected', title: { zh: '核定后更正' }, since: { position: where['verified'], at: '2025-04-10T02:00:00.000Z' } }],
    });
    expect(change.locks[0].what).toEqual({ zh: `玄武区2025年第一季度“tech-incubators”的核定值`, en: `The verified value of “tech-incubators” of Xuanwu District in Q1 2025` });
    expect((await list('auditor', 'rule=score-adjusted')).items[0].locks[0].what.zh).toBe(`玄武区在考核中“patents”的得分`);
    expect((await list('auditor', 'rule=report-after-close')).items[0].locks[0].since).toEqual({ position: where['closed'], at: '2025-04-10T02:00:00.000Z' });
    expect((await list('auditor', 'rule=appointment-recorded-late')).items[0].locks[0].since).toEqual({ position: null, at: '2025-01-10' });
    expect((await list('auditor', 'rule=score-adjusted')).items[0].locks[0].since).toEqual({ position: null, at: null });
  });

  test('are filtered, paged with exact totals, and known as at a moment', async () => {
    expect(await rules('auditor', 'unit=qinhuai')).toEqual([all[1]]);
    expect(await rules('auditor', 'reason=公报')).toEqual([all[0]]);
    expect(await rules('auditor', 'authority=18号&actor=bureau-zhao')).toEqual([all[0]]);
    expect(await rules('auditor', `round=${round}`)).toEqual([all[2]]);
    expect(await rules('auditor', 'from=2025-04-11&to=2025-04-11&order=oldest')).toEqual(all);
    expect(await rules('auditor', 'to=2025-04-10')).toEqual([]);
    expect(await rules('auditor', 'from=2025-04-11T02:00:00Z&to=2025-04-11T02:00:00Z')).toHaveLength(5);
    expect(await rules('auditor', `asKnownAt=${where['corrected']}`)).toEqual([all[0]]);
    const first = await list('auditor', 'limit=2');
    expect([first.total, first.items.length, (await list('auditor', `limit=2&cursor=${first.next}`)).items.length]).toEqual([5, 2, 2]);
    expect(await city.get('auditor', '/history/locked-changes?rule=none')).toMatchObject({ status: 400, json: { errors: [{ field: 'query.rule' }] } });
  });

  test('are seen by whoever sees the thing that was changed', async () => {
    expect(await rules('xuanwu')).toEqual([all[0], all[3], all[4]]);
    expect(await rules('qinhuai')).toEqual([all[1]]);
    expect(await rules('security')).toEqual([all[3]]);
    expect(await rules('bureau')).toEqual([all[0], all[1], all[2], all[4]]);
    expect((await city.get('nobody', '/history/locked-changes')).status).toBe(403);
  });

  test('of a score are told to the unit once it was notified, and not as known before', async () => {
    const at = await city.record(roundStream(round), notified);
    expect(await rules('xuanwu')).toContain(all[2]);
    expect(await rules('xuanwu', `asKnownAt=${at - 1}`)).not.toContain(all[2]);
  });

  test('go into a table in which no cell is a formula', async () => {
    const lines = parse((await city.get('auditor', '/history/locked-changes.csv?language=en&order=oldest')).text, { bom: true }) as string[][];
    expect(lines).toHaveLength(6);
    expect([lines[0]![0], lines[1]![2], lines[1]![13]]).toEqual(['log position', 'Correction of a verified report', "'=以公报为准"]);
    expect((parse((await city.get('qinhuai', '/history/locked-changes.csv')).text, { bom: true }) as string[][]).length).toBe(2);
  });

  test('follow rules that anybody may read', async () => {
    expect((await city.get('xuanwu', '/history/locked-rules')).json.rules).toHaveLength(lockedRules.length);
  });
});
