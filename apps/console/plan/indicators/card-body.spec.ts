import { expect, test } from '@jest/globals';
import { cardFrom, sameValue, typedCard } from './card-body.js';

const card = {
  code: 'tech-incubators', name: { zh: '孵化器', en: 'Incubators' }, measure: 1, kind: 'quantitative', definition: { zh: '数', en: 'count' }, measurementUnit: '家', decimals: 0, direction: 'higher-better',
  frequency: 'quarter', accumulation: 'latest', releaseLagDays: 20, reportedBy: ['xuanwu'], verifier: 'market-regulation', evidenceRequired: false, range: { min: '0' },
  baseline: { year: 2020, value: '200', source: '年鉴' }, sourceQuote: '达到260家', needsThreshold: true, notes: '注',
} as const;

test('a card survives its form', () => {
  expect(cardFrom(typedCard({ ...card, reportedBy: [...card.reportedBy] }))).toEqual(card);
  expect(cardFrom(typedCard({ ...card, reportedBy: [...card.reportedBy], measure: 'general' }))).toEqual({ ...card, measure: 'general' });
});

test('the order in which a value is written makes no difference', () => {
  expect(sameValue({ min: '0', max: '1' }, { max: '1', min: '0' })).toBe(true);
  expect([sameValue(['a', 'b'], ['b', 'a']), sameValue({ min: '0' }, { min: '0', max: '1' }), sameValue(undefined, { zh: '' }), sameValue(1, 1)]).toEqual([false, false, false, true]);
});

test('what is emptied is left out, what is typed is trimmed', () => {
  const typed = { ...typedCard({ ...card, reportedBy: [...card.reportedBy] }), 'card.notes': ' ', 'card.definition.zh': '', 'card.definition.en': '', 'card.baseline.value': undefined, 'card.range.max': ' 10 ' };
  const { notes: _, definition: __, baseline: ___, ...rest } = card;
  expect(cardFrom(typed)).toEqual({ ...rest, range: { min: '0', max: '10' } });
});
