import { expect, test } from '@jest/globals';
import shipped from '../../../../libs/domain/plan/catalogue/nanjing-2023.catalogue.json' with { type: 'json' };
import { cataloguePreview } from './catalogue-preview.js';

test('the shipped catalogue has 10 chapters, 28 measures, 69 indicators and 49 units', () => {
  const preview = cataloguePreview(shipped)!;
  expect([preview.title, preview.date, preview.chapters.length, preview.measures.length, preview.indicators, preview.numeric, preview.needThreshold, preview.units])
    .toEqual(['全面深化质量强市建设实施方案', '2023-12-18', 10, 28, 69, 27, 19, 49]);
});

test.each([[null], ['text'], [[]], [{}], [{ plan: {}, measures: [] }], [{ plan: { title: '方案' } }]])('%j is no catalogue', (content) => {
  expect(cataloguePreview(content)).toBeUndefined();
});

test('what is missing in a file does not stop one from looking at the rest', () => {
  expect(cataloguePreview({ plan: { title: '方案' }, measures: [{ no: 1, title: '一' }, 7], units: 'x' })).toMatchObject({ measures: [{ no: 1, responsibleUnits: [] }], indicators: 0, units: 0 });
});
