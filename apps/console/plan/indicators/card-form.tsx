import { useMemo } from 'react';
import type { ActForm } from '../../acts/act-dialog.js';
import type { Field } from '../../acts/fields.js';
import { texts, useTexts } from '../../language/texts.js';
import { useUnits } from '../../show/unit-names.js';
import { mark } from '../../show/punctuation.js';
import { accumulationWords, directionWords, frequencyWords, indicatorKindWords } from '../../../words/plan-words.js';
import { useMeasures, type Card } from '../names.js';
import { planTexts } from '../plan-texts.js';
import { optionsOf } from '../word.js';
import { cardFrom, sameValue, typedCard } from './card-body.js';
import { cardTexts, useCardText, type CardField } from './card-lines.js';

const formTexts = texts('plan-card-form', {
  changes: ['将修订以下内容，自记录之时起按新口径填报和核定；已核定的数值不变：', 'These change; from now on it is reported and verified by the new card, and what was verified stays:'],
  nothing: ['还没有改动。', 'Nothing changed yet.'],
  fresh: ['新指标自记录之时起可以下达目标、填报和计分。', 'Targets, reports and scores can begin once it is recorded.'],
});

/** The fields of a card; code and measure are asked only for a new one, as a revision cannot change them. */
function useCardFields(plan: string, card: Card | undefined): Field[] {
  const p = useTexts(planTexts);
  const measures = useMeasures(plan).data?.items;
  const units = useUnits();
  return useMemo(() => {
    const among = units?.filter(({ status, kind }) => status === 'active' && kind !== 'collective').map(({ code }) => code);
    const first = card && typedCard(card);
    const own = (name: string, zh: string, en: string, kind: Field['kind'], more: Partial<Field> = {}): Field => ({ name: `card.${name}`, label: { zh, en }, kind, first: first?.[`card.${name}`], ...more });
    const measureOptions = [{ value: 'general', label: p('general') }, ...(measures ?? []).map(({ no, title }) => ({ value: String(no), label: `${no}. ${title}` }))];
    return [
      ...(card ? [] : [
        own('code', '指标编码', 'Code', 'text', { required: true, half: true, help: { zh: '小写字母、数字和连字符，确定后不能更改。', en: 'Lower-case letters, digits and hyphens; it cannot change later.' } }),
        own('measure', '所属措施', 'Measure', 'choice', { required: true, half: true, options: measureOptions }),
      ]),
      own('name.zh', '指标名称（中文）', 'Name (Chinese)', 'text', { required: true, half: true, maxLength: 200 }),
      own('name.en', '指标名称（英文）', 'Name (English)', 'text', { required: true, half: true, maxLength: 200 }),
      own('kind', '指标类型', 'Kind', 'choice', { required: true, half: true, options: optionsOf(indicatorKindWords), ...(card ? {} : { first: 'quantitative' }) }),
      own('direction', '指标方向', 'Direction', 'choice', { required: true, half: true, options: optionsOf(directionWords), ...(card ? {} : { first: 'higher-better' }) }),
      own('measurementUnit', '计量单位', 'Unit of measurement', 'text', { required: true, half: true, maxLength: 20, help: { zh: '如 %、家、件/万人；百分数填 96，不填 0.96。', en: 'Such as “%”, “家”, “件/万人”; a percentage is 96, not 0.96.' } }),
      own('decimals', '小数位数', 'Decimals', 'whole', { required: true, half: true, ...(card ? {} : { first: 0 }) }),
      own('frequency', '填报频率', 'Frequency', 'choice', { required: true, half: true, options: optionsOf(frequencyWords), ...(card ? {} : { first: 'quarter' }) }),
      own('accumulation', '累计方式', 'Accumulation', 'choice', { required: true, half: true, options: optionsOf(accumulationWords), ...(card ? {} : { first: 'cumulative' }) }),
      own('releaseLagDays', '期末至发布（天）', 'Days from the end of a period to its release', 'whole', { required: true, half: true, ...(card ? {} : { first: 0 }) }),
      own('verifier', '核定单位', 'Verified by', 'unit', { required: true, half: true, ...(among ? { among } : {}), help: { zh: '不能是填报单位。', en: 'Never a unit that reports.' } }),
      own('reportedBy', '填报单位', 'Reported by', 'units', { required: true, ...(among ? { among } : {}) }),
      own('range.min', '取值下限', 'Least value', 'decimal', { half: true }),
      own('range.max', '取值上限', 'Greatest value', 'decimal', { half: true }),
      own('evidenceRequired', '佐证', 'Evidence', 'flag', { half: true, suffix: p('yes') }),
      own('needsThreshold', '须由细则定值', 'Threshold to be set by the scheme', 'flag', { half: true, suffix: p('yes') }),
      own('baseline.year', '基期年份', 'Year of the baseline', 'whole', { half: true }),
      own('baseline.value', '基期值', 'Value of the baseline', 'decimal', { half: true }),
      own('definition.zh', '定义（中文）', 'Definition (Chinese)', 'area', { half: true, maxLength: 2000 }),
      own('definition.en', '定义（英文）', 'Definition (English)', 'area', { half: true, maxLength: 2000 }),
      own('formula.zh', '计算公式（中文）', 'Formula (Chinese)', 'area', { half: true, maxLength: 2000 }),
      own('formula.en', '计算公式（英文）', 'Formula (English)', 'area', { half: true, maxLength: 2000 }),
      own('dataSource', '数据来源', 'Data source', 'text', { maxLength: 200 }),
      own('sourceQuote', '方案原文', 'Words of the plan', 'area', { required: true, maxLength: 500 }),
      own('notes', '备注', 'Notes', 'area', { maxLength: 2000 }),
    ];
  }, [card, measures, units, p]);
}

/** A new indicator with its card. */
export function useDefineForm(plan: string): ActForm<'POST /plans/:plan/indicators'> {
  const t = useTexts(formTexts);
  const fields = useCardFields(plan, undefined);
  return {
    route: 'POST /plans/:plan/indicators', title: { zh: '新增指标', en: 'New indicator' }, path: { plan }, fields, wide: true, authority: 'optional', effect: t('fresh'),
    body: (typed) => ({ card: cardFrom(typed) }),
  };
}

/** A new version of a card: the whole card, with what changes shown above it. */
export function useReviseForm(plan: string, card: Card, version: number): ActForm<'POST /plans/:plan/indicators/:indicator/revisions'> {
  const t = useTexts(formTexts);
  const c = useTexts(cardTexts);
  const text = useCardText();
  const fields = useCardFields(plan, card);
  return {
    route: 'POST /plans/:plan/indicators/:indicator/revisions', title: { zh: '修订口径卡', en: 'Revise the card' }, path: { plan, indicator: card.code }, fields, wide: true, authority: 'required', reason: 'optional',
    effect: (typed) => {
      const next = cardFrom({ ...typedCard(card), ...typed });
      const changed = (Object.keys(cardTexts.table) as CardField[]).filter((field) => field in { ...card, ...next } && !sameValue(next[field as keyof Card], card[field as keyof Card]));
      if (changed.length === 0) return t('nothing');
      return <>{t('changes')}<ul className="plan-changes">{changed.map((field) => <li key={field}>{c(field)}{mark.colon}<del>{text(card, field) || '—'}</del> → <ins>{text(next, field) || '—'}</ins></li>)}</ul></>;
    },
    body: (typed) => ({ card: cardFrom({ ...typedCard(card), ...typed }), version }),
  };
}
