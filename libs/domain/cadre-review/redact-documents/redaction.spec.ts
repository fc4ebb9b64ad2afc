import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { appendTo } from '#engine/testing';
import { personStream } from '#domain/units';
import { content, round, unit } from '../cadre-review-examples.js';
import { DispatchTrial } from '../dispatch-dossier/dispatching-examples.js';
import { isErased, type SendDispatch } from '../dispatch-dossier/dispatching.js';
import { dossierStream } from '../dossier.events.js';

let t: DispatchTrial;
beforeEach(async () => {
  t = await DispatchTrial.open();
});
afterEach(() => t.close());

describe('erasing a person', () => {
  const settled = async (): Promise<void> => t.review.redaction.whenProcessed(await t.log.head());

  test('takes the name out of the kept document; log, hash and proof stay, and the document says so', async () => {
    await t.dispatch();
    const before = [await t.log.readStream(dossierStream(round, unit)), (await t.kept())[0]!] as const;
    t.review.start();
    await t.erase('p-head-1');
    await settled();
    const [document] = await t.kept();
    expect(await t.log.readStream(dossierStream(round, unit))).toEqual(before[0]);
    expect(document).toMatchObject({ hash: before[1].hash, redactedAt: t.clock.now(), persons: ['p-deputy', 'p-head-2', 'p-secretary'] });
    const signed = await t.read(document!.jws);
    expect(signed.redaction).toEqual({ of: before[1].hash, persons: ['p-head-1'], at: t.clock.now() });
    expect(signed.confirmed.leaders.map(({ person, name }) => [person, name === null])).toEqual([['p-head-1', true], ['p-secretary', false], ['p-head-2', false], ['p-deputy', false]]);
    expect(signed.integrity).toEqual(content().integrity);
    await t.erase('p-deputy');
    await settled();
    expect((await t.read((await t.kept())[0]!.jws)).redaction).toMatchObject({ of: before[1].hash, persons: ['p-deputy', 'p-head-1'] });
  });

  test('before the dossier is handed over leaves the name out, also while the registry still has it', async () => {
    await appendTo(t.log, personStream('p-head-1'), { type: 'units.PersonErased', data: { person: 'p-head-1', reason: '本人申请' } });
    expect([await isErased(t.log, 'p-head-1'), await isErased(t.log, 'p-head-2')]).toEqual([true, false]);
    await t.dispatch();
    const signed = await t.read((await t.kept())[0]!.jws);
    expect(signed.confirmed.leaders.find(({ person }) => person === 'p-head-1')!.name).toBeNull();
    expect((await t.handedOver())[0]!.persons).not.toContain('p-head-1');
  });

  test.each(['before it is signed', 'after it is signed'])('while the dossier is handed over, %s, reaches it', async (when) => {
    t.review.start();
    const erase = async (): Promise<void> => {
      await t.erase('p-head-1');
      await settled();
    };
    if (when === 'before it is signed') t.afterNames = erase;
    const meanwhile: SendDispatch = async (...all) => {
      if (when === 'after it is signed') await erase();
      return t.send(...all);
    };
    await t.dispatch(meanwhile);
    await settled();
    const [document] = await t.kept();
    expect([document!.hash, document!.persons.includes('p-head-1'), document!.redactedAt !== null]).toEqual([(await t.handedOver())[0]!.hash, false, true]);
  });

  test('is made up for after a restart', async () => {
    await t.dispatch();
    await t.erase('p-head-1');
    await t.restart();
    t.review.start();
    await settled();
    expect((await t.kept())[0]!.redactedAt).not.toBeNull();
  });

  test('of a name that was corrected later changes nothing: what was handed over was handed over', async () => {
    await t.dispatch();
    t.registry.set('p-head-1', '李新名');
    await appendTo(t.log, personStream('p-head-1'), { type: 'units.PersonCorrected', data: { person: 'p-head-1', fields: ['name'] } });
    t.review.start();
    await settled();
    expect([(await t.read((await t.kept())[0]!.jws)).confirmed.leaders.some(({ name }) => name === '李区长'), (await t.kept())[0]!.redactedAt]).toEqual([true, null]);
  });
});
