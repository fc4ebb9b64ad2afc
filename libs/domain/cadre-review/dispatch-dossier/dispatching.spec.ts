import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { isRefusal, newId } from '#engine/kernel';
import { appendTo } from '#engine/testing';
import { acknowledgedFact, letter, preparedFact, replacedFact, round, unit } from '../cadre-review-examples.js';
import { dossierStream } from '../dossier.events.js';
import { dossierDocumentSchema } from '../signed-document/dossier-document.js';
import { documentHash } from '../signed-document/dossier-signer.js';
import { dispatchDossier } from './dispatch-dossier.js';
import { DispatchTrial, names } from './dispatching-examples.js';
import type { SendDispatch } from './dispatching.js';

let t: DispatchTrial;
beforeEach(async () => {
  t = await DispatchTrial.open();
});
afterEach(() => t.close());

describe('handing a dossier over', () => {
  test('signs a document with the names and records its hash; the log has no name', async () => {
    expect(isRefusal(await t.dispatch())).toBe(false);
    const [fact] = await t.handedOver();
    const [document] = await t.kept();
    expect([document!.hash, documentHash(document!.jws), fact!.persons]).toEqual([fact!.hash, fact!.hash, ['p-deputy', 'p-head-1', 'p-head-2', 'p-secretary']]);
    const signed = await t.read(document!.jws);
    expect(signed).toMatchObject({ dossier: 'nanjing-2024.xuanwu', version: 1, number: letter, mark: 'internal', replaces: null, redaction: null, ledger: null });
    expect(signed.confirmed.leaders.map(({ person, name }) => [person, name]).sort()).toEqual(Object.entries(names).sort());
    expect(signed.confirmed.leaders.find(({ person }) => person === 'p-head-2')!.remarks[0]!.zh).toBe('考核年度内于 2024-06-20 到任。');
    const everything = JSON.stringify(await t.log.readAll({ after: 0, limit: 1_000 }));
    for (const name of Object.values(names)) expect(everything).not.toContain(name);
  });

  test('makes a document that fits its published schema', async () => {
    await t.dispatch();
    const fits = new Ajv2020({ validateFormats: false, strictTypes: false, strictRequired: false, allowUnionTypes: true }).compile(dossierDocumentSchema);
    expect([fits(await t.read((await t.kept())[0]!.jws)), fits.errors]).toEqual([true, null]);
    expect(fits({ ...(await t.read((await t.kept())[0]!.jws)), mark: 'secret' })).toBe(false);
  });

  test('carries the proof that the result is in the ledger, where a checkpoint covers it', async () => {
    const asked: number[] = [];
    t.proofs = async (position) => {
      asked.push(position);
      return { checkpoint: 'zhiheng.test\n9\nroot\n\n— zhiheng.test AAAA\n', index: position - 1, size: 9, leaf: 'bGVhZg==', proof: ['c3RlcA=='] };
    };
    await t.dispatch();
    const signed = await t.read((await t.kept())[0]!.jws);
    expect([asked, signed.ledger]).toEqual([[signed.integrity.position], { checkpoint: expect.stringContaining('zhiheng.test'), index: signed.integrity.position - 1, size: 9, leaf: 'bGVhZg==', proof: ['c3RlcA=='] }]);
  });

  test('has one effect, repeated or at the same time, and leaves one document', async () => {
    const id = newId();
    const outcomes = await Promise.all([t.dispatch(t.send, id), t.dispatch(t.send, id), t.dispatch(), t.dispatch(), t.dispatch()]);
    expect(outcomes.every((outcome) => !isRefusal(outcome))).toBe(true);
    expect(await t.dispatch(t.send, id)).toMatchObject({ repeated: true });
    expect([(await t.handedOver()).length, (await t.kept()).map(({ hash }) => hash)]).toEqual([1, [(await t.handedOver())[0]!.hash]]);
  });

  test('that is refused leaves nothing in the store', async () => {
    await appendTo(t.log, `result-${round}.${unit}`, { type: 'assessment.ReviewRequested', data: { round, unit, request: 'q-1', run: 1, node: 'total', claim: '90', reason: '漏计', evidence: [], decideBy: '2025-07-01' } });
    expect(await t.dispatch()).toMatchObject({ refused: 'cadre-review.review-open' });
    expect([await t.handedOver(), await t.kept()]).toEqual([[], []]);
  });

  test('that dies between document and fact is made good by the next attempt, under the same key or another', async () => {
    const dying: SendDispatch = async () => Promise.reject(new Error('killed'));
    await expect(t.dispatch(dying)).rejects.toThrow('killed');
    expect([(await t.handedOver()).length, (await t.kept()).length]).toEqual([0, 1]);
    const id = newId();
    await expect(t.dispatch(dying, id)).rejects.toThrow('killed');
    await t.dispatch(t.send, id);
    expect([(await t.handedOver()).length, (await t.kept()).map(({ hash }) => hash)]).toEqual([1, [(await t.handedOver())[0]!.hash]]);
  });

  test('that dies after the fact finds it recorded', async () => {
    const id = newId();
    const dying: SendDispatch = async (...all) => {
      await t.send(...all);
      throw new Error('killed');
    };
    await expect(t.dispatch(dying, id)).rejects.toThrow('killed');
    expect(await t.dispatch(t.send, id)).toMatchObject({ repeated: true });
    expect([(await t.handedOver()).length, (await t.kept()).length]).toEqual([1, 1]);
  });

  test('of a replacement names the document that it takes the place of', async () => {
    await t.dispatch();
    await appendTo(t.log, dossierStream(round, unit), acknowledgedFact(), replacedFact(), preparedFact(2));
    expect(await t.dispatch(t.send, newId(), 1)).toMatchObject({ refused: 'cadre-review.not-latest' });
    await t.dispatch(t.send, newId(), 2);
    const [first, second] = await t.handedOver();
    expect((await t.read((await t.kept(2))[0]!.jws)).replaces).toEqual({ version: 1, hash: first!.hash });
    expect([first!.version, second!.version, (await t.kept(1)).length]).toEqual([1, 2, 1]);
  });
});

test('the command is known by what the caller states, not by the document', () => {
  expect(dispatchDossier.stated!({ round, unit, version: 1, document: null })).toEqual({ round, unit, version: 1 });
});
