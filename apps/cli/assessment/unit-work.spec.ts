import { describe, expect, test } from '@jest/globals';
import { round } from '../../../libs/domain/assessment/assessment-examples.js';
import type { scriptedServer } from '../cli-examples.js';
import { bodyOf, file, here, host, out, server, start } from '../scripted-examples.js';
import { both, receipt, served } from './served-examples.js';

const sha256 = 'a'.repeat(64);

describe('a self-assessment', () => {
  const reply = () => served('POST /rounds/:round/units/:unit/self-assessment', { ...receipt, notCounting: ['b'] });
  const answer: Parameters<typeof scriptedServer>[0] = ({ method, path }) =>
    method === 'PUT' ? { status: 201, body: { sha256, name: 'e.pdf', size: 4, type: 'application/pdf' } } : { body: path === '/api/me' ? { unit: 'xuanwu' } : reply() };
  const submit = (...options: string[]): Promise<number> => here('self-assessment', 'submit', round, '--situation', 's', '--problems', 'p', '--next-steps', 'n', '--self-score', '90', ...options);

  test('takes its items from a table with heads in either language, and uploads each file once', async () => {
    await start(answer);
    const proof = file('e.pdf', '%PDF');
    const items = file('items.csv', `\ufeff项目,数值,等级,项数,说明,佐证\na,2.5,,,x,${proof};${'b'.repeat(64)}\nb,,full,,,\nc,,,x=1；y=2,,${proof}\n`);
    const bonuses = file('bonuses.csv', `claim,rule,matter,level,documentType,document,evidence\nb-1,award,m,national,commendation,d,${proof}\n`);
    expect(await submit('--items', items, '--bonuses', bonuses)).toBe(0);
    expect(server.seen.filter(({ method }) => method === 'PUT').map(({ path }) => path)).toEqual(['/api/evidence?unit=xuanwu', '/api/evidence?unit=xuanwu']);
    expect([server.seen.at(-1)!.path, bodyOf(-1)]).toEqual([`/api/rounds/${round}/units/xuanwu/self-assessment`, {
      situation: 's', problems: 'p', nextSteps: 'n', selfScore: '90',
      items: [{ node: 'a', claim: { value: '2.5' }, note: 'x', evidence: [sha256, 'b'.repeat(64)] }, { node: 'b', claim: { level: 'full' } }, { node: 'c', claim: { counts: { x: '1', y: '2' } }, evidence: [sha256] }],
      bonuses: [{ claim: 'b-1', rule: 'award', matter: 'm', level: 'national', documentType: 'commendation', document: 'd', evidence: [sha256] }],
    }]);
    expect(host.written.stderr).toContain('没有佐证，不计分：b');
  });

  test('takes them from a JSON file too, of the unit that is named there', async () => {
    await start(answer);
    const named = file('self.json', JSON.stringify({ unit: 'water', items: [{ node: 'a', claim: {}, evidence: [file('e.pdf', '%PDF')] }], bonuses: [], situation: 'of the file' }));
    expect(await here('self-assessment', 'submit', round, '--file', named)).toBe(0);
    expect([server.seen.map(({ path }) => path), bodyOf(-1)]).toEqual([
      ['/api/evidence?unit=water', `/api/rounds/${round}/units/water/self-assessment`], { items: [{ node: 'a', claim: {}, evidence: [sha256] }], bonuses: [], situation: 'of the file' },
    ]);
  });

  test.each([
    ['node,evidance\na,x\n', 'cli.unknown-column'], ['value\n2\n', 'cli.no-such-column'], ['node,counts\na,x\n', 'cli.not-counts'], ['node,counts\na,x=\n', 'cli.not-counts'], ['node\n', 'cli.no-rows'],
  ])('is not sent with a table %j', async (table, code) => {
    await start(answer);
    expect([await submit('--unit', 'xuanwu', '--items', file('items.csv', table)), host.written.stderr.includes(code), server.seen.length]).toEqual([2, true, 0]);
  });

  test('shows which claims count and what became of bonuses', async () => {
    const shown = {
      round, unit: 'xuanwu', submittedAt: '2025-01-20T00:00:00.000Z', situation: 's', problems: 'p', nextSteps: 'n', selfScore: '90', late: true, returned: { reason: 'incomplete' },
      items: [{ node: 'a', claim: { counts: { x: '1' } }, evidence: [], counts: false }],
      bonuses: [{ claim: 'b-1', rule: 'award', matter: 'm', level: 'national', documentType: 'commendation', evidence: [], counts: false, accepted: false }], position: 9,
    };
    await start(() => ({ body: served('GET /rounds/:round/units/:unit/self-assessment', shown) }));
    expect(await here('self-assessment', 'show', round, 'xuanwu', '--lang', 'en')).toBe(0);
    expect(out()).toMatch(/2025-01-20 late[\s\S]*Returned +incomplete[\s\S]*a +x=1 +0 +no[\s\S]*b-1 +award +national[\s\S]*rejected/);
  });

  test('has a form that says what each item takes', async () => {
    const form = {
      round, unit: 'xuanwu', group: 'districts', title: both('各区'), scale: '100', leaves: [{ node: 'mechanism', title: both('机制'), indicator: 'mechanism', points: '10', takes: 'level', levels: ['in-policy', 'in-practice'], items: [] }],
      bonusRules: [{ rule: 'award', title: both('表彰'), documentTypes: ['commendation'], points: { national: '2' }, cap: '2' }], position: 9,
    };
    await start(() => ({ body: served('GET /rounds/:round/units/:unit/self-assessment-form', form) }));
    await here('self-assessment', 'form', round, 'xuanwu');
    expect(out()).toMatch(/各区（districts · 满分 100）[\s\S]*mechanism +机制 +mechanism +10 +等级 +in-policy, in-practice[\s\S]*award +表彰 +national=2/);
  });
});

describe('a site check', () => {
  const record = (...options: string[]): Promise<number> => here('site-checks', 'record', round, 'xuanwu', 'c-1', '--on', '2025-02-03', '--place', 'hall', '--member', 'li', '--member', 'wang=bureau', ...options);

  test('says what was found by options and by a table', async () => {
    await start(() => ({ status: 201, body: receipt }));
    const items = file('checked.csv', 'node,value,remark\na,2,fine\n');
    expect(await record('--items', items, '--figure', 'b=3', '--level', 'c=full', '--counted', 'd=x=1', '--counted', 'd=y=2', '--recuse', 'zhao=kin=close', '--both-signed')).toBe(0);
    expect(bodyOf(0)).toEqual({
      on: '2025-02-03', place: 'hall', team: [{ user: 'li' }, { user: 'wang', unit: 'bureau' }], recusals: [{ user: 'zhao', reason: 'kin=close' }], signatures: { both: true },
      items: [{ node: 'a', verified: { value: '2' }, remark: 'fine' }, { node: 'b', verified: { value: '3' } }, { node: 'c', verified: { level: 'full' } }, { node: 'd', verified: { counts: { x: '1', y: '2' } } }],
    });
  });

  test('is signed or not, never both', async () => {
    await start(() => ({ status: 201, body: receipt }));
    expect([await record('--figure', 'b=3', '--both-signed', '--not-signed', 'why'), server.seen.length]).toEqual([2, 0]);
    await record('--figure', 'b=3', '--not-signed', 'why');
    expect(bodyOf(0)['signatures']).toEqual({ refused: 'why' });
  });

  test('is listed with claimed, verified and difference', async () => {
    const check = {
      check: 'c-1', on: '2025-02-03', place: 'hall', unannounced: true, team: ['li', 'wang'], recusals: [{ user: 'zhao', reason: 'kin' }], items: [{ node: 'a', claimed: { value: '3' }, verified: { value: '2' }, difference: '-1' }], evidence: [],
      signatures: { refused: 'absent' }, recordedBy: 'li', recordedAt: '2025-02-03T08:00:00.000Z',
    };
    await start(() => ({ body: served('GET /rounds/:round/units/:unit/site-checks', { round, unit: 'xuanwu', checks: [check], position: 9 }) }));
    await here('site-checks', 'list', round, 'xuanwu');
    expect(out()).toMatch(/c-1（2025-02-03 · hall · li, wang · 暗访 · 回避：zhao kin · 单位拒签：absent）\n.*\na +3 +2 +-1/);
  });
});

describe('the proof of samples', () => {
  const sample = { sample: 's-1', count: 1, candidates: ['xuanwu', 'qinhuai'], algorithm: 'a/1', team: ['li', 'wang'], seedHash: 'h', sealed: false, seed: 's', seedFits: true, drawn: ['xuanwu'], redrawn: ['xuanwu'], same: true };
  const proof = (change: object) => start(() => ({ body: served('GET /rounds/:round/samples', { round, steps: both('步骤'), samples: [{ ...sample, ...change }], position: 9 }) }));

  test.each([[{}, 0], [{ sealed: true, seed: null, seedFits: null, drawn: null, redrawn: null, same: null }, 0], [{ same: false }, 5], [{ seedFits: false }, 5]])('with %j ends with %i', async (change, exit) => {
    await proof(change);
    expect([await here('samples', 'proof', round), out().includes('1 / 2')]).toEqual([exit, true]);
  });
});

describe('entries', () => {
  test('carry their document, and a revoked one stays visible', async () => {
    const entry = { entry: 'e-1', kind: 'deduction', points: '2', rule: null, severity: null, indicator: null, matter: 'late', document: 'd-1', by: 'li', at: '2025-02-03T08:00:00.000Z', revoked: { reason: 'mistaken', document: 'd-2', by: 'wang', at: '2025-02-05T08:00:00.000Z' } };
    await start(({ method }) => (method === 'GET' ? { body: served('GET /rounds/:round/units/:unit/entries', { round, unit: 'xuanwu', entries: [entry], position: 9 }) } : { status: 201, body: receipt }));
    expect(await here('entries', 'deduct', round, 'xuanwu', 'e-1', '--points', '2', '--reason', 'late', '--authority', 'd-1')).toBe(0);
    expect([bodyOf(0), server.seen[0]!.headers['x-authority']]).toEqual([{ points: '2' }, 'd-1']);
    await here('entries', 'list', round, 'xuanwu');
    expect(out()).toMatch(/e-1 +扣分 +2 +late +d-1 +2025-02-03 li +2025-02-05 由 wang 撤销：mistaken d-2/);
  });

  test.each([['accepted', true], ['rejected', false]])('of bonus are decided as %s', async (decision, accepted) => {
    await start(() => ({ body: receipt }));
    expect([await here('bonuses', 'decide', round, 'xuanwu', 'b-1', '--decision', decision, '--reason', 'why'), bodyOf(0)]).toEqual([0, { accepted }]);
  });
});
