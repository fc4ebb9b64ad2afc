import { useCallback } from 'react';
import { accumulationWords, directionWords, frequencyWords, indicatorKindWords, measureWords } from '../../../words/plan-words.js';
import { texts, useLanguage, useTexts } from '../../language/texts.js';
import { useUnitNames } from '../../show/unit-names.js';
import { mark } from '../../show/punctuation.js';
import type { Card } from '../names.js';
import { planTexts } from '../plan-texts.js';
import { useWord } from '../word.js';

export const cardTexts = texts('plan-card', {
  code: ['指标编码', 'Code'],
  name: ['指标名称', 'Name'],
  measure: ['所属措施', 'Measure'],
  kind: ['指标类型', 'Kind'],
  definition: ['定义', 'Definition'],
  formula: ['计算公式', 'Formula'],
  measurementUnit: ['计量单位', 'Unit of measurement'],
  decimals: ['小数位数', 'Decimals'],
  direction: ['指标方向', 'Direction'],
  frequency: ['填报频率', 'Frequency'],
  accumulation: ['累计方式', 'Accumulation'],
  releaseLagDays: ['期末至发布（天）', 'Days to release'],
  reportedBy: ['填报单位', 'Reported by'],
  verifier: ['核定单位', 'Verified by'],
  evidenceRequired: ['须附佐证', 'Evidence required'],
  range: ['取值范围', 'Range'],
  baseline: ['基期值', 'Baseline'],
  dataSource: ['数据来源', 'Data source'],
  sourceQuote: ['方案原文', 'Words of the plan'],
  needsThreshold: ['须由细则定值', 'Threshold to be set'],
  notes: ['备注', 'Notes'],
  baselineText: ['{value}（{year} 年{source}）', '{value} ({year}{source})'],
  noLimit: ['不限', 'no limit'],
  to: ['{min} 至 {max}', '{min} to {max}'],
});

/** A field of a definition card. */
export type CardField = Exclude<keyof typeof cardTexts.table, 'baselineText' | 'noLimit' | 'to'>;

/** Says the fields of a card as people read them; empty where the card says nothing. */
export function useCardText(): (card: Card, field: CardField) => string {
  const t = useTexts(cardTexts);
  const p = useTexts(planTexts);
  const { say, language } = useLanguage();
  const word = useWord();
  const unitName = useUnitNames();
  return useCallback((card, field) => {
    switch (field) {
      case 'name': return say(card.name);
      case 'definition': case 'formula': return card[field] ? say(card[field]) : '';
      case 'measure': return card.measure === 'general' ? p('general') : p('measure', { no: card.measure });
      case 'kind': return word(indicatorKindWords, card.kind);
      case 'measurementUnit': return word(measureWords, card.measurementUnit);
      case 'direction': return word(directionWords, card.direction);
      case 'frequency': return word(frequencyWords, card.frequency);
      case 'accumulation': return word(accumulationWords, card.accumulation);
      case 'reportedBy': return card.reportedBy.map(unitName).join(mark.and);
      case 'verifier': return unitName(card.verifier);
      case 'evidenceRequired': case 'needsThreshold': return p(card[field] ? 'yes' : 'no');
      case 'range': return card.range.min === undefined && card.range.max === undefined ? t('noLimit') : t('to', { min: card.range.min ?? '−∞', max: card.range.max ?? '+∞' });
      case 'baseline': return card.baseline ? t('baselineText', { value: card.baseline.value, year: card.baseline.year, source: card.baseline.source ? `${mark.comma}${card.baseline.source}` : '' }) : '';
      default: return String(card[field] ?? '');
    }
  }, [t, p, say, language, word, unitName]);
}
