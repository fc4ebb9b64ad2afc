import { describe, expect, test } from '@jest/globals';
import { given, person } from '#engine/testing';
import { appointed, closed, document, left, merged, newName, registered, renamed } from '../units-examples.js';
import { closeUnit } from './close-unit.js';
import { mergeUnits } from './merge-units.js';
import { renameUnit } from './rename-unit.js';

const code = 'financial-regulation';
const bureau = person('director', { roles: { bureau: 'all' } });
const stranger = person('reporter', { unit: code, roles: { reporter: [code] } });
const withDocument = { authority: document };
const successor = { authority: document, toldFrom: { successor: [registered({ code: 'finance' })] } };

describe('renaming a unit', () => {
  const renaming = { code, name: newName, from: '2024-06-01' };

  test('the name holds from its date; the old one stays in the state', () => {
    const outcome = given(registered()).as(bureau).when(renameUnit, renaming, withDocument).then(renamed());
    expect(outcome.state()).toMatchObject({ names: [{ from: '2023-12-18' }, { name: newName, from: '2024-06-01' }] });
  });

  test('the name it has already changes nothing', () => {
    given(registered(), renamed()).when(renameUnit, { ...renaming, from: '2024-08-01' }, withDocument).thenNothing();
  });

  test('a name does not begin before the one it follows', () => {
    given(registered()).when(renameUnit, { ...renaming, from: '2023-12-18' }, withDocument).thenRefused('units.not-after-last-name', { code, from: '2023-12-18', last: '2023-12-18' });
  });

  test('it needs a document, a unit, and one that is still there', () => {
    given(registered()).when(renameUnit, renaming).thenRefused('units.document-required');
    given().when(renameUnit, renaming, withDocument).thenRefused('units.unknown-unit');
    given(registered(), closed()).when(renameUnit, renaming, withDocument).thenRefused('units.unit-gone', { code, from: '2025-01-01' });
    given(registered()).as(stranger).when(renameUnit, renaming, withDocument).thenForbidden();
  });
});

describe('merging a unit', () => {
  const merging = { code, into: 'finance', from: '2025-01-01' };

  test('it goes into its successor', () => {
    given(registered()).as(bureau).when(mergeUnits, merging, successor).then(merged());
  });

  test('who is still in a post leaves with the unit; who left before is not touched', () => {
    given(registered(), appointed(), left(), appointed({ appointment: 'director-2', person: 'p-2', from: '2024-10-01' }))
      .when(mergeUnits, merging, successor)
      .then(merged(), left('2024-12-31', { appointment: 'director-2', person: 'p-2', document }));
  });

  test('the end comes after everything recorded of the unit', () => {
    given(registered(), renamed()).when(mergeUnits, { ...merging, from: '2024-06-01' }, successor).thenRefused('units.end-before-last', { code, from: '2024-06-01', last: '2024-06-01' });
    given(registered(), appointed(), left('2025-02-28')).when(mergeUnits, merging, successor).thenRefused('units.end-before-last', { code, from: '2025-01-01', last: '2025-02-28' });
  });

  test.each([
    ['an unknown unit', [], merging, successor, 'units.unknown-unit'],
    ['a unit that is gone already', [registered(), closed()], merging, successor, 'units.unit-gone'],
    ['itself as successor', [registered()], { ...merging, into: code }, successor, 'units.into-itself'],
    ['an unknown successor', [registered()], merging, withDocument, 'units.unknown-unit'],
    ['a successor that is gone', [registered()], merging, { ...withDocument, toldFrom: { successor: [registered({ code: 'finance' }), { ...closed(), data: { code: 'finance', from: '2024-01-01', document } }] } }, 'units.unit-gone'],
    ['no document', [registered()], merging, { toldFrom: successor.toldFrom }, 'units.document-required'],
  ] as const)('%s is refused', (_, past, command, options, refusal) => {
    given(...past).when(mergeUnits, command, options).thenRefused(refusal);
  });

  test('only the bureau merges', () => {
    given(registered()).as(stranger).when(mergeUnits, merging, successor).thenForbidden();
  });
});

describe('closing a unit', () => {
  test('it ends, and its leaders with it', () => {
    given(registered(), appointed()).as(bureau).when(closeUnit, { code, from: '2025-01-01' }, withDocument).then(closed(), left('2024-12-31', { document }));
  });

  test('it needs a document, a unit that is there, and a date after its last fact', () => {
    given(registered()).when(closeUnit, { code, from: '2025-01-01' }).thenRefused('units.document-required');
    given().when(closeUnit, { code, from: '2025-01-01' }, withDocument).thenRefused('units.unknown-unit');
    given(registered(), merged()).when(closeUnit, { code, from: '2025-06-01' }, withDocument).thenRefused('units.unit-gone');
    given(registered()).when(closeUnit, { code, from: '2023-12-01' }, withDocument).thenRefused('units.end-before-last');
    given(registered()).as(stranger).when(closeUnit, { code, from: '2025-01-01' }, withDocument).thenForbidden();
  });
});
