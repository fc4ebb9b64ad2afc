import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { isRefusal } from '#engine/kernel';
import { sheetHash } from '#domain/scoring';
import { gainsAndLosses } from '../../../libs/domain/assessment/calculate-round/gains-and-losses.js';
import { calculating, frozenLog } from '../../../libs/domain/assessment/calculation-examples.js';
import { round, roundScheme } from '../../../libs/domain/assessment/assessment-examples.js';
import { bodyOf, file, here, host, out, server, start } from '../scripted-examples.js';
import { both, receipt, served } from './served-examples.js';

const sha256 = 'a'.repeat(64);

describe('the result table', () => {
  const result = {
    group: 'districts', raw: '88.123456', published: '88.12', bonus: '1', deduction: '0', gradeByScore: 'B', grade: 'D', vetoed: true, rank: 1, of: 2, sheet: 'f'.repeat(64), unit: 'xuanwu', run: 2, standing: 'final',
    corrected: { run: 1, published: '87', grade: 'B', rank: 2 },
  };
  const table = {
    round, run: 2, published: true, scheme: roundScheme, engineVersion: '1.0.0', frozenAt: 40, hash: 'h', recordedAt: 44, pending: 3,
    groups: [{ group: 'districts', of: 2, lines: [result, { ...result, unit: '=qinhuai', vetoed: false, grade: 'B', rank: null, published: null, raw: null, corrected: null, standing: 'stayed' }] }], position: 9,
  };
  const reply = () => served('GET /rounds/:round/results', table);

  test('shows the raw grade beside a veto, what was published before, and what is not published yet', async () => {
    const checkpoint = { origin: 'city', size: 60, root: 'cm9vdA==', time: '2026-05-01T00:00:00.000Z', note: 'note', signatures: [] };
    await start(({ path }) => ({ body: path.startsWith('/api/ledger/') ? served('GET /ledger/checkpoints/covering/:position', checkpoint) : reply() }));
    expect(await here('results', 'table', round)).toBe(0);
    expect(server.seen[1]!.path).toBe('/api/ledger/checkpoints/covering/44');
    expect(out()).toMatch(/第 3 次计分尚未通报。\n\n账本检查点：60 个事件，根 cm9vdA==，2026-05-01T00:00:00.000Z 签/);
    expect(out()).toMatch(/第 2 次计分 .*已通报\n[\s\S]*1 +xuanwu +88\.12 +D +一票否决 +B +≈88\.1235 +1 +审定 +原通报 87，B，第 2 名[\s\S]*— +=qinhuai +— +B[\s\S]*暂缓执行[\s\S]*第 3 次计分尚未通报。/);
  });

  test('says so while no checkpoint covers the calculation', async () => {
    await start(({ path }) => (path.startsWith('/api/ledger/') ? { status: 409, body: { code: 'history.no-checkpoint-yet', text: { title: both('尚无'), remedy: both('签发') } } } : { body: reply() }));
    expect(await here('results', 'table', round)).toBe(0);
    expect(out()).toContain('尚无账本检查点覆盖本次计分。');
  });

  test('as CSV has every figure as it is kept, and no formulas', async () => {
    await start(() => ({ body: reply() }));
    const target = join(host.home, 'results.csv');
    expect(await here('results', 'table', round, '--group', 'districts', '--out', target, '--lang', 'en')).toBe(0);
    const [head, first, second] = readFileSync(target, 'utf8').split('\r\n');
    expect(head).toBe('\ufeffGroup,Rank,Unit,Score,Grade,Veto,By score,Before rounding,Bonus,Deduction,Standing,Before correction,Run,Sheet hash');
    expect(first).toBe(`districts,1,xuanwu,88.12,D,vetoed,B,88.123456,1,0,final,"published before as 87, B, rank 2",2,${'f'.repeat(64)}`);
    expect(second).toContain("districts,,'=qinhuai,,B,");
    expect(server.seen[0]!.path).toBe(`/api/rounds/${round}/results?group=districts`);
  });
});

describe('the sheet of a unit', () => {
  async function sheetReply(equal = true) {
    const { calculate, calculator } = calculating(await frozenLog());
    expect(isRefusal(await calculate())).toBe(false);
    const scored = await calculator.scored(round);
    if (isRefusal(scored)) throw new Error(scored.refused);
    const sheet = scored.scores.sheet('xuanwu');
    const hash = sheetHash(sheet);
    return served('GET /rounds/:round/results/:unit/sheet', { run: 1, sheet, hash, recordedHash: equal ? hash : 'f'.repeat(64), equal, ...gainsAndLosses(sheet), position: 9 });
  }

  test.each([[true, 0, '与记录的指纹相符。'], [false, 5, '与记录不符']])('that is as recorded: %s, ends with %i', async (equal, exit, text) => {
    const reply = await sheetReply(equal);
    await start(({ path }) => ({ body: path.startsWith('/api/units') ? { items: [], total: 0, position: 9 } : reply }));
    expect([await here('results', 'sheet', round, 'xuanwu', '--run', '1'), out().includes(text), out().includes('相加核对')]).toEqual([exit, true, true]);
  });

  test('gives a reason for every point', async () => {
    const reply = (await sheetReply()) as { readonly gains: readonly unknown[]; readonly losses: readonly unknown[] };
    await start(() => ({ body: reply }));
    expect(await here('results', 'reasons', round, 'xuanwu')).toBe(0);
    expect([reply.gains.length > 0, reply.losses.length > 0]).toEqual([true, true]);
    expect(out()).toMatch(/失分（多的在前）\n.*\n项目 +[\s\S]*得分（多的在前）\n.*\n项目 +[\s\S]*总分 +\S+[\s\S]*等次 +\S+/);
    expect(out().split('\n').filter((text) => /^(项目|加分|扣分|登记扣分|调整) /.test(text))).toHaveLength(reply.gains.length + reply.losses.length);
  });
});

describe('the profile of a unit', () => {
  test('has targets, trend, points, findings, rewards and reviews on one page', async () => {
    const result = {
      group: 'districts', raw: '88', published: '88', bonus: '1', deduction: '0', gradeByScore: 'B', grade: 'D', vetoed: true, rank: 2, of: 12, sheet: 'f'.repeat(64), unit: 'xuanwu', run: 2, standing: 'final', corrected: null,
    };
    const points = (code: string) => ({ kind: 'node', code, title: both(code), points: '1.5', of: '10', why: [{ code: 'w', ...both('理由') }] });
    const profile = {
      round, title: both('考核'), year: 2024, unit: 'xuanwu', group: 'districts', result, selfScore: '95', targets: [{ node: 'patents', indicator: 'patents', title: both('专利'), state: 'reported', value: '12', level: null, target: '10', light: 'green', rate: '1' }],
      trend: [{ round, year: 2024, score: '88', grade: 'D', rank: 2, of: 12, values: {} }], gains: [points('won')], losses: [points('lost')], total: { code: 't', ...both('88 = 87 + 1') }, grade: { code: 'g', ...both('一票否决') },
      findings: { opened: 2, closed: 1, overdue: 1, returned: 0, repeated: 0, relapsed: 0, interviews: 0, lateReports: 3, findings: ['f-1', 'f-2'], list: '/x' },
      rewards: [{ rule: 'award', title: both('表彰'), matter: 'm', level: 'national', document: 'd', points: '1', outcome: { code: 'o', ...both('计入') } }], reviews: [], position: 9,
    };
    await start(() => ({ body: served('GET /rounds/:round/results/:unit/profile', profile) }));
    expect(await here('results', 'profile', round, 'xuanwu')).toBe(0);
    expect(out()).toMatch(/得分 +88，D，第 2 \/ 12 名（审定）\n +否决 +一票否决，按分等次 B\n +自评分 +95\n +督查问题 +交办 2 · 销号 1 · 逾期 1 .*迟报 3 （f-1, f-2）/);
    expect(out()).toMatch(/patents +专利 +10 +12 +100% +绿灯[\s\S]*2024 +quality-2024 +88[\s\S]*失分[\s\S]*lost +lost +1\.5 +10 +理由[\s\S]*得分（多的在前）[\s\S]*won[\s\S]*表彰 +m d +national +1 +计入/);
  });
});

describe('a comparison', () => {
  const side = (run: number) => ({ round, run, scheme: { id: 'quality', version: 1 } });
  const item = {
    unit: 'xuanwu', group: { from: 'districts', to: 'districts' }, score: { from: '88', to: '89' }, raw: { from: '88', to: '89' }, delta: '1', grade: { from: 'B', to: 'B' }, rank: { from: 2, to: 1 }, places: 1,
    reasons: [{ kind: 'node', code: 'patents', title: both('专利'), from: '10', to: '11.5', delta: '1.5' }, { kind: 'limits', code: 'limits', title: both('上下限'), from: '0', to: '-0.5', delta: '-0.5' }],
    gradeReasons: [{ kind: 'quota', grade: 'A', outcome: 'over', side: 'to' }], overtook: { count: 1, units: ['qinhuai'] }, overtakenBy: { count: 2, units: [] },
  };
  const reply = () => served('GET /rounds/:round/comparison', { from: side(1), to: side(2), items: [item], total: 1 });

  test('of one unit gives every reason, and counts those who are not named', async () => {
    await start(() => ({ body: reply() }));
    expect(await here('results', 'compare', round, '--unit', 'xuanwu')).toBe(0);
    expect(out()).toMatch(/第 1 次计分.* → .*第 2 次计分[\s\S]*xuanwu +88 → 89 +\+1 +B +2 → 1 +\+1 +patents \+1\.5, limits -0\.5 +后 等次名额 A over[\s\S]*项目 +patents +专利 +10 +11\.5 +\+1\.5[\s\S]*超过 1 个单位：qinhuai\n被 2 个单位超过：—/);
  });

  test.each([['--scheme', 'quality'], ['--scheme-version', '2']])('with %s alone is wrong usage', async (...options) => {
    await start(() => ({ body: reply() }));
    expect([await here('results', 'compare', round, ...options), server.seen.length]).toEqual([2, 0]);
  });
});

describe('a review', () => {
  const effect = { scoreFrom: '88', scoreTo: '88.5', gradeFrom: 'B', gradeTo: 'B', rankFrom: 2, rankTo: 1 };
  const preview = { effect, others: [{ unit: 'qinhuai', ...effect, scoreTo: '88', rankFrom: 1, rankTo: 2 }], node: { code: 'patents', obtained: '10', possible: '20' }, position: 41 };
  const decide = (...options: string[]): Promise<number> => here('reviews', 'decide', round, 'xuanwu', 'q-1', '--reason', 'why', ...options);

  test('shows what a correction would do, and how to decide on that basis', async () => {
    await start(() => ({ body: served('GET /rounds/:round/results/:unit/reviews/:request/preview', preview) }));
    expect(await here('reviews', 'preview', round, 'xuanwu', 'q-1', '--delta', '-0.5')).toBe(0);
    expect(server.seen[0]!.path).toContain('preview?delta=-0.5');
    expect(out()).toMatch(/xuanwu +得分 88 → 88\.5 · 等次 B · 名次 2 → 1[\s\S]*patents 现得 10，满分 20[\s\S]*qinhuai +88 +B +1 → 2[\s\S]*--previewed-at 41/);
  });

  test('is corrected only on a preview', async () => {
    await start(() => ({ body: receipt }));
    expect([await decide('--outcome', 'corrected', '--delta', '0.5'), host.written.stderr.includes('--previewed-at'), server.seen.length]).toEqual([2, true, 0]);
    expect(await decide('--outcome', 'corrected', '--delta', '0.5', '--previewed-at', '41', '--evidence', sha256, '--unit', 'bureau')).toBe(0);
    expect(bodyOf(-1)).toEqual({ outcome: 'corrected', delta: '0.5', previewedAt: 41, evidence: [sha256] });
  });

  test.each(['upheld', 're-check'])('is %s without points', async (outcome) => {
    await start(() => ({ body: receipt }));
    expect([await decide('--outcome', outcome, '--delta', '0.5'), bodyOf(0)]).toEqual([0, { outcome }]);
  });

  test('is asked for by the own unit, with evidence of its own', async () => {
    await start(({ path, method }) => (method === 'PUT' ? { status: 201, body: { sha256, name: 'e.pdf', size: 4, type: 'application/pdf' } } : { body: path === '/api/me' ? { unit: 'xuanwu' } : receipt }));
    expect(await here('reviews', 'request', round, 'q-1', '--node', 'total', '--claim', 'c', '--reason', 'why', '--evidence', file('e.pdf', '%PDF'))).toBe(0);
    expect([server.seen.at(-1)!.path, bodyOf(-1)]).toEqual([`/api/rounds/${round}/results/xuanwu/reviews/q-1`, { node: 'total', claim: 'c', evidence: [sha256] }]);
    expect(await here('reviews', 'request', round, 'q-1', '--node', 'total', '--claim', 'c', '--reason', 'why')).toBe(2);
  });

  test('stands in the docket with its effect once it is decided', async () => {
    const review = {
      round, unit: 'xuanwu', request: 'q-1', run: 1, node: 'total', claim: 'more', reason: 'r', evidence: [], by: 'li', requestedAt: '2025-04-01T00:00:00.000Z', decideBy: '2025-04-20T15:59:59.999Z', status: 'corrected', statusName: { zh: '更正', en: 'corrected' },
      stayed: false, stay: null, decision: { outcome: 'corrected', reason: 'counts', late: true, effect, by: 'wang', at: '2025-04-22T00:00:00.000Z' }, correction: { node: 'patents', delta: '0.5' }, withdrawn: null, late: true,
    };
    await start(({ path }) => ({ body: path.startsWith('/api/reviews') ? served('GET /reviews', { items: [review], total: 1, position: 9 }) : served('GET /rounds/:round/results/:unit/reviews/:request', { ...review, position: 9 }) }));
    await here('reviews', 'docket', '--late');
    expect([server.seen[0]!.path.includes('late=true'), /更正 逾期 +patents 0\.5 · 得分 88 → 88\.5/.test(out())]).toEqual([true, true]);
    await here('reviews', 'show', round, 'xuanwu', 'q-1');
    expect(out()).toMatch(/decision +counts wang 2025-04-22[\s\S]*名次 2 → 1/);
  });
});
