import { describe, expect, test } from '@jest/globals';
import { bodyOf, fieldOf, type Field } from './fields.js';

const field = (name: string, more: Partial<Field> = {}): Field => ({ name, label: { zh: '项', en: 'item' }, kind: 'text', ...more });

describe('what was typed', () => {
  test('becomes the body of a request, by the paths of its fields', () => {
    expect(bodyOf([field('title'), field('due.on'), field('due.kind'), field('units')], { title: ' 整改 ', 'due.on': '2025-06-30', 'due.kind': '', units: ['xuanwu'] })).toEqual({ title: '整改', due: { on: '2025-06-30' }, units: ['xuanwu'] });
  });

  test('does not carry what is not asked any more', () => {
    const fields = [field('kind'), field('until', { when: ({ kind }) => kind === 'part' })];
    expect(bodyOf(fields, { kind: 'all', until: '2025-06-30' })).toEqual({ kind: 'all' });
    expect(bodyOf(fields, { kind: 'part', until: '2025-06-30' })).toEqual({ kind: 'part', until: '2025-06-30' });
  });

  test('keeps false and zero', () => {
    expect(bodyOf([field('listed'), field('days')], { listed: false, days: 0 })).toEqual({ listed: false, days: 0 });
  });
});

describe('a problem of the server', () => {
  const fields = [field('measures'), field('due'), field('due.on')];
  test.each([['body.due.on', 'due.on'], ['due.on', 'due.on'], ['body.measures.0.text', 'measures'], ['body.due.days', 'due'], ['header.x-reason', '~reason'], ['reason', '~reason'], ['body.other', undefined]])('at %s is told at the field %s', (path, name) => {
    expect(fieldOf(fields, path)).toBe(name);
  });
});
