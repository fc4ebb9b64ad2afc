import { describe, expect, test } from '@jest/globals';
import { contentOf, valuesOf, type FindingContent } from './content-fields.js';

const content: FindingContent = {
  title: '电梯检验超期', problem: '抽查 20 台，6 台超期。', severity: 'major', source: { kind: 'progress', ref: 'progressWarning-p.i.xuanwu', document: '宁质发〔2025〕8号' },
  basis: '实施方案', requirement: '限期检验', unit: 'xuanwu', supporting: ['gulou'], measure: 9, due: { days: 20, kind: 'working' },
};

describe('the form of a finding', () => {
  test('takes a content apart for its fields', () => {
    expect(valuesOf(content)).toMatchObject({ 'source.kind': 'progress', 'source.document': '宁质发〔2025〕8号', measure: '9', unit: 'xuanwu', due: { days: 20, kind: 'working' } });
    expect(valuesOf({ unit: 'xuanwu' })).toEqual({ unit: 'xuanwu' });
  });

  test('puts it together again: numbers as numbers, the reference kept, the plan named', () => {
    const { source: _source, ...rest } = content;
    expect(contentOf({ ...rest, measure: '9', source: { kind: 'progress', document: '宁质发〔2025〕8号' } }, 'nanjing-2023', 'progressWarning-p.i.xuanwu')).toEqual({ ...content, plan: 'nanjing-2023' });
    expect(contentOf({ measure: 'general' }, 'p', undefined)).toEqual({ measure: 'general', plan: 'p' });
    expect(contentOf({ title: 't' }, 'p', undefined)).toEqual({ title: 't' });
  });
});
