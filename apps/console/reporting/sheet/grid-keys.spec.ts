import { describe, expect, test } from '@jest/globals';
import { deedOf, type GridState, type KeyPress } from './grid-keys.js';

const state = (changes: Partial<GridState> = {}): GridState => ({ at: { row: 1, column: 1 }, rows: 3, columns: 3, typing: false, caret: false, ...changes });
const press = (key: string, changes: Partial<KeyPress> = {}): KeyPress => ({ key, shift: false, control: false, alt: false, ...changes });
const goes = (row: number, column: number, stretch = false) => ({ is: 'go', to: { row, column }, stretch });

describe('a key in the grid', () => {
  test.each([
    ['ArrowUp', 0, 1], ['ArrowDown', 2, 1], ['ArrowLeft', 1, 0], ['ArrowRight', 1, 2], ['Enter', 2, 1], ['Tab', 1, 2], ['Home', 1, 0], ['End', 1, 2],
  ])('%s goes to row %i, column %i', (key, row, column) => {
    expect(deedOf(press(key), state())).toEqual(goes(row, column));
  });

  test('Shift stretches with arrows and goes back with Enter and Tab', () => {
    expect(deedOf(press('ArrowDown', { shift: true }), state())).toEqual(goes(2, 1, true));
    expect(deedOf(press('Enter', { shift: true }), state())).toEqual(goes(0, 1));
    expect(deedOf(press('Tab', { shift: true }), state())).toEqual(goes(1, 0));
  });

  test('Control goes to the edges', () => {
    expect(deedOf(press('ArrowDown', { control: true }), state({ rows: 60 }))).toEqual(goes(59, 1));
    expect(deedOf(press('End', { control: true, shift: true }), state())).toEqual(goes(2, 2, true));
    expect(deedOf(press('Home', { control: true }), state())).toEqual(goes(0, 0));
    expect(deedOf(press('z', { control: true }), state())).toEqual({ is: 'undo' });
    expect(deedOf(press('A', { control: true }), state())).toEqual({ is: 'all' });
  });

  test('Tab goes on in the next row and leaves the grid at its ends', () => {
    expect(deedOf(press('Tab'), state({ at: { row: 0, column: 2 } }))).toEqual(goes(1, 0));
    expect(deedOf(press('Tab', { shift: true }), state({ at: { row: 1, column: 0 } }))).toEqual(goes(0, 2));
    expect(deedOf(press('Tab'), state({ at: { row: 2, column: 2 } }))).toEqual({ is: 'nothing' });
    expect(deedOf(press('Tab', { shift: true }), state({ at: { row: 0, column: 0 } }))).toEqual({ is: 'nothing' });
  });

  test('while a text is typed, arrows take it and go on; with the caret in the text they move the caret', () => {
    expect(deedOf(press('ArrowRight'), state({ typing: true }))).toEqual(goes(1, 2));
    expect(deedOf(press('ArrowRight'), state({ typing: true, caret: true }))).toEqual({ is: 'nothing' });
    expect(deedOf(press('ArrowDown'), state({ typing: true, caret: true }))).toEqual(goes(2, 1));
    expect(deedOf(press('Delete'), state({ typing: true }))).toEqual({ is: 'nothing' });
    expect(deedOf(press('Escape'), state({ typing: true }))).toEqual({ is: 'abandon' });
    expect(deedOf(press('z', { control: true }), state({ typing: true }))).toEqual({ is: 'nothing' });
  });

  test('F2 edits, F6 goes to the panel, Delete clears; letters and keys with Alt are the browser’s', () => {
    expect([deedOf(press('F2'), state()), deedOf(press('F6'), state()), deedOf(press('Delete'), state()), deedOf(press('5'), state()), deedOf(press('ArrowUp', { alt: true }), state()), deedOf(press('Escape'), state())]).toEqual([
      { is: 'edit' }, { is: 'panel' }, { is: 'clear' }, { is: 'nothing' }, { is: 'nothing' }, { is: 'nothing' },
    ]);
  });
});
