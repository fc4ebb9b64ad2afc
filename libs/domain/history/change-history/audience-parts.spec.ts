import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { cityPolicy, rolePolicy, type Actor } from '#engine/kernel';
import { person } from '#engine/testing';
import { isSeen, partsFor, seesWhole, type Reach } from './audience-parts.js';
import type { ChangeRow } from './changes.projection.js';
import type { Audience, TellingBook } from './telling.js';

const sees = rolePolicy('', ['reader']);
const audiences: Readonly<Record<string, Audience>> = {
  plain: { policy: sees }, alike: { policy: sees }, parties: { policy: sees, by: 'parties' }, gate: { policy: sees, by: 'gate' }, city: { policy: sees, by: 'nobody' }, others: { policy: sees, notOwn: true },
  closed: { policy: cityPolicy('', ['nobody-has-this']) },
};
const book: TellingBook = { audiences, tellings: {}, kinds: {}, titles: {}, roles: {}, systemParts: {} };
const reach: Reach = { subjects: async (_, units) => units.map((unit) => `thing:of-${unit}`), gates: async () => ['open'] };
const row = (more: Partial<ChangeRow>): ChangeRow => ({ audience: 'plain', unit: 'a', gate: null, subject: 'thing:x', ...more }) as ChangeRow;
const seen = async (actor: Actor, more: Partial<ChangeRow>) => isSeen(await partsFor(book, actor, reach), row(more));

const whole = person('w', { unit: 'a', roles: { reader: 'all' } });
const ofA = person('r', { unit: 'a', roles: { reader: ['a'] } });

describe('who sees a fact', () => {
  test.each([
    ['plain', {}, true, true], ['plain', { unit: 'b' }, true, false], ['plain', { unit: null }, true, false],
    ['parties', { subject: 'thing:of-a', unit: 'b' }, true, true], ['parties', { subject: 'thing:of-b' }, true, false],
    ['gate', { gate: 'open' }, true, true], ['gate', { gate: 'shut' }, true, false], ['gate', { gate: 'open', unit: 'b' }, true, false],
    ['city', {}, true, false], ['others', {}, false, false], ['others', { unit: 'b' }, true, false], ['closed', {}, false, false], ['unheard-of', {}, false, false],
  ] as const)('%s %j: who sees the city %s, who sees unit a %s', async (audience, more, city, unit) => {
    expect([await seen(whole, { audience, ...more }), await seen(ofA, { audience, ...more })]).toEqual([city, unit]);
  });

  test('nobody without a role sees anything', async () => {
    expect(await partsFor(book, person('x'), reach)).toEqual([]);
  });

  test('audiences of the same scope are one part', async () => {
    expect((await partsFor(book, whole, reach))[0]).toEqual([{ field: 'audience', is: 'in', value: ['plain', 'alike', 'parties', 'gate', 'city'] }]);
  });

  test('a fact is in one part at most, so that counts add up', async () => {
    const one = fc.record({
      audience: fc.constantFrom(...Object.keys(audiences)), unit: fc.constantFrom('a', 'b', null), gate: fc.constantFrom('open', 'shut', null), subject: fc.constantFrom('thing:of-a', 'thing:of-b'),
    });
    const actors = await Promise.all([whole, ofA, person('b', { unit: 'b', roles: { reader: ['a', 'b'] } })].map((actor) => partsFor(book, actor, reach)));
    fc.assert(fc.property(one, fc.constantFrom(...actors), (given, parts) => parts.filter((part) => isSeen([part], row(given))).length <= 1));
  });

  test('whole is what one sees of the whole city', () => {
    expect([seesWhole(book, whole, 'city'), seesWhole(book, ofA, 'city'), seesWhole(book, whole, 'unheard-of')]).toEqual([true, false, false]);
  });
});
