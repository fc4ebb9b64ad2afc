import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { appendTo } from '#engine/testing';
import { personStream } from '#domain/units';
import { defaultLinkageRules } from './adopt-rules/default-rules.js';
import { calculated, corrected, groupFacts, letter, publishedRoundFacts, registered, resultFact, round, rulesDocument, unit } from './cadre-review-examples.js';
import { CadreReviewServer } from './cadre-review-server-examples.js';
import { readDocument } from './signed-document/read-document.js';

const server = new CadreReviewServer();
const dossier = `/dossiers/${round}/${unit}`;
const receipt = (changes: object = {}) => ({ id: 'r-1', dossier: `${round}.${unit}`, version: 1, outcome: 'acknowledged', receiver: '市委组织部', at: '2025-06-11T02:00:00Z', ...changes });

beforeAll(async () => {
  await server.open();
  await appendTo(server.log, `round-${round}`, ...publishedRoundFacts());
  await appendTo(server.log, `result-${round}.${unit}`, resultFact());
  await appendTo(server.log, `unit-${unit}`, ...groupFacts);
  await appendTo(server.log, 'unit-customs', registered({ code: 'customs', kind: 'customs', verticallyManaged: true }));
});
afterAll(() => server.close());

describe('from a published result to an acknowledged dossier, over HTTP', () => {
  test('rules are adopted, found again and shipped as a model', async () => {
    expect((await server.ask('bureau', dossier, { number: letter })).json).toMatchObject({ status: 409, code: 'cadre-review.no-linkage-rules' });
    const { json: { content } } = await server.ask('organisation', '/shipped-linkage-rules');
    expect(content).toEqual(defaultLinkageRules);
    expect((await server.ask('organisation', '/linkage-rules/city', { content: { ...content, weight: '6' }, document: rulesDocument })).json).toMatchObject({ status: 422, code: 'cadre-review.bad-weight' });
    expect((await server.ask('bureau', '/linkage-rules/city', { content, document: rulesDocument })).status).toBe(403);
    expect((await server.ask('organisation', '/linkage-rules/city', { content, document: rulesDocument })).status).toBe(201);
    expect((await server.view('auditor', '/linkage-rules?rules=city')).json).toMatchObject({ total: 1, items: [{ version: 1, inForce: true, document: rulesDocument }] });
    expect((await server.view('leader', '/linkage-rules/city/1')).json).toMatchObject({ content: { weight: '3' } });
    expect((await server.view('leader', '/linkage-rules/city/2')).status).toBe(404);
    expect((await server.ask('reporter', '/linkage-rules')).status).toBe(403);
  });

  test('the dossiers of a round are prepared together; each unit\'s "no" has its reason', async () => {
    const { json } = await server.ask('bureau', `/rounds/${round}/dossiers`, { number: letter });
    expect(json).toMatchObject({
      prepared: 1, unchanged: 0, refused: 2,
      units: [{ unit, outcome: 'prepared' }, { unit: 'qinhuai', outcome: 'refused', code: 'cadre-review.unit-not-in-round' }, { unit: 'customs', outcome: 'refused', code: 'cadre-review.vertically-managed', title: { zh: expect.stringContaining('垂直管理') } }],
    });
    expect((await server.ask('bureau', dossier, { number: letter })).json).toMatchObject({ changed: false });
    expect((await server.ask('bureau', '/rounds/none/dossiers', { number: letter })).status).toBe(404);
    expect((await server.view('bureau', '/rounds')).json).toMatchObject({ items: [{ round, run: 1, document: '宁质发〔2025〕3号' }] });
  });

  test('a vertically managed unit is included by a decision', async () => {
    expect((await server.ask('organisation', '/inclusions/customs', { included: true, document: '宁组发〔2025〕2号' })).status).toBe(200);
    expect((await server.ask('organisation', `/inclusions/${unit}`, { included: true, document: '文' })).json).toMatchObject({ status: 409, code: 'cadre-review.not-vertically-managed' });
    expect((await server.ask('bureau', '/dossiers/nanjing-2024/customs', { number: letter })).json).toMatchObject({ status: 409, code: 'cadre-review.no-result' });
    expect((await server.view('auditor', '/inclusions')).json).toMatchObject({ items: [{ unit: 'customs', included: true }] });
  });

  test('those whose work it is see it with the names, and are written down; to the others it does not exist', async () => {
    server.accesses.length = 0;
    const { json } = await server.view('leader', `${dossier}/1`);
    expect(json).toMatchObject({ status: 'prepared', latest: true, delivery: 'none', result: { grade: 'B', published: '88.77', rank: 3, of: 12 }, content: { confirmed: { unit: { code: unit } }, advice: { rules: { version: 1 } } } });
    expect(json.leaders.map((one: any) => one.name)).toEqual(['李区长', '张书记', '王区长', '赵副区长']);
    expect((await server.view('organisation', '/dossiers')).json).toMatchObject({ total: 1, items: [{ dossier: 'nanjing-2024.xuanwu' }] });
    expect((await server.view('leader', `${dossier}/9`)).status).toBe(404);
    expect((await server.view('bureau', `${dossier}/1/letter`)).json).toMatchObject({ number: letter, mark: { zh: '内部' }, title: { zh: expect.stringContaining('玄武区') } });
    for (const who of ['reporter', 'auditor'] as const) for (const path of ['/dossiers', `${dossier}/1`, `${dossier}/1/letter`, '/feed-state', '/feed', '/dead-letters']) expect([who, path, (await server.ask(who, path)).status]).toEqual([who, path, 403]);
    expect(server.accesses.slice(0, 4)).toEqual([`read /api/cadre-review${dossier}/1`, 'read /api/cadre-review/dossiers', `read /api/cadre-review${dossier}/9`, `read /api/cadre-review${dossier}/1/letter`]);
    expect(server.accesses.filter((one) => one.startsWith('403'))).toHaveLength(12);
  });

  test('it is handed over once, pulled, verified and acknowledged; everyone can see how far it is', async () => {
    const state = async () => (await server.view('bureau', '/feed-state')).json;
    expect(await state()).toMatchObject({ counts: { prepared: 1 }, receivers: [], items: [{ status: 'prepared', delivery: 'none', position: null }] });
    const dispatched = await server.ask('bureau', `${dossier}/dispatch`, { version: 1 }, { 'idempotency-key': 'd-1' });
    expect([dispatched.status, dispatched.json.events[0].type]).toEqual([200, 'cadre-review.DossierDispatched']);
    expect((await server.ask('bureau', `${dossier}/dispatch`, { version: 1 }, { 'idempotency-key': 'd-1' })).json).toMatchObject({ repeated: true });
    expect((await server.ask('bureau', `${dossier}/dispatch`, { version: 1 })).json).toMatchObject({ changed: false });
    expect(await state()).toMatchObject({ items: [{ status: 'dispatched', delivery: 'waiting' }] });

    expect((await server.ask('bureau', '/feed')).status).toBe(403);
    expect((await server.ask('organisation', '/feed?after=x')).json).toMatchObject({ status: 400, errors: [{ field: 'query.after' }] });
    const { json: page } = await server.ask('organisation', '/feed?limit=5');
    const [message] = page.events;
    expect(message).toMatchObject({ specversion: '1.0', id: dispatched.json.events[0].id, type: 'quality.cadre-review.dossier.v1', subject: 'nanjing-2024.xuanwu', data: { version: 1, number: letter } });
    const { json: keySet } = await server.ask('', '/keys');
    expect(await readDocument(message.data.jws, keySet, [message.data.kid])).toMatchObject({ dossier: 'nanjing-2024.xuanwu', confirmed: { result: { grade: 'B' } } });
    expect(await state()).toMatchObject({ items: [{ delivery: 'offered' }], receivers: [{ receiver: 'organisation' }] });
    await server.ask('organisation', `/feed?after=${page.next}`);
    expect(await state()).toMatchObject({ items: [{ delivery: 'taken' }] });

    expect((await server.ask('organisation', '/receipts', receipt())).json).toMatchObject({ outcome: 'recorded', version: 1 });
    expect((await server.ask('organisation', '/receipts', receipt())).json).toMatchObject({ outcome: 'repeated' });
    expect((await server.ask('bureau', '/receipts', receipt())).status).toBe(403);
    expect((await server.view('bureau', `${dossier}/1`)).json).toMatchObject({ status: 'acknowledged', settled: { receiver: '市委组织部' } });
    expect((await server.view('bureau', '/dossiers?status=acknowledged')).json.total).toBe(1);
    expect((await server.ask('bureau', `/documents/${message.data.hash}`)).json).toMatchObject({ hash: message.data.hash, jws: message.data.jws, redactedAt: null });
    expect((await server.ask('bureau', `/documents/${'0'.repeat(64)}`)).status).toBe(404);
  });

  test('a receipt that cannot be taken is answered, kept with its reason and blocks nothing', async () => {
    expect((await server.ask('organisation', '/receipts', receipt({ id: 'r-2', outcome: 'rejected', reason: '有误' }))).json).toMatchObject({ status: 409, code: 'cadre-review.receipt-contradicts' });
    expect((await server.ask('organisation', '/receipts', receipt({ version: 0 }))).json).toMatchObject({ status: 422, code: 'cadre-review.bad-receipt' });
    expect((await server.ask('organisation', '/receipts', receipt({ dossier: 'none.xuanwu' }))).json).toMatchObject({ status: 404, code: 'cadre-review.unknown-dossier' });
    expect((await server.ask('bureau', '/dead-letters?limit=2')).json).toMatchObject({ total: 3, next: expect.any(String), items: [{ code: 'cadre-review.unknown-dossier', title: { zh: expect.not.stringContaining('{') } }, { code: 'cadre-review.bad-receipt', values: { problem: '/version must be >= 1' } }] });
  });

  test('a correction is handed over as a version that replaces by reference; its receipt may come as a file', async () => {
    await appendTo(server.log, `result-${round}.${unit}`, resultFact(2, { published: '89.10', rank: 2 }));
    await appendTo(server.log, `round-${round}`, calculated(2), corrected());
    const number = '宁质函〔2025〕20号';
    expect((await server.ask('bureau', dossier, { number })).json).toMatchObject({ status: 422, code: 'cadre-review.reason-required' });
    expect((await server.ask('bureau', dossier, { number, reason: '结果更正' })).json.events.map(({ type }: any) => type)).toEqual(['cadre-review.DossierReplaced', 'cadre-review.DossierPrepared']);
    expect((await server.ask('bureau', `${dossier}/dispatch`, { version: 1 })).json).toMatchObject({ status: 409, code: 'cadre-review.not-latest' });
    await server.ask('bureau', `${dossier}/dispatch`, { version: 2 });
    const { events } = (await server.ask('organisation', '/feed')).json;
    expect(events.map(({ data }: any) => [data.version, data.replaces?.version ?? null])).toEqual([[1, null], [2, 1]]);
    expect(events[1].data.replaces.hash).toBe(events[0].data.hash);
    expect((await server.view('bureau', `${dossier}/2/letter`)).json.paragraphs[2].zh).toContain(letter);
    writeFileSync(join(server.folder, 'inbox', '1.ndjson'), `${JSON.stringify(receipt({ id: 'r-3', version: 2, outcome: 'rejected', reason: '任职时间有误' }))}\n`);
    const deadline = Date.now() + 5_000;
    const status = async () => (await server.view('bureau', `${dossier}/2`)).json.status;
    while ((await status()) !== 'rejected' && Date.now() < deadline) await new Promise((resolve) => setImmediate(resolve));
    expect((await server.view('bureau', '/dossiers?versions=all')).json.items.map(({ version, status, supersededBy, settled }: any) => [version, status, supersededBy, settled.reason])).toEqual([
      [2, 'rejected', null, '任职时间有误'], [1, 'superseded', 2, null],
    ]);
  });

  test('an erased person disappears from page, feed and document; the proof stays', async () => {
    const before = (await server.ask('organisation', '/feed')).json.events[1].data;
    await appendTo(server.log, personStream('p-head-1'), { type: 'units.PersonErased', data: { person: 'p-head-1', reason: '本人申请' } });
    server.names.delete('p-head-1');
    await server.review.redaction.whenProcessed(await server.log.head());
    const { data } = (await server.ask('organisation', '/feed')).json.events[1];
    expect([data.hash, data.redactedAt, data.jws === before.jws]).toEqual([before.hash, server.clock.now(), false]);
    const document = await readDocument(data.jws, (await server.ask('', '/keys')).json, [data.kid]);
    expect(document).toMatchObject({ redaction: { of: before.hash, persons: ['p-head-1'] }, integrity: (await server.view('leader', `${dossier}/2`)).json.content.integrity });
    expect(JSON.stringify(document)).not.toContain('李区长');
    expect((await server.view('leader', `${dossier}/2`)).json.leaders[0]).toMatchObject({ person: 'p-head-1', name: null });
  });

  test('what a receiver needs is public: keys and schemas', async () => {
    expect(Object.keys((await server.ask('', '/keys')).json.keys[0]).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x']);
    expect([(await server.ask('', '/document-schema')).json.$id, (await server.ask('', '/receipts/schema')).json.$id]).toEqual(['urn:zhiheng:schema:dossier-document.v1', 'urn:zhiheng:schema:quality.cadre-review.receipt.v1']);
  });
});
