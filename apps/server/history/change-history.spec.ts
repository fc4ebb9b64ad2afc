import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Bilingual, DomainEvent } from '#engine/kernel';
import { HistoryCity, people } from './history-city-examples.js';

type Fact = DomainEvent<string, any>;
let city: HistoryCity;
beforeEach(async () => {
  city = await HistoryCity.open();
});
afterEach(() => city.close());

const named = (zh: string, en: string): Bilingual => ({ zh, en });
const registered = (code: string, name: Bilingual): Fact => ({ type: 'units.UnitRegistered', data: { code, name, kind: 'district', aliases: [], order: 1, from: '2020-01-01' } });
const about = { plan: 'nj', indicator: 'rd', unit: 'xuanwu', period: '2024' };
const reported = (value: string, more: object = {}): Fact => ({ type: 'reporting.IndicatorReported', data: { ...about, value, evidence: [], warnings: [], source: 'form', ...more } });
const card = (more: object = {}) => ({
  code: 'rd', name: named('研发投入强度', 'R&D intensity'), measure: 1, kind: 'quantitative', measurementUnit: '%', decimals: 2, direction: 'higher-better', frequency: 'year', accumulation: 'latest', releaseLagDays: 0,
  reportedBy: ['xuanwu'], verifier: 'statistics', evidenceRequired: false, range: {}, sourceQuote: '…', needsThreshold: false, ...more,
});
const target = (value: string) => ({ indicator: 'rd', unit: 'xuanwu', year: 2025, comparator: '>=', value, profile: 'linear' });
const deadline = (dueAt: string) => ({ dueAt, kind: 'working', policy: { code: 'city', version: 1 }, steps: [] });
const content = (more: object = {}) => ({
  title: '检测能力不足', problem: 'p', severity: 'serious', urgency: 'ordinary', source: { kind: 'site-check' }, basis: 'b', requirement: 'r', unit: 'xuanwu', supporting: ['gulou'], due: { on: '2025-06-30' }, ...more,
});
const issued = (): Fact => ({ type: 'supervision.FindingIssued', data: { finding: 'f-1', number: '〔2025〕督字第1号', content: content(), deadline: deadline('2025-06-30T15:59:59.999Z'), acknowledgeBy: '2025-06-03T15:59:59.999Z' } });

const person = { actor: 'zheng', unit: 'xuanwu', role: 'reporter' } as const;
const names = async (): Promise<void> => {
  await city.act('unit-xuanwu', registered('xuanwu', named('玄武区', 'Xuanwu')));
  await city.act('unit-gulou', registered('gulou', named('鼓楼区', 'Gulou')));
  await city.act('user-zheng', { type: 'identity.UserRegistered', data: { user: 'zheng', loginName: 'zhengli', unit: 'xuanwu', demonstration: false } }, { actor: 'feng', role: 'system-admin' });
  await city.act('plan-nj', { type: 'plan.IndicatorDefined', data: { plan: 'nj', card: card() } });
};
const fieldOf = async (actor: (typeof people)[keyof typeof people], query: object, name: string) => {
  const { items } = await city.list(actor, query);
  const found = items[0]!.fields.find((field) => field.name === name);
  return found && [found.before?.zh ?? null, found.after?.zh ?? null];
};

describe('what was before and after', () => {
  test('a value: reported, reported anew, verified, corrected under an authority', async () => {
    await names();
    await city.act('report-1', reported('3.38'), person);
    await city.act('report-1', reported('3.40', { replaces: '3.38' }), person);
    expect(await fieldOf(people.xuanwu, { kind: 'report' }, 'value')).toEqual(['3.38', '3.40']);
    await city.act('report-1', { type: 'reporting.ReportVerified', data: { ...about, value: '3.40' } }, { actor: 'wu', role: 'verifier', unit: 'statistics' });
    expect([await fieldOf(people.xuanwu, { kind: 'report' }, 'value'), await fieldOf(people.xuanwu, { kind: 'report' }, 'state')]).toEqual([undefined, ['待核定', '已核定']]);
    await city.act('report-1', { type: 'reporting.ReportCorrected', data: { ...about, from: '3.40', to: '3.48', reasonCode: 'statistical-revision', reason: '统计修订', authority: '宁统〔2025〕1号', evidence: [] } });
    const { items: [corrected], total } = await city.list(people.auditor, { kind: 'report', key: 'nj.rd.xuanwu.2024' });
    expect(total).toBe(4);
    expect(corrected).toMatchObject({
      type: 'reporting.ReportCorrected', reason: '统计修订', authority: '宁统〔2025〕1号', unit: { code: 'xuanwu', name: named('玄武区', 'Xuanwu') }, period: '2024', role: { code: 'bureau' },
      sentence: {
        zh: 'zhao（market-regulation · 市场监管局（秘书处））将玄武区2024年“研发投入强度”的数值由 3.40 更正为 3.48（统计修订），理由：统计修订，依据：宁统〔2025〕1号。',
        en: 'zhao (market-regulation, Bureau (secretariat)) corrected “R&D intensity” of Xuanwu in 2024 from 3.40 to 3.48 (statistical revision), because: 统计修订, under 宁统〔2025〕1号.',
      },
    });
    expect(corrected!.fields.find(({ name }) => name === 'value')).toMatchObject({ label: { zh: '数值' }, before: { zh: '3.40' }, after: { zh: '3.48' } });
    expect((await city.told(people.xuanwu, { kind: 'report', order: 'oldest' }))[0]).toBe('zhengli（玄武区 · 填报员）填报玄武区2024年“研发投入强度”的数值为 3.38。');
  });

  test('a target and a definition, field by field', async () => {
    await names();
    await city.act('plan-nj', { type: 'plan.TargetSet', data: { plan: 'nj', target: target('3.4') } });
    await city.act('plan-nj', { type: 'plan.TargetRevised', data: { plan: 'nj', target: target('3.6'), from: target('3.4'), document: '宁政〔2025〕2号' } });
    expect([await fieldOf(people.leader, { kind: 'target' }, 'aim'), await fieldOf(people.leader, { kind: 'target' }, 'profile')]).toEqual([['不低于 3.4', '不低于 3.6'], undefined]);
    await city.act('plan-nj', { type: 'plan.IndicatorRevised', data: { plan: 'nj', card: card({ decimals: 3, notes: 'n' }), changed: ['decimals', 'notes'], document: 'd' } });
    await city.act('plan-nj', { type: 'plan.IndicatorRevised', data: { plan: 'nj', card: card({ decimals: 3 }), changed: ['notes'], document: 'd' } });
    const { items } = await city.list(people.xuanwu, { kind: 'indicator', order: 'oldest' });
    expect(items.slice(1).map(({ fields }) => fields.map(({ name, before, after }) => [name, before?.zh ?? null, after?.zh]))).toEqual([[['decimals', '2', '3'], ['notes', null, 'n']], [['notes', 'n', '无']]]);
  });

  test('a finding: units and due times through reassignment and extension', async () => {
    await names();
    await city.act('finding-f-1', issued());
    await city.act('finding-f-1', { type: 'supervision.ExtensionGranted', data: { finding: 'f-1', unit: 'xuanwu', count: 1, from: '2025-06-30T15:59:59.999Z', deadline: deadline('2025-07-15T15:59:59.999Z') } });
    expect(await fieldOf(people.xuanwu, { kind: 'finding' }, 'due')).toEqual(['2025年6月30日 23:59', '2025年7月15日 23:59']);
    await city.act('finding-f-1', { type: 'supervision.RectificationReturned', data: { finding: 'f-1', unit: 'xuanwu', verdict: 'not-done', reason: 'x', count: 1, deadline: deadline('2025-08-01T15:59:59.999Z') } });
    expect([await fieldOf(people.xuanwu, { kind: 'finding' }, 'due'), await fieldOf(people.xuanwu, { kind: 'finding' }, 'state')]).toEqual([['2025年7月15日 23:59', '2025年8月1日 23:59'], ['待签收', '退回重改']]);
    await city.act('finding-f-1', { type: 'supervision.FindingReassigned', data: { finding: 'f-1', from: { unit: 'xuanwu', supporting: ['gulou'], dueAt: '2025-08-01T15:59:59.999Z' }, unit: 'gulou', supporting: [], reason: 'r', deadline: deadline('2025-08-20T15:59:59.999Z'), acknowledgeBy: '2025-08-03T15:59:59.999Z' } });
    expect([await fieldOf(people.gulou, { kind: 'finding' }, 'unit'), await fieldOf(people.gulou, { kind: 'finding' }, 'supporting')]).toEqual([['玄武区', '鼓楼区'], ['鼓楼区', '无']]);
  });

  test('an appointment and a permission', async () => {
    await names();
    await city.act('unit-xuanwu', { type: 'units.LeaderAppointed', data: { unit: 'xuanwu', appointment: 'a-1', person: 'p-7', post: named('区长', 'Mayor'), rank: 'main', line: 'administrative', portfolio: { measures: [], units: [] }, from: '2025-01-01' } });
    await city.act('unit-xuanwu', { type: 'units.LeaderLeft', data: { unit: 'xuanwu', appointment: 'a-1', person: 'p-7', until: '2025-09-30' }, validAt: '2025-09-30' });
    const { items: [left] } = await city.list(people.organisation, { kind: 'appointment' });
    expect(left).toMatchObject({ validAt: '2025-09-30', fields: [{ name: 'until', before: null, after: { zh: '2025年9月30日' } }] });
    await city.act('user-zheng', { type: 'identity.RoleGranted', data: { user: 'zheng', role: 'reporter', units: ['xuanwu'] } }, { actor: 'chen', role: 'security-admin' });
    await city.act('user-zheng', { type: 'identity.RoleGranted', data: { user: 'zheng', role: 'reporter', units: ['xuanwu', 'gulou'], until: '2025-12-31' } }, { actor: 'chen', role: 'security-admin' });
    expect([await fieldOf(people.securityAdmin, { kind: 'permission' }, 'units'), await fieldOf(people.securityAdmin, { kind: 'permission' }, 'until')]).toEqual([['玄武区', '玄武区、鼓楼区'], ['长期', '2025年12月31日']]);
    await city.act('user-zheng', { type: 'identity.RoleRevoked', data: { user: 'zheng', role: 'reporter', reason: '调离' } }, { actor: 'chen', role: 'security-admin' });
    expect([await fieldOf(people.auditor, { kind: 'permission' }, 'units'), await fieldOf(people.auditor, { kind: 'permission' }, 'state')]).toEqual([['玄武区、鼓楼区', '无'], ['已授予', '已撤销']]);
    expect((await city.told(people.auditAdmin, { kind: 'permission' }))[0]).toBe('chen（market-regulation · 安全管理员）撤销zhengli的“填报员”角色，理由：调离。');
  });
});

describe('names', () => {
  test('are those that things had when the fact was recorded, whatever they are called today', async () => {
    await names();
    await city.act('report-1', reported('1'), person);
    const renamed = { type: 'units.UnitRenamed', data: { code: 'xuanwu', name: named('新玄武区', 'New Xuanwu'), from: '2025-03-04', document: 'd' } };
    await city.act('unit-xuanwu', renamed);
    await city.act('report-1', reported('2', { replaces: '1' }), person);
    city.clock.advance({ days: 1 });
    await city.act('report-1', reported('3', { replaces: '2' }), person);
    expect((await city.told(people.auditor, { kind: 'report', order: 'oldest' })).map((sentence) => sentence.split('的数值')[0])).toEqual([
      'zhengli（玄武区 · 填报员）填报玄武区2024年“研发投入强度”', 'zhengli（玄武区 · 填报员）填报玄武区2024年“研发投入强度”', 'zhengli（新玄武区 · 填报员）填报新玄武区2024年“研发投入强度”',
    ]);
  });
});

describe('asking', () => {
  test('by person, unit, role, type, period, time, reason and authority', async () => {
    await names();
    const before = city.clock.now();
    await city.act('report-1', reported('1'), person);
    await city.act('period-nj.2024', { type: 'reporting.PeriodExtended', data: { plan: 'nj', period: '2024-Q4', dueAt: '2025-03-31T15:59:59.999Z', reason: '系统维护' } }, { authority: '宁质委〔2025〕3号' });
    const asked = (query: object) => city.types(people.auditor, query);
    expect(await asked({ person: 'zheng' })).toEqual(['reporting.IndicatorReported']);
    expect(await asked({ unit: 'xuanwu', kind: 'report' })).toEqual(['reporting.IndicatorReported']);
    expect(await asked({ role: 'reporter' })).toEqual(['reporting.IndicatorReported']);
    expect(await asked({ type: 'reporting.Period' })).toEqual(['reporting.PeriodExtended']);
    expect(await asked({ period: '2024' })).toEqual(['reporting.IndicatorReported', 'reporting.PeriodExtended']);
    expect(await asked({ period: '2024-Q4' })).toEqual(['reporting.PeriodExtended']);
    expect(await asked({ reason: '维护' })).toEqual(['reporting.PeriodExtended']);
    expect(await asked({ authority: '3号' })).toEqual(['reporting.PeriodExtended']);
    expect(await asked({ from: new Date(Date.parse(before) + 1_500).toISOString() })).toEqual(['reporting.PeriodExtended']);
    expect((await asked({ to: '2025-03-02' })).length + (await asked({ from: '2025-03-04' })).length).toBe(0);
    expect(await asked({ from: '2025-03-03', to: '2025-03-03' })).toHaveLength(6);
    await expect(asked({ key: 'x' })).rejects.toMatchObject({ status: 400 });
    await expect(asked({ cursor: 'n7' })).rejects.toMatchObject({ status: 400 });
  });

  test('page by page gives each change once, with exact totals, in either order', async () => {
    await names();
    for (let i = 1; i <= 9; i += 1) await city.act('report-1', reported(String(i)), person);
    for (const order of ['newest', 'oldest'] as const) {
      const seen: number[] = [];
      let cursor: string | undefined;
      do {
        const page = await city.list(people.auditor, { limit: 4, order, ...(cursor === undefined ? {} : { cursor }) });
        seen.push(...page.items.map(({ position }) => position));
        expect(page.total).toBe(13);
        cursor = page.next;
      } while (cursor !== undefined);
      const all = Array.from({ length: 13 }, (_, i) => i + 1);
      expect(seen).toEqual(order === 'oldest' ? all : all.reverse());
    }
  });

  test('as known at a position tells what was told then', async () => {
    await names();
    const { position } = await city.act('report-1', reported('1'), person);
    const then = await city.list(people.auditor, { asKnownAt: String(position) });
    await city.act('report-1', reported('2', { replaces: '1' }), person);
    await city.act('unit-xuanwu', { type: 'units.UnitRenamed', data: { code: 'xuanwu', name: named('新玄武区', 'New Xuanwu'), from: '2024-01-01', document: 'd' } });
    await city.list(people.auditor);
    expect(await city.list(people.auditor, { asKnownAt: String(position) })).toEqual(then);
    expect(then).toMatchObject({ position, total: 5 });
  });

  test('as a file has a line for each change, and no cell is a formula', async () => {
    await names();
    await city.act('report-1', reported('-1', { note: '=HYPERLINK("http://x")' }), { ...person, reason: '=cmd()' });
    const text = await city.csv(people.xuanwu, { kind: 'report' });
    const [head, line] = [text.split('\r\n')[0]!, text.slice(text.indexOf('\r\n') + 2)];
    expect(head.startsWith('\ufeff日志位置,记录时间（北京时间）,')).toBe(true);
    expect(line).toContain("'=cmd()");
    expect(line).toContain('情况说明：（空） → =HYPERLINK');
    expect(line).toContain('2025-03-03 09:00:05');
    expect((await city.csv(people.gulou, { kind: 'report', language: 'en' })).trim().split('\r\n')).toHaveLength(1);
  });
});

describe('the views of the change history', () => {
  test('are the same live and built anew', async () => {
    await names();
    await city.act('finding-f-1', issued());
    for (let i = 1; i <= 5; i += 1) await city.act('report-1', reported(String(i)), person);
    await city.list(people.auditor);
    const again = await HistoryCity.open();
    try {
      const { events } = await city.stored.readAll({ after: 0, limit: 1_000 });
      for (const { stream, id, type, schema, data, meta, recordedAt } of events) {
        again.clock.set(recordedAt);
        await again.stored.append([{ stream, expected: 'any', events: [{ id, type, schema, data, meta }] }]);
      }
      expect(await again.runner.whenProcessed(['history.changes', 'history.reach', 'history.names'], events.length, 5_000)).toBe(true);
      const digests = (of: HistoryCity) => Promise.all(['history.changes', 'history.reach', 'history.names'].map((name) => of.rows.digest(Object.values(of.runner.tables(name))[0]!)));
      expect(await digests(again)).toEqual(await digests(city));
    } finally {
      await again.close();
    }
  });
});
