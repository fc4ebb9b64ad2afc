import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { findingStream } from '#domain/supervision';
import { periodStream, reportStream } from '#domain/reporting';
import { planStream } from '#domain/plan';
import { unitStream } from '#domain/units';
import { userStream } from '#domain/identity';
import { granted, registered as registeredUser, revoked } from '../../../libs/domain/identity/identity-examples.js';
import { corrected, openedPeriod, plan, registeredUnit, reported, targetOf, verified } from '../../../libs/domain/reporting/reporting-examples.js';
import { content } from '../../../libs/domain/supervision/finding-examples.js';
import { appointed } from '../../../libs/domain/units/units-examples.js';
import { ComparedCity } from './compared-city-examples.js';

const report = (unit: string) => reportStream(plan, 'tech-incubators', unit, 2025);
const deadline = { dueAt: '2025-04-30T15:59:59.999Z', kind: 'calendar', policy: null, steps: [] };
const compared = (json: any) => json.items.map((item: any) => [item.key, item.change, ...item.fields.map(({ field, before, after }: any) => `${field} ${before?.value ?? '-'} > ${after?.value ?? '-'}`)]);

describe('comparing two moments', () => {
  let city: ComparedCity;
  const at: Record<string, number> = {};

  beforeAll(async () => {
    city = await ComparedCity.open();
    for (const unit of ['xuanwu', 'qinhuai', 'finance']) await city.record(unitStream(unit), registeredUnit(unit));
    await city.record(planStream(plan), targetOf('16'));
    await city.record(periodStream(plan, '2025-Q1'), openedPeriod());
    await city.record(report('xuanwu'), reported());
    at['reported'] = await city.record(report('qinhuai'), reported({ unit: 'qinhuai', value: '7', note: '=1+1' }));
    city.clock.advance({ days: 1 });
    await city.record(report('xuanwu'), verified());
    at['verified'] = await city.record(periodStream(plan, '2025-Q1'), { type: 'reporting.PeriodClosed', data: { plan, period: '2025-Q1', how: 'deadline' } });
    city.clock.advance({ days: 7 });
    await city.record(report('xuanwu'), corrected());
    await city.record(findingStream('f-1'), { type: 'supervision.FindingDrafted', data: { finding: 'f-1', content: content() } } as never);
    await city.record(findingStream('f-1'), { type: 'supervision.FindingIssued', data: { finding: 'f-1', number: '〔2025〕督字第1号', content: content(), deadline, acknowledgeBy: '2025-04-20T15:59:59.999Z' } } as never);
    at['issued'] = await city.log.head();
    await city.record(findingStream('f-1'), {
      type: 'supervision.FindingReassigned', data: { finding: 'f-1', from: { unit: 'xuanwu', supporting: ['finance'], dueAt: deadline.dueAt }, unit: 'qinhuai', supporting: [], reason: '职责调整', deadline, acknowledgeBy: '2025-04-22T15:59:59.999Z' },
    } as never);
    await city.record(unitStream('xuanwu'), appointed({ unit: 'xuanwu', from: '2025-01-10' }));
    await city.record(userStream('wang'), registeredUser());
    await city.record(userStream('wang'), granted('verifier', { units: ['gulou'] }));
    at['granted'] = await city.log.head();
    await city.record(userStream('wang'), revoked('verifier'));
    await city.settled();
  }, 30_000);
  afterAll(() => city.close());

  const comparing = async (as: Parameters<ComparedCity['get']>[0], query: string) => (await city.get(as, `/history/comparison?${query}`)).json;

  test('tells which rows were added and changed, field by field, with exact totals', async () => {
    const json = await comparing('bureau', `view=reports&from=${at['reported']}&to=now`);
    expect(json).toMatchObject({ view: 'reports', from: at['reported'], to: await city.log.head(), totals: { added: 0, removed: 0, changed: 1 }, total: 1 });
    const [line] = json.items;
    expect([line.unit, line.change, line.about.map(({ value }: any) => value.value)]).toEqual(['xuanwu', 'changed', [plan, 'tech-incubators', 'xuanwu', '2025-Q1']]);
    const fields = Object.fromEntries(line.fields.map((field: any) => [field.field, [field.before?.value ?? null, field.after?.value ?? null]]));
    expect(fields).toEqual({ status: ['reported', 'verified'], value: ['12', '13'], verifiedBy: [null, 'tester'], verifiedAt: [null, '2025-04-11T02:00:00.000Z'], corrections: ['0', '1'] });
    expect(line.fields[0]).toEqual({
      field: 'status', label: { zh: '状态', en: 'status' }, before: { value: 'reported', text: { zh: '待核定', en: 'reported' } }, after: { value: 'verified', text: { zh: '已核定', en: 'verified' } },
    });
    expect(line.changedAt).toBe(at['verified']! + 1);
    expect((await comparing('bureau', 'view=reports&from=0')).totals).toEqual({ added: 2, removed: 0, changed: 0 });
  });

  test('takes moments by name, by their distance from now, by date and by position', async () => {
    const named = await comparing('bureau', `view=reports&from=period-opened:${plan}:2025-Q1&to=period-closed:${plan}:2025-Q1`);
    expect([named.from, named.to, named.total]).toEqual([5, at['verified'], 2]);
    expect(await comparing('bureau', 'view=reports&from=-8d&to=-7d')).toMatchObject({ from: at['reported'], to: at['verified'] });
    expect(await comparing('bureau', 'view=reports&from=2025-04-10&to=2025-04-11')).toMatchObject({ from: at['reported'], to: at['verified'], total: 1 });
    expect(await comparing('bureau', 'view=reports&from=last-year')).toMatchObject({ from: 0 });
    expect(await comparing('bureau', `view=findings&from=0&to=issued:f-1`)).toMatchObject({ to: at['issued'], total: 1 });
  });

  test('shows a unit its own rows only, and by the view’s own policy', async () => {
    expect(compared(await comparing('qinhuai', 'view=reports&from=0')).map(([key]: [string]) => key)).toEqual([`${plan}/tech-incubators/qinhuai/2025-Q1`]);
    expect((await comparing('xuanwu', 'view=reports&from=0&unit=qinhuai')).total).toBe(0);
    expect((await comparing('verifier', 'view=reports&from=0')).total).toBe(2);
    expect((await comparing('xuanwu', 'view=targets&from=0')).total).toBe(1);
    expect((await comparing('xuanwu', 'view=appointments&from=0')).total).toBe(1);
    expect((await comparing('qinhuai', 'view=appointments&from=0')).total).toBe(0);
    expect(await city.get('xuanwu', '/history/comparison?view=permissions&from=0')).toMatchObject({ status: 403, json: { code: 'history.view-not-yours' } });
    expect(await city.get('security', '/history/comparison?view=reports&from=0')).toMatchObject({ status: 403 });
    expect((await city.get('nobody', '/history/comparison?view=reports&from=0')).status).toBe(403);
    expect((await city.get(undefined, '/history/comparison?view=reports&from=0')).status).toBe(401);
  });

  test('a finding that went to another unit was removed for the one and added for the other; neither sees the other side', async () => {
    const [from, query] = [at['issued'], 'view=findings'];
    const [was] = (await comparing('xuanwu', `${query}&from=${from}`)).items;
    expect([was.change, was.unit, was.fields.every(({ after }: any) => after === null)]).toEqual(['removed', 'xuanwu', true]);
    const [is] = (await comparing('qinhuai', `${query}&from=${from}`)).items;
    expect([is.change, is.unit, is.fields.every(({ before }: any) => before === null)]).toEqual(['added', 'qinhuai', true]);
    const [both] = (await comparing('bureau', `${query}&from=${from}`)).items;
    expect([both.change, both.fields.find(({ field }: any) => field === 'unit')]).toMatchObject(['changed', { before: { value: 'xuanwu' }, after: { value: 'qinhuai' } }]);
    expect((await city.get('xuanwu', '/history/comparison?view=findings&from=issued:f-1')).json).toMatchObject({ status: 400, errors: [{ field: 'query.from', code: 'unknown-moment' }] });
    expect((await city.get('qinhuai', '/history/comparison?view=findings&from=issued:f-1')).status).toBe(200);
  });

  test('permissions are compared role by role', async () => {
    expect(compared(await comparing('auditor', 'view=permissions&from=0'))).toEqual([['wang', 'added', 'loginName - > wang', 'unit - > xuanwu', 'locked - > false']]);
    expect(compared(await comparing('security', `view=permissions&from=${at['granted']}`))).toEqual([['wang', 'changed', 'role:verifier gulou > -']]);
  });

  test('pages go on where they ended, at the positions of the first, however the moments were said', async () => {
    const first = await comparing('bureau', 'view=reports&from=-30d&limit=1');
    expect([first.items.length, first.total]).toEqual([1, 2]);
    await city.record(unitStream('gulou'), registeredUnit('gulou'));
    const second = await comparing('bureau', `view=reports&from=-30d&limit=1&cursor=${first.next}`);
    expect([second.from, second.to, second.total, second.next]).toEqual([first.from, first.to, 2, undefined]);
    expect([...first.items, ...second.items].map(({ key }: any) => key).sort()).toEqual((await comparing('bureau', 'view=reports&from=0')).items.map(({ key }: any) => key));
    for (const cursor of ['x', first.next.slice(3), Buffer.from('["reports",0,99999,"",0,0,0]').toString('base64url')]) {
      expect(await city.get('bureau', `/history/comparison?view=reports&from=0&cursor=${cursor}`)).toMatchObject({ status: 400, json: { errors: [{ field: 'query.cursor' }] } });
    }
    expect((await city.get('bureau', `/history/comparison?view=targets&from=0&cursor=${first.next}`)).status).toBe(400);
  });

  test.each([
    ['view=none&from=0', 404, 'history.unknown-view'], ['view=reports&from=5&to=2', 422, 'history.moments-out-of-order'], ['view=reports&from=99999', 400, 'request.invalid'], ['view=reports&from=soon', 400, 'request.invalid'],
    ['view=reports&from=freeze:none', 400, 'request.invalid'], ['view=reports&from=0&user=wang', 400, 'request.invalid'], ['view=board&from=0', 400, 'request.invalid'], ['view=reports', 400, 'request.invalid'],
    ['view=reports&from=0&to=99999', 400, 'request.invalid'],
  ])('%s is answered with %i %s', async (query, status, code) => {
    expect(await city.get('bureau', `/history/comparison?${query}`)).toMatchObject({ status, json: { code } });
  });

  test('a name that is not known is said in both languages, with the field', async () => {
    const { json } = await city.get('bureau', '/reports?asKnownAt=freeze:quality-2099');
    expect(json.errors).toEqual([{ field: 'query.asKnownAt', code: 'unknown-moment', message: { zh: '没有名为 freeze:quality-2099 的时点；可用名称见 /api/history/moments。', en: expect.stringContaining('freeze:quality-2099') } }]);
  });

  test('goes into a table in which no cell is a formula, and into the access log', async () => {
    city.admitted.length = 0;
    const { text } = await city.get('bureau', '/history/comparison.csv?view=reports&from=0&language=zh');
    const lines = parse(text, { bom: true }) as string[][];
    expect(lines[0]).toEqual(['对象', '变化', '单位编码', '说明', '字段', '前', '后', '日志位置']);
    expect(lines.filter((line) => line[4] === '情况说明').map((line) => [line[1], line[2], line[5], line[6]])).toEqual([['新增', 'qinhuai', '', "'=1+1"]]);
    expect(city.admitted).toEqual([expect.objectContaining({ path: '/api/history/comparison.csv', sensitive: 'export' })]);
    expect((parse((await city.get('qinhuai', '/history/comparison.csv?view=reports&from=0&language=en')).text, { bom: true }) as string[][]).every((line) => line[2] === 'qinhuai' || line[2] === 'unit')).toBe(true);
    expect((await city.get('xuanwu', '/history/comparison.csv?view=permissions&from=0')).status).toBe(403);
    expect((parse((await city.get('bureau', `/history/comparison.csv?view=reports&from=${at['verified']}&to=${at['verified']}`)).text, { bom: true }) as string[][]).length).toBe(1);
  });

  test('every view takes relative and named moments', async () => {
    const values = async (moment: string) => (await city.get('bureau', `/reports?asKnownAt=${moment}`)).json.items.map(({ value, status }: any) => `${value} ${status}`);
    expect(await values('now')).toEqual(['7 reported', '13 verified']);
    expect(await values(`period-closed:${plan}:2025-Q1`)).toEqual(['7 reported', '12 verified']);
    expect(await values('-8d')).toEqual(['7 reported', '12 reported']);
    expect(await values('last-month')).toEqual([]);
    expect((await city.get('nobody', '/reports?asKnownAt=freeze:none')).status).toBe(403);
    expect((await city.get('bureau', `/reports/${plan}/tech-incubators/xuanwu/2025-Q1?asKnownAt=-1w`)).json).toMatchObject({ value: '12', status: 'verified' });
  });

  test('what can be compared is told with filters and fields, to those who may', async () => {
    const views = async (as: Parameters<ComparedCity['get']>[0]) => (await city.get(as, '/history/comparable-views')).json.views.map(({ view }: any) => view);
    expect(await views('auditor')).toEqual(['targets', 'indicators', 'measures', 'units', 'appointments', 'reports', 'periods', 'board', 'schemes', 'findings', 'rounds', 'round-units', 'results', 'permissions', 'delegations']);
    expect(await views('security')).toEqual(['units', 'permissions', 'delegations']);
    const [first] = (await city.get('auditor', '/history/comparable-views')).json.views;
    expect(first).toMatchObject({ view: 'targets', title: { zh: '目标' }, filters: ['plan', 'indicator', 'unit', 'year'], required: [], fields: expect.arrayContaining([{ field: 'value', label: { zh: '目标值', en: 'target' } }]) });
  });
});
