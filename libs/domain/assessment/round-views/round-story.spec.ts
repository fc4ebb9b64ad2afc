import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { isRefusal, type Actor, type Refusal } from '#engine/kernel';
import type { Commands } from '#engine/commands';
import { declaredEndpoints, Refused } from '#engine/http';
import { AdjustScoreHttp } from '../adjust-score/adjust-score.http.js';
import { people, round, roundOpened, units } from '../assessment-examples.js';
import { assessmentRefusals } from '../assessment.refusals.js';
import { record } from '../calculation-examples.js';
import { calculationRefusals } from '../calculation.refusals.js';
import { CalculateRoundHttp } from '../calculate-round/calculate-round.http.js';
import { CompareResultsHttp } from '../compare-results/compare-results.http.js';
import { ConfirmResultsHttp } from '../confirm-results/confirm-results.http.js';
import { DecideReviewHttp } from '../decide-review/decide-review.http.js';
import { NotifyResultsHttp } from '../notify-results/notify-results.http.js';
import { PublishResultsHttp } from '../publish-results/publish-results.http.js';
import { RequestReviewHttp } from '../request-review/request-review.http.js';
import { asking, RoundCity } from '../review-examples.js';
import { reviewRefusals } from '../review.refusals.js';
import { roundStream } from '../round.events.js';
import { DocketHttp } from './docket.http.js';
import { ResultTableHttp } from './result-table.http.js';
import { RoundBoardHttp } from './round-board.http.js';
import { RoundProgress } from './round-progress.http.js';
import { RoundsHttp } from './rounds.http.js';
import { UnitProfileHttp } from './unit-profile.http.js';

const { secretary, reporter, leader, organisation, auditor, nobody } = people;
const proof = 'a'.repeat(64);
const files = { about: async (sha256: string) => (sha256 === proof ? { size: 9, type: 'application/pdf', uploads: [{ name: '佐证.pdf', unit: 'xuanwu', by: 'reporter-wang' }] } : undefined) };

let city: RoundCity;
let web: ReturnType<typeof controllers>;

function controllers({ log, views, clock, engine, calculator }: RoundCity) {
  const commands = { send: engine.execute.bind(engine), sendAll: engine.executeAll.bind(engine) } as unknown as Commands;
  const progress = new RoundProgress(commands, log, { ...assessmentRefusals, ...calculationRefusals, ...reviewRefusals });
  return {
    notify: new NotifyResultsHttp(commands, log), request: new RequestReviewHttp(commands, log, files), decide: new DecideReviewHttp(commands, log, calculator, files), confirm: new ConfirmResultsHttp(commands, log),
    publish: new PublishResultsHttp(commands, log), adjust: new AdjustScoreHttp(commands, calculator, files), rounds: new RoundsHttp(views, log, clock, progress), board: new RoundBoardHttp(views, log, clock),
    table: new ResultTableHttp(views, log, clock), docket: new DocketHttp(views, log, clock, progress), profile: new UnitProfileHttp(views, log, clock, calculator),
    sheet: new CalculateRoundHttp(commands, calculator, log), compare: new CompareResultsHttp(log, calculator),
  };
}

beforeAll(async () => {
  city = await RoundCity.open();
  web = controllers(city);
  city.clock.set('2025-04-12T01:00:00.000Z');
});
afterAll(() => city.close());

const xuanwu = { round, unit: 'xuanwu' };
const request = { ...xuanwu, request: 'q-1' };
const told = <T>(answer: T | Refusal): T => {
  if (isRefusal(answer)) throw new Error(JSON.stringify(answer));
  return answer;
};
const refusalOf = async (asked: Promise<unknown>): Promise<string> => {
  try {
    await asked;
  } catch (error) {
    if (error instanceof Refused) return error.refusal.refused;
    throw error;
  }
  throw new Error('nothing was refused');
};

const page = async (who: Actor = secretary, query: object = {}) => {
  await city.shown();
  return web.rounds.one(...asking(city, who, { round }, { query }));
};
const next = async (who: Actor = secretary) => {
  const { next: step } = await page(who);
  return step && [step.act, step.mine, step.possible, step.because?.code ?? null];
};
const table = async (who: Actor, query: object = {}) => {
  await city.shown();
  const { groups, ...about } = await web.table.table(...asking(city, who, { round }, { query }));
  return { ...about, lines: groups.flatMap(({ lines }) => lines) };
};
const lineOf = async (unit: string, who: Actor = secretary) => (await table(who)).lines.find((line) => line.unit === unit)!;
const calculate = async () => told(await city.calculate(secretary));

describe('a round from its calculation to its closing', () => {
  test('frozen: the bureau calculates, and is late after the day', async () => {
    expect(await next()).toEqual(['calculate', true, true, null]);
    expect(await next(leader)).toEqual(['calculate', false, true, null]);
    expect((await page()).next).toMatchObject({ roles: ['bureau'], by: '2025-04-30', late: false });
    expect((await table(secretary)).lines).toEqual([]);
    await calculate();
  });

  test('calculated: those who work on the round see every figure, the unit none yet', async () => {
    expect(await next()).toEqual(['notify', true, true, null]);
    expect((await table(auditor)).lines.map(({ unit, rank }) => [unit, rank])).toHaveLength(units.length);
    expect((await table(reporter)).lines).toEqual([]);
    const [own] = (await web.board.board(...asking(city, reporter, { round }))).items;
    expect(own).toMatchObject({ unit: 'xuanwu', self: 'submitted', siteChecks: 1, marksMissing: [], bonusesUndecided: 1, result: null });
    expect(await refusalOf(web.profile.profile(...asking(city, reporter, xuanwu)))).toBe('assessment.result-not-visible');
    expect(await refusalOf(web.sheet.sheet(...asking(city, reporter, xuanwu)))).toBe('assessment.result-not-visible');
    expect(await web.sheet.sheet(...asking(city, auditor, xuanwu))).toMatchObject({ run: 1, equal: true });
  });

  test('an adjustment has to be calculated before the results are told', async () => {
    await web.adjust.adjust(...asking(city, secretary, { ...xuanwu, adjustment: 'a-1' }, { body: { node: 'incubators', delta: '-2', reason: '口径不符', evidence: [], document: '宁质函〔2025〕7号' } }));
    expect(await refusalOf(web.notify.notify(...asking(city, secretary, { round })))).toBe('assessment.calculation-outdated');
    expect(await next()).toEqual(['calculate', true, true, null]);
    await calculate();
    await web.notify.notify(...asking(city, secretary, { round }, { body: { document: '宁质办〔2025〕4号' } }));
    expect((await page()).notified).toMatchObject({ run: 2, requestsBy: '2025-04-18T15:59:59.999Z', document: '宁质办〔2025〕4号' });
  });

  test('notified: the unit sees its own line and page, and nobody else’s', async () => {
    expect((await table(reporter)).lines).toMatchObject([{ unit: 'xuanwu', published: '68.40', standing: 'provisional', run: 2 }]);
    const profile = await web.profile.profile(...asking(city, reporter, xuanwu));
    expect(profile).toMatchObject({ unit: 'xuanwu', group: 'districts', selfScore: '92.5', result: { published: '68.40' }, findings: { opened: 0, list: '/supervision/findings?unit=xuanwu' }, rewards: [], reviews: [] });
    expect(profile.targets.find(({ node }) => node === 'incubators')).toMatchObject({ value: '16', target: '20', rate: '0.8' });
    expect(profile.losses.slice(0, 2).map(({ kind, code, points }) => [kind, code, points])).toEqual([['node', 'complaints', '10'], ['node', 'incubators', '8']]);
    expect(profile.losses.find(({ kind }) => kind === 'adjustment')).toMatchObject({ points: '2' });
    expect(profile.trend).toEqual([{ round, year: 2024, score: '68.40', grade: 'C', rank: expect.any(Number), of: 3, values: expect.objectContaining({ 'tech-incubators': '16' }) }]);
    expect(await refusalOf(web.profile.profile(...asking(city, reporter, { round, unit: 'qinhuai' })))).toBe('assessment.result-not-visible');
    expect(await web.sheet.sheet(...asking(city, reporter, xuanwu))).toMatchObject({ run: 2, equal: true });
    const facts = await city.log.readStream(roundStream(round));
    const before = (type: string) => ({ query: { asKnownAt: String(facts.find((fact) => fact.type === type)!.position - 1) } });
    const untilNotified = before('assessment.ResultsNotified');
    expect(await web.sheet.sheet(...asking(city, auditor, xuanwu, untilNotified))).toMatchObject({ run: 2 });
    expect(await web.sheet.sheet(...asking(city, auditor, xuanwu, { query: { ...untilNotified.query, run: 1 } }))).toMatchObject({ run: 1 });
    expect(await refusalOf(web.sheet.sheet(...asking(city, reporter, xuanwu, untilNotified)))).toBe('assessment.result-not-visible');
    expect(await refusalOf(web.sheet.sheet(...asking(city, auditor, xuanwu, before('assessment.RoundCalculated'))))).toBe('assessment.not-calculated');
    expect(await refusalOf(web.sheet.sheet(...asking(city, auditor, xuanwu, { query: { ...untilNotified.query, run: 3 } })))).toBe('assessment.unknown-run');
    expect(await refusalOf(web.sheet.sheet(...asking(city, auditor, xuanwu, before('assessment.RoundOpened'))))).toBe('assessment.unknown-round');
    expect(await refusalOf(web.sheet.sheet(...asking(city, reporter, { round, unit: 'qinhuai' })))).toBe('assessment.result-not-visible');
    expect((await web.compare.compare(...asking(city, reporter, { round }))).items.map(({ unit }) => unit)).toEqual(['xuanwu']);
    expect((await web.compare.compare(...asking(city, secretary, { round }))).items).toHaveLength(units.length);
    expect(await refusalOf(web.profile.profile(...asking(city, secretary, { round, unit: 'health' })))).toBe('assessment.unit-not-in-round');
    expect(await next(leader)).toEqual(['confirm', true, false, 'assessment.requests-still-open']);
  });

  test('a request waits on the docket; the next act is to decide it', async () => {
    await web.request.request(...asking(city, reporter, request, { body: { node: 'incubators', claim: '应得 36 分', reason: '漏计 2 家', evidence: [proof] } }));
    expect(await refusalOf(web.request.request(...asking(city, reporter, { ...request, request: 'q-2' }, { body: { node: 'patents', claim: '—', reason: '—', evidence: ['b'.repeat(64)] } })))).toBe('assessment.evidence-unknown');
    expect(await next(leader)).toEqual(['decide-reviews', true, true, null]);
    const docket = async (who: Actor, query: object = {}) => (await web.docket.list(...asking(city, who, {}, { query }))).items.map(({ request: code, status, late }) => [code, status, late]);
    expect([await docket(reporter), await docket(people.otherReporter), await docket(auditor, { late: 'true' })]).toEqual([[['q-1', 'open', false]], [], []]);
    city.clock.set('2025-04-28T16:00:00.000Z');
    expect(await docket(auditor, { late: 'true' })).toEqual([['q-1', 'open', true]]);
    expect((await page()).late).toEqual([{ unit: 'xuanwu', what: ['reviews'] }]);
    expect((await page(people.otherReporter)).late).toEqual([]);
    city.clock.set('2025-04-14T02:00:00.000Z');
    expect(await web.docket.one(...asking(city, reporter, request))).toMatchObject({ node: 'incubators', decideBy: '2025-04-25T15:59:59.999Z', evidence: [{ sha256: proof }] });
    await expect(web.docket.one(...asking(city, people.otherReporter, request))).rejects.toMatchObject({ status: 404 });
  });

  test('who had a hand in the score is told beforehand that he does not decide; others get no such verdict', async () => {
    const verdicts = async (who: Actor) => {
      const told = (await web.docket.one(...asking(city, who, request))).mayDecide;
      return told && [told.decide.possible, told.decide.because?.code, told.stay.possible];
    };
    expect([await verdicts(leader), await verdicts(secretary), await verdicts(people.insider), await verdicts(reporter)]).toEqual([
      [true, undefined, true], [false, 'assessment.own-scoring', true], [false, 'assessment.own-unit', false], undefined,
    ]);
  });

  test('the effect is shown before deciding; a decision on another basis is refused', async () => {
    const preview = (query: { delta: string; node?: string }) => web.decide.preview(...asking(city, leader, request, { query }));
    expect(await refusalOf(preview({ delta: '10.01' }))).toBe('assessment.points-out-of-range');
    expect(await refusalOf(preview({ delta: '1', node: 'patents' }))).toBe('assessment.node-not-contested');
    const shown = await preview({ delta: '6' });
    expect(shown).toMatchObject({ effect: { scoreFrom: '68.40', scoreTo: '74.40', gradeFrom: 'C', gradeTo: 'C' }, node: { code: 'incubators', obtained: '32', possible: '40' } });
    const correction = { outcome: 'corrected' as const, delta: '6', reason: '补充佐证属实', evidence: [proof], previewedAt: shown.position };
    expect(await refusalOf(web.decide.decide(...asking(city, leader, request, { body: { ...correction, previewedAt: 3 } })))).toBe('assessment.preview-moved-on');
    expect(await refusalOf(web.decide.decide(...asking(city, secretary, request, { body: correction })))).toBe('assessment.own-scoring');
    await web.decide.decide(...asking(city, leader, request, { body: correction }));
    await city.shown();
    expect(await web.docket.one(...asking(city, reporter, request))).toMatchObject({ status: 'corrected', decision: { effect: shown.effect, late: false }, correction: { node: 'incubators', delta: '6' } });
    expect(await refusalOf(preview({ delta: '1' }))).toBe('assessment.review-settled');
    expect(await next()).toEqual(['calculate', true, true, null]);
    await calculate();
    expect(await lineOf('xuanwu')).toMatchObject({ published: '74.40', run: 3, standing: 'provisional' });
  });

  test('after the days for requests the committee confirms; what is stayed is listed', async () => {
    await web.request.request(...asking(city, reporter, { ...request, request: 'q-3' }, { body: { node: 'grade', claim: '应为 B', reason: '等次有误', evidence: [proof] } }));
    await web.request.stay(...asking(city, secretary, { ...request, request: 'q-3' }, { body: { reason: '影响等次' } }));
    city.clock.set('2025-04-18T16:00:00.000Z');
    expect(await next(leader)).toEqual(['confirm', true, true, null]);
    expect(await next()).toEqual(['confirm', false, true, null]);
    await web.confirm.confirm(...asking(city, leader, { round }, { body: { committee: { zh: '市质量发展委员会', en: 'Committee' }, document: '宁质委〔2025〕1号', heldOn: '2025-04-19' } }));
    expect((await page()).confirmed).toMatchObject({ run: 3, stayed: ['xuanwu'] });
    expect([(await lineOf('xuanwu')).standing, (await lineOf('gulou')).standing]).toEqual(['stayed', 'final']);
    expect(await next()).toEqual(['publish', true, true, null]);
  });

  test('published: everybody with a role sees the table, nobody else’s reasons', async () => {
    expect((await table(people.otherReporter)).lines.map(({ unit }) => unit)).toEqual(['qinhuai']);
    await web.publish.publish(...asking(city, secretary, { round }, { body: { document: '宁质发〔2025〕5号', publishedOn: '2025-04-19' } }));
    expect((await table(people.otherReporter)).lines).toHaveLength(units.length);
    expect((await table(nobody)).lines).toEqual([]);
    expect(await refusalOf(web.profile.profile(...asking(city, people.otherReporter, xuanwu)))).toBe('assessment.result-not-visible');
    expect(await next()).toEqual(['decide-reviews', true, true, null]);
    expect((await table(organisation, { group: 'departments' })).lines.map(({ group }) => group)).toEqual(['departments', 'departments']);
  });

  test('a stayed review that is decided later leads to a correction; both results stay visible', async () => {
    const stayed = { ...request, request: 'q-3' };
    expect(await refusalOf(web.decide.preview(...asking(city, leader, stayed, { query: { delta: '4' } })))).toBe('assessment.node-required');
    expect(await refusalOf(web.decide.preview(...asking(city, leader, stayed, { query: { delta: '4', node: 'satisfaction' } })))).toBe('assessment.node-not-on-sheet');
    const { position } = await web.decide.preview(...asking(city, leader, stayed, { query: { delta: '8', node: 'patents' } }));
    await web.decide.decide(...asking(city, leader, stayed, { body: { outcome: 'corrected', node: 'patents', delta: '8', reason: '补计专利', evidence: [], document: '宁质函〔2025〕9号', previewedAt: position } }));
    expect(await next()).toEqual(['calculate', true, true, null]);
    await calculate();
    expect(await next()).toEqual(['correct', true, true, null]);
    expect(await table(secretary)).toMatchObject({ run: 3, pending: 4 });
    expect((await table(reporter)).pending).toBeNull();
    expect(await web.sheet.sheet(...asking(city, reporter, xuanwu))).toMatchObject({ run: 3 });
    expect(await refusalOf(web.sheet.sheet(...asking(city, reporter, xuanwu, { query: { run: 4 } })))).toBe('assessment.result-not-visible');
    expect(await web.sheet.sheet(...asking(city, secretary, xuanwu))).toMatchObject({ run: 4 });
    await web.publish.correct(...asking(city, secretary, { round }, { body: { document: '宁质发〔2025〕8号', reason: '复核更正' } }));
    expect(await lineOf('xuanwu', people.otherReporter)).toMatchObject({ published: '82.40', run: 4, standing: 'final', corrected: { run: 3, published: '74.40', grade: 'C' } });
    const { publications } = await page();
    expect(publications.map(({ run, replaces, changed }) => [run, replaces, changed.some(({ unit }) => unit === 'xuanwu')])).toEqual([[3, null, false], [4, 3, true]]);
  });

  test('closed: nothing comes next, and the past is as it was known', async () => {
    expect(await next()).toEqual(['close', true, true, null]);
    await web.publish.close(...asking(city, secretary, { round }, { body: { remark: '归档' } }));
    const { next: none, step, days, position, samples, acts } = await page();
    expect(acts!.flatMap(({ act, possible, because }) => (possible ? [act] : because?.code === 'assessment.wrong-step' ? [] : ['?']))).toEqual(['enter', 'adjust', 'calculate', 'correct']);
    expect([none, step, days.every(({ done, late }) => done && !late), samples]).toEqual([null, 'closed', true, []]);
    expect((await page(reporter)).samples).toBeNull();
    const then = await page(secretary, { asKnownAt: '2025-04-18' });
    expect(then.acts).toBeUndefined();
    expect([then.step, then.next, then.position < position]).toEqual(['notified', null, true]);
    expect((await table(secretary, { asKnownAt: '2025-04-18' })).lines.find(({ unit }) => unit === 'xuanwu')).toMatchObject({ published: '74.40', standing: 'stayed', corrected: null });
  });

  test('the list has every round with what comes next, the latest year first', async () => {
    await record(city.log, roundOpened({ round: 'quality-2025', year: 2025, from: '2025-01-01', to: '2025-12-31' }));
    await city.shown();
    const list = await web.rounds.list(...asking(city, secretary, {}, { query: {} }));
    expect(list.items.map(({ round: code, step, next: act }) => [code, step, act?.act ?? null, act?.because?.code ?? null])).toEqual([
      ['quality-2025', 'self-assessment', 'close-self-assessment', null], [round, 'closed', null, null],
    ]);
    expect((await web.rounds.list(...asking(city, reporter, {}, { query: { year: 2024 } }))).total).toBe(1);
    await expect(web.rounds.one(...asking(city, secretary, { round: 'none' }))).rejects.toMatchObject({ status: 404 });
  });

  test('every answer is of the shape that its route declares', async () => {
    const shape = (path: string) => declaredEndpoints.find((route) => route.method === 'GET' && route.path === path)!.reply!;
    for (const who of [secretary, reporter]) {
      const answers: Readonly<Record<string, unknown>> = {
        '/rounds': await web.rounds.list(...asking(city, who, {})), '/rounds/:round': await page(who), '/rounds/:round/board': await web.board.board(...asking(city, who, { round })),
        '/rounds/:round/results': await web.table.table(...asking(city, who, { round })), '/reviews': await web.docket.list(...asking(city, who, {})),
        '/rounds/:round/results/:unit/reviews/:request': await web.docket.one(...asking(city, who, request)), '/rounds/:round/results/:unit/profile': await web.profile.profile(...asking(city, who, xuanwu)),
      };
      for (const [path, answer] of Object.entries(answers)) expect([path, shape(path).safeParse(JSON.parse(JSON.stringify(answer))).error?.issues]).toEqual([path, undefined]);
    }
    const decision = declaredEndpoints.find(({ path }) => path.endsWith('/decision') && path.includes('reviews'))!.body!;
    const fits = (body: object) => decision.safeParse(body).success;
    expect([fits({ outcome: 'upheld' }), fits({ outcome: 're-check', reason: '再核' }), fits({ outcome: 'corrected', delta: '1', previewedAt: 9 }), fits({ outcome: 'upheld', delta: '1' }), fits({ outcome: 'corrected', delta: '1' })]).toEqual([true, true, true, false, false]);
  });

  test('the next year’s profile shows the published year before it', async () => {
    const later = { round: 'quality-2025', unit: 'xuanwu' };
    expect(await refusalOf(web.profile.profile(...asking(city, secretary, later)))).toBe('assessment.not-calculated');
    await record(city.log, { type: 'assessment.SelfAssessmentClosed', data: { round: later.round, missing: units } }, { type: 'assessment.DataFrozen', data: { round: later.round, position: await city.log.head() } });
    told(await city.calculate(secretary, later.round));
    await city.shown();
    const { trend, result } = await web.profile.profile(...asking(city, secretary, later));
    expect(trend).toEqual([
      { round, year: 2024, score: '82.40', grade: 'B', rank: expect.any(Number), of: 3, values: expect.objectContaining({ 'tech-incubators': '16' }) },
      { round: later.round, year: 2025, score: result.published, grade: result.grade, rank: result.rank, of: result.of, values: expect.any(Object) },
    ]);
  });
});
