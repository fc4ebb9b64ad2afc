import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { given, person } from '#engine/testing';
import { personAdded, personErased } from '../units-examples.js';
import type { PersonEvent } from '../units.events.js';
import { addPerson, correctPerson, erasePerson } from './keep-person.js';
import { describePeopleHandOver, describePeopleRegistry } from './people-registry.contract.js';
import { maskedName, maskedPhone } from './people-registry.js';
import { SqlitePeople } from './sqlite-people.js';

const folder = mkdtempSync(join(tmpdir(), 'people-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let files = 0;
const newFile = (): string => join(folder, `people-${++files}.sqlite`);

describePeopleRegistry('SQLite', async () => new SqlitePeople(newFile()));
describePeopleHandOver('SQLite', async () => new SqlitePeople(newFile()));

describe('the registry in SQLite', () => {
  test('keeps entries across a restart', async () => {
    const path = newFile();
    const before = new SqlitePeople(path);
    await before.put({ reference: 'p-1', name: '王建国', changedAt: '2025-01-02T00:00:00.000Z' });
    await before.erase('p-2');
    await before.close();
    const after = new SqlitePeople(path);
    expect([(await after.get('p-1'))?.name, await after.put({ reference: 'p-2', name: '李四', changedAt: '2025-01-02T00:00:00.000Z' })]).toEqual(['王建国', false]);
    await after.close();
  });

  test('an erased name is in none of its files', async () => {
    const path = newFile();
    const registry = new SqlitePeople(path);
    const name = '欧阳测试甲';
    for (let n = 0; n < 50; n++) await registry.put({ reference: `q-${n}`, name: n === 25 ? name : `某某${n}`, phone: n === 25 ? '13912345678' : '10000', changedAt: '2025-01-02T00:00:00.000Z' });
    const onDisk = (text: string): boolean => readdirSync(folder).filter((file) => file.startsWith(`people-${files}.`)).some((file) => readFileSync(join(folder, file)).includes(text));
    expect([onDisk(name), onDisk('13912345678')]).toEqual([true, true]);
    await registry.erase('q-25');
    expect([onDisk(name), onDisk('13912345678'), onDisk('某某24')]).toEqual([false, false, true]);
    await registry.close();
  });
});

describe('what lists show of a person', () => {
  test.each([['王建国', '王**'], ['欧阳', '欧*'], ['𠮷田', '𠮷*'], ['王', '王*'], ['', '*']])('%j is shown as %j', (name, masked) => {
    expect(maskedName(name)).toBe(masked);
  });

  test('a phone keeps its last two digits', () => {
    expect([maskedPhone('13800001234'), maskedPhone('12')]).toEqual(['*********34', '12']);
  });
});

describe('keeping a person', () => {
  const organisation = person('org-zhao', { roles: { organisation: 'all' } });
  const corrected: PersonEvent = { type: 'units.PersonCorrected', data: { person: 'p-1', fields: ['phone'] } };

  test('the log learns that data was added, corrected and erased, never the data', () => {
    given().as(organisation).when(addPerson, { person: 'p-1' }).then(personAdded());
    given(personAdded()).as(organisation).when(correctPerson, { person: 'p-1', fields: ['phone'] }).then(corrected);
    given(personAdded(), corrected).as(organisation).when(erasePerson, { person: 'p-1' }, { reason: '本人申请' }).then(personErased());
  });

  test('a reference is used once', () => {
    given(personAdded()).when(addPerson, { person: 'p-1' }).thenRefused('units.person-exists');
    given(personAdded(), personErased()).when(addPerson, { person: 'p-1' }).thenRefused('units.person-exists');
    given().when(addPerson, { person: 'p.1' }).thenRefused('units.bad-code');
  });

  test('only kept data is corrected, and nothing given anew changes nothing', () => {
    given().when(correctPerson, { person: 'p-1', fields: ['name'] }).thenRefused('units.unknown-person');
    given(personAdded(), personErased()).when(correctPerson, { person: 'p-1', fields: ['name'] }).thenRefused('units.unknown-person');
    given(personAdded()).when(correctPerson, { person: 'p-1', fields: [] }).thenNothing();
  });

  test('erasing needs a reason; a repetition changes nothing', () => {
    given(personAdded()).when(erasePerson, { person: 'p-1' }).thenRefused('units.reason-required');
    given(personAdded(), personErased()).when(erasePerson, { person: 'p-1' }).thenNothing();
    given().when(erasePerson, { person: 'p-1' }, { reason: 'x' }).thenRefused('units.unknown-person');
  });

  test('leadership reads names but does not keep them', () => {
    given().as(person('leader', { roles: { leadership: 'all' } })).when(addPerson, { person: 'p-1' }).thenForbidden();
  });
});
