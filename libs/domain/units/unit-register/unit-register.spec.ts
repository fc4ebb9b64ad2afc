import { describe, expect, test } from '@jest/globals';
import { project } from '#engine/testing';
import { appointed, closed, document, left, merged, newName, registered, renamed } from '../units-examples.js';
import { shown } from './unit-register.http.js';
import { nameOn, noEnd, unitRegister } from './unit-register.projection.js';

const code = 'financial-regulation';
const first = { zh: '市金融监管局', en: 'Financial Supervision Bureau' };

describe('the register of units', () => {
  test('a unit has a line from its registration', () => {
    project(unitRegister).given(registered({ fullName: '南京市地方金融监督管理局', verticallyManaged: true })).thenRows({
      [code]: {
        code, name: first, fullName: '南京市地方金融监督管理局', kind: 'department', aliases: [], order: 16, members: [], verticallyManaged: true, note: null, status: 'active',
        names: [{ name: first, fullName: '南京市地方金融监督管理局', from: '2023-12-18', until: null, document: null }],
        from: '2023-12-18', lastDay: noEnd, mergedInto: null, endDocument: null, revision: 0, changedAt: '2025-01-01T00:00:01.000Z',
      },
    });
  });

  test('a new name begins where the old one ends, and each date has its own', () => {
    const row = project(unitRegister).given(registered(), renamed('2024-06-01'), renamed('2025-03-01')).row(code)!;
    expect(row.names.map(({ from, until, document: paper }) => [from, until, paper])).toEqual([
      ['2023-12-18', '2024-05-31', null], ['2024-06-01', '2025-02-28', document], ['2025-03-01', null, document],
    ]);
    expect([nameOn(row, '2024-05-01').name, nameOn(row, '2024-05-31').name, nameOn(row, '2024-06-01').name, nameOn(row, '2020-01-01').name]).toEqual([first, first, newName, first]);
    expect([shown(row, '2024-05-01').name, shown(row, undefined).name, shown(row, undefined).until]).toEqual([first, newName, null]);
  });

  test('a merger or closure sets the last day and the successor', () => {
    expect(project(unitRegister).given(registered(), merged('2025-01-01')).row(code)).toMatchObject({ status: 'merged', mergedInto: 'finance', lastDay: '2024-12-31', endDocument: document, revision: 1 });
    const row = project(unitRegister).given(registered(), closed('2024-03-01')).row(code)!;
    expect(row).toMatchObject({ status: 'closed', mergedInto: null, lastDay: '2024-02-29' });
    expect(shown(row, undefined).until).toBe('2024-02-29');
  });

  test('leaders do not touch it, and facts of a unit it never saw leave no line', () => {
    project(unitRegister).given(appointed(), left(), renamed(), closed()).thenRows({});
  });
});
