import { describe, expect, it } from '@jest/globals';
import { countsOf, sourceOf, together, type WorkCard } from './work-card.js';

const card = (key: string, group: WorkCard['group'], count = 1): WorkCard => ({ key, group, title: key, count, items: [], all: '/' });
const view = (loading: boolean, data?: unknown) => ({ loading, data, problem: undefined });

describe('what there is to do', () => {
  it('leaves out cards without anything', () => {
    expect(sourceOf([], [card('a', 'todo', 0), undefined, card('b', 'todo')]).cards.map(({ key }) => key)).toEqual(['b']);
  });

  it('is pending while something has never arrived', () => {
    expect([sourceOf([view(true)], []).pending, sourceOf([view(true, {})], []).pending, sourceOf([view(false)], []).pending]).toEqual([true, false, false]);
  });

  it('puts the most urgent first and keeps the order within', () => {
    const sources = [sourceOf([], [card('a', 'todo'), card('b', 'overdue')]), sourceOf([], [card('c', 'overdue'), card('d', 'returned')])];
    expect(together(sources).cards.map(({ key }) => key)).toEqual(['b', 'c', 'd', 'a']);
  });

  it('counts each group', () => {
    expect(countsOf([card('a', 'todo', 3), card('b', 'todo', 2), card('c', 'overdue', 4)])).toEqual({ overdue: 4, returned: 0, due: 0, todo: 5, watch: 0 });
  });
});
