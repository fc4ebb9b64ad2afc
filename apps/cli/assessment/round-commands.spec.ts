import { describe, expect, test } from '@jest/globals';
import { calendar, round, roundScheme } from '../../../libs/domain/assessment/assessment-examples.js';
import { run, scriptedServer, testHost } from '../cli-examples.js';
import { bodyOf, file, here, out, server, start } from '../scripted-examples.js';
import { both, receipt, served } from './served-examples.js';

const content = { title: both('考核 2026'), plan: 'nanjing-2023', year: 2026, assessmentYear: 'calendar-year', scheme: 'quality', calendar, startedFrom: round };
const next = { act: 'freeze', called: { zh: '冻结数据', en: 'freeze the data' }, roles: ['bureau'], mine: false, by: '2025-03-05', late: true, possible: false, because: { code: 'assessment.samples-sealed', text: both('尚有封存名单。'), remedy: both('请先启封。') } };
const line = {
  round, title: both('考核'), plan: 'nanjing-2023', year: 2024, assessmentYear: 'calendar-year', from: '2024-01-01', to: '2024-12-31', planItem: '3', startedFrom: null, step: 'site-checks', stepName: { zh: '实地核查', en: 'site checks' },
  stepSince: '2025-02-01T00:00:00.000Z', openedAt: '2025-01-01T00:00:00.000Z', scheme: roundScheme, units: 2, run: 0, hash: null, next, revision: 4,
};
const page = {
  ...line, groups: [{ code: 'districts', units: ['xuanwu', 'qinhuai'] }], calendar, days: [{ what: 'freeze', called: { zh: '数据冻结', en: 'data frozen' }, on: '2025-03-05', done: false, late: true }], missing: ['qinhuai'],
  samples: [{ sample: 's-1', count: 1, opened: false }], frozenAt: null, runs: [], notified: null, confirmed: null, publications: [], cancelled: null, late: [{ unit: 'qinhuai', what: ['self-assessment', 'site-check'] }], position: 9,
};

describe('opening a round', () => {
  const successor = { round: 'quality-2026', content, schemeVersion: null, units: { added: ['pukou'], left: [] }, position: 9 };
  const answer: Parameters<typeof scriptedServer>[0] = ({ method }) => ({ body: method === 'GET' ? served('GET /rounds/:round/successor', successor) : receipt });

  test('starts from an earlier one, with what is given in place of what it says', async () => {
    await start(answer);
    expect(await here('rounds', 'open', 'quality-2026', '--from-round', round, '--plan-item', '12', '--year', '2026', '--confirm-by', '2026-06-30', '--title-en', 'Other')).toBe(0);
    expect(server.seen.map(({ path }) => path)).toEqual([`/api/rounds/${round}/successor?year=2026`, '/api/rounds/quality-2026']);
    expect(bodyOf(1)).toEqual({ ...content, title: { zh: '考核 2026', en: 'Other' }, calendar: { ...calendar, confirmBy: '2026-06-30' }, planItem: '12' });
  });

  test('takes a file over the earlier round, and an option over the file', async () => {
    await start(answer);
    const named = file('round.json', JSON.stringify({ planItem: '1', title: both('甲') }));
    expect(await here('rounds', 'open', 'quality-2026', '--from-round', round, '--file', named, '--plan-item', '2')).toBe(0);
    expect(bodyOf(1)).toEqual({ ...content, title: both('甲'), planItem: '2' });
  });

  test('prints what would be said, to be changed, and what is missing for it', async () => {
    await start(answer);
    await here('rounds', 'successor', round);
    expect(out()).toMatch(/建议编码 +quality-2026[\s\S]*尚无印发的评分细则[\s\S]*新增单位：pukou/);
    const told = testHost();
    await run(told, '--server', server.address, 'rounds', 'successor', round, '--content');
    expect(JSON.parse(told.written.stdout)).toEqual(content);
    told.dispose();
  });

  test('replans with the days that are not given as they were', async () => {
    await start(({ method }) => ({ body: method === 'GET' ? served('GET /rounds/:round', page) : receipt }));
    expect(await here('rounds', 'replan', round, '--confirm-by', '2025-07-01', '--reason', 'later')).toBe(0);
    expect(bodyOf(1)).toEqual({ calendar: { ...calendar, confirmBy: '2025-07-01' } });
    expect(server.seen[1]!.headers['x-reason']).toBe('later');
  });
});

describe('the page of a round', () => {
  test('names the next act, its command, who does it, and why it cannot be done now', async () => {
    await start(() => ({ body: served('GET /rounds/:round', page) }));
    expect(await here('rounds', 'show', round)).toBe(0);
    expect(out()).toMatch(/下一步 +冻结数据（bureau · 最迟 2025-03-05 · 逾期 · zhiheng rounds freeze） 现在不能办理：尚有封存名单。请先启封。 \[assessment\.samples-sealed\]/);
    expect(out()).toMatch(/未提交自评的单位 +qinhuai[\s\S]*s-1 1 封存中[\s\S]*数据冻结 +2025-03-05 +逾期[\s\S]*qinhuai +自评、核查/);
  });

  test('says nothing of samples to those who are not to know of them, nor of a next act in a round that is over', async () => {
    await start(() => ({ body: served('GET /rounds/:round', { ...page, samples: null, next: null, step: 'closed' }) }));
    expect([await here('rounds', 'show', round), out().includes('暗访'), out().includes('下一步')]).toEqual([0, false, false]);
  });

  test('lists corrections with what they changed', async () => {
    const changed = [{ unit: 'xuanwu', scoreFrom: '88.1', scoreTo: '89', gradeFrom: 'B', gradeTo: 'B', rankFrom: 2, rankTo: 1 }];
    const publication = { run: 2, document: 'doc-9', at: '2025-06-01T00:00:00.000Z', publishedOn: null, replaces: 1, reason: 'revised', changed };
    await start(() => ({ body: served('GET /rounds/:round', { ...page, publications: [publication] }) }));
    await here('rounds', 'show', round, '--lang', 'en');
    expect(out()).toMatch(/Changed by doc-9\n.*\nxuanwu +88\.1 → 89 +B +2 → 1/);
  });

  test('is a line of the list', async () => {
    await start(() => ({ body: served('GET /rounds', { items: [line], total: 1, position: 9 }) }));
    expect([await here('rounds', 'list', '--step', 'site-checks'), out().includes('冻结数据'), server.seen[0]!.path]).toEqual([0, true, '/api/rounds?step=site-checks&limit=500']);
  });
});

describe('a freeze', () => {
  const none = { total: 0, items: [] };
  const gaps = { round, openPeriods: [], sealedSamples: [], unverified: none, returned: none, undecided: none, notReleased: none, missing: none, unmarked: none, bonuses: none, position: 9 };

  test('is previewed without freezing anything', async () => {
    const left = { ...gaps, sealedSamples: ['s-1'], openPeriods: [{ period: '2024-Q4', dueAt: '2025-01-31T15:59:59.999Z', units: null }], missing: { total: 700, items: [{ unit: 'xuanwu', node: 'patents', indicator: 'patents' }] }, bonuses: { total: 1, items: [{ unit: 'xuanwu', claim: 'b-1' }] } };
    await start(() => ({ body: served('GET /rounds/:round/freeze-preview', left) }));
    expect([await here('rounds', 'freeze', round, '--preview'), server.seen.map(({ method }) => method)]).toEqual([0, ['GET']]);
    expect(out()).toMatch(/尚未启封的暗访名单：s-1[\s\S]*2024-Q4 +2025-01-31 +全市[\s\S]*缺报且无佐证申报（700）[\s\S]*xuanwu +patents[\s\S]*b-1[\s\S]*不阻止冻结/);
  });

  test('that leaves nothing open says so', async () => {
    await start(() => ({ body: served('GET /rounds/:round/freeze-preview', gaps) }));
    await here('rounds', 'freeze', round, '--preview');
    expect(out()).toBe('没有未了事项。\n');
  });

  test('carries its reason', async () => {
    await start(() => ({ body: receipt }));
    expect([await here('rounds', 'freeze', round, '--reason', 'early'), server.seen[0]!.method, server.seen[0]!.headers['x-reason']]).toEqual([0, 'POST', 'early']);
  });
});

describe('a calculation', () => {
  test('tells its number and its hash', async () => {
    await start(() => ({ body: served('POST /rounds/:round/calculation', { ...receipt, run: 3, hash: 'h'.repeat(64) }) }));
    expect(await here('rounds', 'calculate', round)).toBe(0);
    expect(out()).toMatch(/run +3\n +hash +h{64}/);
  });
});

describe('the board of a round', () => {
  test('says of each unit what is there, what is open and what is late', async () => {
    const lineOf = {
      unit: 'xuanwu', group: 'districts', self: 'returned', selfAt: null, selfScore: '90', resubmitBy: '2025-02-10', siteChecks: 1, marksMissing: ['service'], bonusesUndecided: 2, deductions: 1, conduct: 0, vetoes: 0, adjustments: 0, reviewsOpen: 1, reviewsLate: 0,
      stayed: true, late: ['marks'], result: null,
    };
    await start(() => ({ body: served('GET /rounds/:round/board', { items: [lineOf], total: 1, position: 9 }) }));
    expect(await here('rounds', 'board', round, '--self', 'returned')).toBe(0);
    expect(out()).toMatch(/xuanwu +districts +已退回 2025-02-10 +90 +1 +service +2 +1 +1 +暂缓执行 +打分/);
  });
});
