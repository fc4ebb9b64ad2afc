import { describe, expect, test } from '@jest/globals';
import { SheetStore } from './sheet-store.js';
import type { Recorded } from './sheet-work.js';

const rows = [{ indicator: 'a', measurementUnit: '家' }, { indicator: 'b', measurementUnit: '%' }, { indicator: 'c', measurementUnit: '项' }];
const columns = [{ period: '2025-Q1', field: 'value' }, { period: '2025-Q1', field: 'note' }, { period: '2025-Q2', field: 'value' }] as const;
const recorded = (value: string, changedAt = '2025-04-01T00:00:00.000Z'): Recorded => ({ value, note: null, evidence: [], changedAt });

function sheet({ known = {}, locked = [], kept }: { known?: Record<string, Recorded>; locked?: readonly string[]; kept?: string } = {}) {
  const shelf = { text: kept as string | undefined };
  let keys = 0;
  const store = new SheetStore({ read: () => shelf.text ?? null, write: (text) => (shelf.text = text) }, () => `key-${(keys += 1)}`);
  const shape = (now = known) => store.shape(rows, columns, (indicator, period) => now[`${indicator}/${period}`], (indicator, period) => !locked.includes(`${indicator}/${period}`));
  shape();
  const enter = (row: number, column: number, text: string) => (store.select({ row, column }), store.type(text), store.commit());
  return { store, shape, enter, shelf };
}

describe('typing into a sheet', () => {
  test('makes drafts of what differs from what is recorded, and none of what does not', () => {
    const { store, enter } = sheet({ known: { 'a/2025-Q1': recorded('5') } });
    enter(0, 0, '６');
    enter(1, 0, '96.5%');
    expect(store.pending.map(({ indicator, draft }) => [indicator, draft.value, draft.base.value])).toEqual([['a', '6', '5'], ['b', '96.5', null]]);
    enter(0, 0, '5');
    expect(store.pending.map(({ indicator }) => indicator)).toEqual(['b']);
  });

  test('a note goes with the value, and alone it keeps the recorded value', () => {
    const { store, enter } = sheet({ known: { 'a/2025-Q1': recorded('5') } });
    enter(0, 1, '已核对');
    expect(store.pending[0]!.draft).toMatchObject({ value: '5', note: '已核对' });
  });

  test('what is given up leaves the cell as it was', () => {
    const { store } = sheet();
    store.type('9');
    store.abandon();
    expect([store.pending, store.isTyping]).toEqual([[], false]);
  });

  test('going to another cell keeps what was typed', () => {
    const { store } = sheet();
    store.type('9');
    store.select({ row: 1, column: 0 });
    expect(store.draftOf('a', '2025-Q1')?.value).toBe('9');
  });

  test('nothing is typed where one may not', () => {
    const { store, enter } = sheet({ locked: ['a/2025-Q1'] });
    enter(0, 0, '9');
    expect(store.pending).toEqual([]);
  });

  test('a change is taken back, one after the other', () => {
    const { store, enter } = sheet();
    enter(0, 0, '1');
    enter(0, 0, '2');
    store.undo();
    expect(store.draftOf('a', '2025-Q1')?.value).toBe('1');
    store.undo();
    store.undo();
    expect(store.pending).toEqual([]);
  });
});

describe('a block', () => {
  test('is pasted from the selected cell; cells that cannot take it are counted', () => {
    const { store } = sheet({ locked: ['b/2025-Q1'] });
    expect(store.paste('1\n2\n3\n4\n')).toEqual({ taken: 2, skipped: 2 });
    expect(store.pending.map(({ indicator, draft }) => `${indicator} ${draft.value}`)).toEqual(['a 1', 'c 3']);
    expect(store.block).toEqual({ from: { row: 0, column: 0 }, to: { row: 2, column: 0 } });
    store.undo();
    expect(store.pending).toEqual([]);
  });

  test('of value and note goes into both columns', () => {
    const { store } = sheet();
    store.paste('1\t一\n2\t二');
    expect(store.pending.map(({ draft }) => [draft.value, draft.note])).toEqual([['1', '一'], ['2', '二']]);
  });

  test('of one cell fills what is chosen, and is cleared as a whole', () => {
    const { store } = sheet();
    store.select({ row: 0, column: 0 });
    store.select({ row: 2, column: 0 }, true);
    store.paste('7');
    expect(store.pending.map(({ draft }) => draft.value)).toEqual(['7', '7', '7']);
    store.clearBlock();
    expect(store.pending).toEqual([]);
  });
});

describe('drafts', () => {
  test('survive a reload and go when they are recorded', () => {
    const first = sheet();
    first.enter(0, 0, '8');
    const { store, shelf } = sheet({ kept: first.shelf.text! });
    expect(store.pending.map(({ draft }) => draft.value)).toEqual(['8']);
    store.recorded('a', '2025-Q1');
    expect([store.pending, shelf.text]).toEqual([[], undefined]);
  });

  test('that cannot be read are none', () => {
    expect(sheet({ kept: '{broken' }).store.pending).toEqual([]);
  });

  test('are never overwritten: what somebody else recorded meanwhile is told beside them until one decides', () => {
    const { store, enter, shape } = sheet({ known: { 'a/2025-Q1': recorded('5') } });
    enter(0, 0, '6');
    shape({ 'a/2025-Q1': recorded('7', '2025-04-02T00:00:00.000Z') });
    expect([store.draftOf('a', '2025-Q1')?.value, store.conflict('a', '2025-Q1')?.value, store.pending[0]!.conflict]).toEqual(['6', '7', true]);
    store.settle('a', '2025-Q1', 'mine');
    expect([store.conflict('a', '2025-Q1'), store.draftOf('a', '2025-Q1')?.value]).toEqual([undefined, '6']);
    shape({ 'a/2025-Q1': recorded('8', '2025-04-03T00:00:00.000Z') });
    store.settle('a', '2025-Q1', 'theirs');
    expect(store.pending).toEqual([]);
  });

  test('that meanwhile are what is recorded are none any more', () => {
    const { store, enter, shape } = sheet();
    enter(0, 0, '6');
    shape({ 'a/2025-Q1': recorded('6') });
    expect(store.pending).toEqual([]);
  });

  test('what was said of a draft goes with the draft it was said of', () => {
    const { store, enter } = sheet();
    enter(0, 0, '6');
    const { draft } = store.pending[0]!;
    const told = { tone: 'invalid', because: { zh: '过大', en: 'too large' } } as const;
    store.tell('a', '2025-Q1', draft, told);
    expect(store.toldOf('a', '2025-Q1')).toBe(told);
    enter(0, 0, '5');
    expect(store.toldOf('a', '2025-Q1')).toBeUndefined();
    store.tell('a', '2025-Q1', draft, told);
    expect(store.toldOf('a', '2025-Q1')).toBeUndefined();
  });
});

describe('a cell', () => {
  test('hears of its own changes only', () => {
    const { store, enter } = sheet();
    const heard: string[] = [];
    for (const key of ['a/2025-Q1/value', 'b/2025-Q1/value']) {
      store.work(key);
      store.watch(key, () => heard.push(key));
    }
    store.type('1');
    expect(heard).toEqual(['a/2025-Q1/value']);
    heard.length = 0;
    enter(2, 0, '4');
    expect(heard).not.toContain('b/2025-Q1/value');
  });

  test('shows the same work until it changes', () => {
    const { store } = sheet();
    const before = store.work('a/2025-Q1/value');
    expect(store.work('a/2025-Q1/value')).toBe(before);
    store.type('1');
    expect(store.work('a/2025-Q1/value')).toMatchObject({ active: true, typing: '1' });
  });
});
