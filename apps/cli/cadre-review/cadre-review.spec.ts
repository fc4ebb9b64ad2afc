import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import type { Bilingual } from '#engine/kernel';
import { receiptOutcomes, type DossierContent } from '#domain/cadre-review';
import { leadershipLines } from '#domain/units';
import { defaultLinkageRules } from '../../../libs/domain/cadre-review/adopt-rules/default-rules.js';
import { content as dossierContent, letter, round, unit } from '../../../libs/domain/cadre-review/cadre-review-examples.js';
import { dossierStatuses } from '../../../libs/domain/cadre-review/dossiers/dossiers.projection.js';
import { deliveries } from '../../../libs/domain/cadre-review/feed/delivery.js';
import { both, receipt, served } from '../assessment/served-examples.js';
import { run, scriptedServer, testHost, type ScriptedServer, type TestHost } from '../cli-examples.js';
import * as words from '../../words/cadre-words.js';

let server: ScriptedServer;
let host: TestHost;
const start = async (answer: Parameters<typeof scriptedServer>[0]): Promise<void> => {
  server = await scriptedServer(answer);
  host = testHost();
};
const stop = async (): Promise<void> => {
  await server.close();
  host.dispose();
};
const here = (...argv: string[]): Promise<number> => run(host, '--server', server.address, ...argv);
const bodyOf = (nth: number): Record<string, unknown> => JSON.parse(server.seen.at(nth)!.body) as Record<string, unknown>;
const out = (): string => host.written.stdout;

const known: readonly (readonly [string, Readonly<Record<string, Bilingual>>, readonly string[]])[] = [
  ['states of dossiers', words.dossierStatusWords, dossierStatuses], ['states in the feed', words.deliveryWords, deliveries], ['outcomes of receipts', words.receiptOutcomeWords, receiptOutcomes],
  ['sides of a leading group', words.leadershipLineWords, leadershipLines],
];

describe('the words of the cadre review', () => {
  test.each(known)('are there for all %s and no others', (_, ours, codes) => {
    expect(Object.keys(ours).sort()).toEqual([...codes].sort());
  });
});

const line = {
  dossier: `${round}.${unit}`, round, unit, year: 2024, version: 2, latest: true, status: 'dispatched', number: letter, mark: 'internal', preparedAt: '2025-06-01T00:00:00.000Z', preparedBy: 'secretary',
  dispatched: { at: '2025-06-02T00:00:00.000Z', by: 'secretary', position: 40, message: 'm', hash: 'd'.repeat(64), kid: 'k', replaces: 1 }, settled: null, supersededBy: null, replacedBecause: null, revision: 3, changedAt: '2025-06-02T00:00:00.000Z',
  delivery: 'offered', result: { grade: 'B', published: '88.77', rank: 3, of: 12, vetoed: false },
};
const leadersOf = ({ confirmed }: DossierContent, name: string | null) => confirmed.leaders.map(({ appointment, person }) => ({ appointment, person, name, remarks: [both('到任')] }));

describe('a dossier', () => {
  afterEach(stop);
  const page = (name: string | null) => served('GET /cadre-review/dossiers/:round/:unit/:version', { ...line, content: dossierContent(), leaders: leadersOf(dossierContent(), name), position: 50 });
  const answer = (name: string | null): Parameters<typeof scriptedServer>[0] => ({ path }) =>
    ({ body: path.includes('dossiers?') ? served('GET /cadre-review/dossiers', { items: [line], total: 1, position: 50 }) : page(name) });

  test('is shown in its latest version with leaders by name, advice apart, and its proof', async () => {
    await start(answer('王明'));
    expect(await here('dossiers', 'show', round, unit)).toBe(0);
    expect(server.seen.map(({ path }) => path)).toEqual([`/api/cadre-review/dossiers?round=${round}&unit=${unit}&limit=1`, `/api/cadre-review/dossiers/${round}/${unit}/2`]);
    const { confirmed: { leaders, result }, advice, integrity } = dossierContent();
    expect(leaders.length).toBeGreaterThan(0);
    expect(out().match(/王明/g)).toHaveLength(leaders.length);
    expect(out()).toMatch(new RegExp(`考核结果 +${result.published}，${result.grade}[\\s\\S]*单位得分不计为个人得分[\\s\\S]*王明 +\\S+ +\\S+ \\S+ +\\d{4}-\\d{2}-\\d{2} – [\\s\\S]*${advice.rules.document}`));
    expect(out()).toContain(integrity.sheetHash);
  });

  test('says of an erased person only the reference', async () => {
    await start(answer(null));
    await here('dossiers', 'show', round, unit, '2');
    expect(out()).toMatch(new RegExp(`${dossierContent().confirmed.leaders[0]!.person}（已删除）`));
    expect(server.seen).toHaveLength(1);
  });

  test('that is not there is refused', async () => {
    await start(() => ({ body: served('GET /cadre-review/dossiers', { items: [], total: 0, position: 50 }) }));
    expect([await here('dossiers', 'show', round, unit), host.written.stderr.includes('cli.no-dossier')]).toEqual([3, true]);
  });

  test('prints its content as it is', async () => {
    await start(answer('王明'));
    await here('dossiers', 'show', round, unit, '2', '--content');
    expect(JSON.parse(out())).toEqual(JSON.parse(JSON.stringify(dossierContent())));
  });

  test('has a letter to print', async () => {
    const text = { number: letter, mark: { zh: '内部', en: 'Internal' }, title: both('函'), to: both('市委组织部'), paragraphs: [both('甲'), both('乙')], attachments: [both('材料')], from: both('局'), date: both('2025年6月2日'), position: 50 };
    await start(() => ({ body: served('GET /cadre-review/dossiers/:round/:unit/:version/letter', text) }));
    expect(await here('dossiers', 'letter', round, unit, '2')).toBe(0);
    expect(out()).toBe(`内部  ${letter}\n\n函\n\n市委组织部：\n\n甲\n\n乙\n\n附件1：材料\n\n局\n2025年6月2日\n`);
  });

  test('leaves its signed document in a file', async () => {
    const kept = { hash: 'd'.repeat(64), round, unit, version: 2, jws: 'a.b.c', redactedAt: null };
    await start(() => ({ body: served('GET /cadre-review/documents/:hash', kept) }));
    const target = join(host.home, 'dossier.jws');
    expect([await here('dossiers', 'document', kept.hash, '--out', target), readFileSync(target, 'utf8')]).toEqual([0, 'a.b.c']);
  });
});

describe('preparing dossiers', () => {
  afterEach(stop);

  test('of one unit is an act with a receipt', async () => {
    await start(() => ({ status: 201, body: served('POST /cadre-review/dossiers/:round/:unit', receipt) }));
    expect(await here('dossiers', 'prepare', round, unit, '--number', 'n-1', '--reason', 'corrected')).toBe(0);
    expect([server.seen[0]!.path, bodyOf(0), server.seen[0]!.headers['x-reason']]).toEqual([`/api/cadre-review/dossiers/${round}/${unit}`, { number: 'n-1', rules: 'city' }, 'corrected']);
  });

  test.each([[[], 0], [[{ unit: 'tax', outcome: 'refused', code: 'cadre-review.vertically-managed', title: both('垂管单位。') }], 3]])('of a whole round says for each unit what came of it: %j ends with %i', async (refused, exit) => {
    const found = { prepared: 1, unchanged: 0, refused: refused.length, position: 7, units: [{ unit, outcome: 'prepared' }, ...refused] };
    await start(() => ({ body: served('POST /cadre-review/rounds/:round/dossiers', found) }));
    expect([await here('dossiers', 'prepare', round, '--number', 'n-1'), server.seen[0]!.path]).toEqual([exit, `/api/cadre-review/rounds/${round}/dossiers`]);
    expect(out()).toContain(`已备 1 份，没有变化 0 份，未备 ${refused.length} 份。`);
    expect(out().includes('垂管单位。 [cadre-review.vertically-managed]')).toBe(exit === 3);
  });

  test('and handing one over names the version', async () => {
    await start(() => ({ body: served('POST /cadre-review/dossiers/:round/:unit/dispatch', receipt) }));
    expect([await here('dossiers', 'dispatch', round, unit, '2'), bodyOf(0)]).toEqual([0, { version: 2 }]);
    expect(await here('dossiers', 'dispatch', round, unit)).toBe(2);
  });
});

describe('the feed', () => {
  afterEach(stop);

  test('tells how far receivers have come and what became of each dossier', async () => {
    const state = {
      receivers: [{ receiver: 'organisation-1', takenTo: 39, offeredTo: 40, at: '2025-06-02T01:00:00.000Z' }], head: 50, counts: { dispatched: 1 },
      items: [{ dossier: line.dossier, version: 2, status: 'dispatched', delivery: 'offered', dispatchedAt: '2025-06-02T00:00:00.000Z', position: 40 }], position: 50,
    };
    await start(() => ({ body: served('GET /cadre-review/feed-state', state) }));
    expect(await here('dossiers', 'feed')).toBe(0);
    expect(out()).toMatch(/organisation-1 +39 +40[\s\S]*材料（已报送 1）[\s\S]*nanjing-2024\.xuanwu +2 +已报送 +已提供 +2025-06-02 +40/);
  });
});

describe('receipts', () => {
  afterEach(stop);
  const send = (...options: string[]): Promise<number> => here('receipts', 'send', round, unit, '2', '--receiver', 'office', ...options);
  const taken = (outcome: string) => served('POST /cadre-review/receipts', { outcome, dossier: line.dossier, version: 2, position: 60 });

  test.each([['recorded', '已记录'], ['repeated', '此前已记录']])('that are %s say so', async (outcome, text) => {
    await start(() => ({ body: taken(outcome) }));
    expect([await send('--outcome', 'acknowledged', '--id', 'i-1', '--at', '2025-06-02T09:30'), out().includes(text)]).toEqual([0, true]);
    expect(bodyOf(0)).toEqual({ id: 'i-1', dossier: line.dossier, version: 2, outcome: 'acknowledged', receiver: 'office', at: '2025-06-02T01:30:00.000Z' });
  });

  test('that reject give their reason; id and time are drawn where none are given', async () => {
    await start(() => ({ body: taken('recorded') }));
    expect([await send('--outcome', 'rejected'), server.seen.length]).toEqual([2, 0]);
    expect(await send('--outcome', 'rejected', '--reason', 'why')).toBe(0);
    expect(bodyOf(0)).toMatchObject({ reason: 'why', at: host.now, id: expect.stringMatching(/^[0-9a-f-]{36}$/) });
  });

  test('that could not be taken are listed with the reason', async () => {
    const dead = { id: 'x', via: 'file', source: 'inbox.ndjson', text: '{', code: 'cadre-review.bad-receipt', values: { problem: 'not JSON' }, firstAt: 't1', lastAt: 't2', times: 2 };
    await start(() => ({ body: served('GET /cadre-review/dead-letters', { items: [dead], total: 1 }) }));
    expect(await here('receipts', 'dead-letters')).toBe(0);
    expect(out()).toMatch(/t2 +t1 +2 +文件 inbox\.ndjson +cadre-review\.bad-receipt problem=not JSON +\{/);
  });
});

describe('the rules on the use of results', () => {
  afterEach(stop);
  const rules = { rules: 'city', version: 3, document: 'doc-3', content: defaultLinkageRules, adoptedBy: 'li', adoptedAt: '2025-01-01T00:00:00.000Z', replacedAt: null, inForce: true, revision: 2 };
  const answer: Parameters<typeof scriptedServer>[0] = ({ path }) => ({
    body: path.includes('?') ? served('GET /cadre-review/linkage-rules', { items: [rules], total: 1, position: 9 }) : served('GET /cadre-review/linkage-rules/:rules/:version', { ...rules, position: 9 }),
  });

  test('are shown as they are in force, each condition in words', async () => {
    await start(answer);
    expect(await here('linkage', 'show')).toBe(0);
    expect(server.seen.at(-1)!.path).toBe('/api/cadre-review/linkage-rules/city/3');
    expect(out()).toMatch(/3 · 现行[\s\S]*等次为 D；或 一票否决[\s\S]*连续 2 年位于末 1 位[\s\S]*等次为 A，没有一票否决[\s\S]*领导班子 30%，干部 25%；班子优秀、一般、较差的分别为 30%、20%、15%[\s\S]*3%/);
  });

  test('that are not adopted are refused with what to do', async () => {
    await start(() => ({ body: served('GET /cadre-review/linkage-rules', { items: [], total: 0, position: 9 }) }));
    expect([await here('linkage', 'show'), host.written.stderr.includes('linkage adopt')]).toEqual([3, true]);
  });

  test('are adopted from a file that the model gives, with or without its frame', async () => {
    await start(({ method }) => (method === 'GET' ? { body: served('GET /cadre-review/shipped-linkage-rules', { content: defaultLinkageRules }) } : { status: 201, body: receipt }));
    await here('linkage', 'shipped', '--content');
    const [bare, framed] = [join(host.home, 'bare.json'), join(host.home, 'framed.json')];
    writeFileSync(bare, out());
    writeFileSync(framed, JSON.stringify({ content: defaultLinkageRules }));
    for (const file of [bare, framed]) {
      expect(await here('linkage', 'adopt', file, '--authority', 'doc-4')).toBe(0);
      expect([server.seen.at(-1)!.path, bodyOf(-1)]).toEqual(['/api/cadre-review/linkage-rules/city', { content: defaultLinkageRules }]);
    }
  });

  test.each([['included', true], ['excluded', false]])('and a vertically managed unit is %s by a document', async (decision, included) => {
    await start(() => ({ body: receipt }));
    expect([await here('inclusions', 'decide', 'tax', '--decision', decision, '--authority', 'doc'), bodyOf(0), server.seen[0]!.headers['x-authority']]).toEqual([0, { included }, 'doc']);
  });
});
