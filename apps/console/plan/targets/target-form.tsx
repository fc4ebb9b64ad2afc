import type { ActForm } from '../../acts/act-dialog.js';
import type { Field } from '../../acts/fields.js';
import { texts, useLanguage, useTexts } from '../../language/texts.js';
import { useUnitNames } from '../../show/unit-names.js';
import { comparatorWords, profileWords } from '../../../words/plan-words.js';
import { aimText } from '../aim-text.js';
import type { Card, TargetItem } from '../names.js';
import { planTexts } from '../plan-texts.js';
import { optionsOf } from '../word.js';
import { targetFrom, typedProfile, withoutNumber } from './target-body.js';

const formTexts = texts('plan-target-form', {
  whole: ['{unit} · {indicator} · {year} 年', '{unit} · {indicator} · {year}'],
  wholeYear: ['全年适用：已过各季的时序和得分按调整后的目标重新计算，调整前后都留在记录里。', 'It holds for the whole year: progress and scores of past quarters are reckoned anew by it; both targets stay on record.'],
});

export const cityCode = 'city';

const custom = { zh: '按季累计份额', en: 'cumulative shares by quarter' };

function aimFields(card: Card, before: TargetItem | undefined): Field[] {
  const { min, max } = card.range;
  const range = min === undefined && max === undefined ? '' : `${min ?? '…'}–${max ?? '…'}`;
  const quarter = (at: number): Field => ({
    name: `profile.${at}`, label: { zh: `至第${'一二三四'[at - 1]}季度末`, en: `By the end of Q${at}` }, kind: 'decimal', half: true, required: true, first: Array.isArray(before?.profile) ? before.profile[at - 1] : undefined,
    when: ({ 'target.profile': profile }) => profile === 'custom', ...(at === 4 ? { help: { zh: '0 至 1 的累计份额，第四季度为 1。', en: 'Cumulative shares from 0 to 1; the fourth is 1.' } } : {}),
  });
  return [
    { name: 'target.comparator', label: { zh: '比较方式', en: 'Comparison' }, kind: 'choice', required: true, half: true, options: optionsOf(comparatorWords), first: before?.comparator ?? (card.direction === 'lower-better' ? '<=' : '>=') },
    {
      name: 'target.value', label: { zh: '目标值', en: 'Value' }, kind: 'decimal', half: true, suffix: card.measurementUnit, first: before?.value ?? undefined, when: ({ 'target.comparator': comparator }) => !withoutNumber(comparator),
      help: { zh: `${card.decimals} 位小数以内${range && `，范围 ${range}`}。${card.measurementUnit === '%' ? '百分数填 96，不填 0.96。' : ''}`, en: `At most ${card.decimals} decimals${range && `, within ${range}`}. ${card.measurementUnit === '%' ? 'A percentage is 96, not 0.96.' : ''}` },
    },
    { name: 'target.qualifier', label: { zh: '限定词（如“左右”“以上”）', en: 'Qualifier, in the words of the document' }, kind: 'text', maxLength: 50, first: before?.qualifier ?? undefined },
    { name: 'target.profile', label: { zh: '季度进度', en: 'Quarterly profile' }, kind: 'choice', required: true, options: [...optionsOf(profileWords), { value: 'custom', label: custom }], first: before ? typedProfile(before.profile) : 'linear' },
    ...[1, 2, 3, 4].map(quarter),
  ];
}

/** Set a target of the city or of a unit for a year. */
export function useSetTargetForm(plan: string, card: Card, year: string, among: readonly string[]): ActForm<'POST /plans/:plan/targets'> {
  const p = useTexts(planTexts);
  const unitName = useUnitNames();
  const options = among.map((unit) => ({ value: unit, label: unit === cityCode ? p('city') : unitName(unit) }));
  return {
    route: 'POST /plans/:plan/targets', title: { zh: '下达目标', en: 'Set a target' }, path: { plan }, authority: 'optional', reason: 'optional',
    fields: [{ name: 'target.unit', label: { zh: '对象', en: 'Of' }, kind: 'choice', required: true, options, first: among[0] }, ...aimFields(card, undefined)],
    body: (typed) => ({ target: targetFrom(typed, { indicator: card.code, unit: String(typed['target.unit']), year: Number(year) }) }),
  };
}

/** Revise a target by an approval document; it holds for the whole year. */
export function useReviseTargetForm(plan: string, card: Card, before: TargetItem): ActForm<'POST /plans/:plan/targets/revisions'> {
  const t = useTexts(formTexts);
  const p = useTexts(planTexts);
  const { say, language } = useLanguage();
  const unitName = useUnitNames();
  const { indicator, unit, year } = before;
  return {
    route: 'POST /plans/:plan/targets/revisions', title: { zh: '调整目标', en: 'Revise the target' }, path: { plan }, authority: 'required', reason: 'optional',
    effect: (typed) => (
      <>
        <strong>{t('whole', { unit: unit === cityCode ? p('city') : unitName(unit), indicator: say(card.name), year })}</strong>
        <div><del>{aimText(before, language)}</del> → <ins>{aimText({ comparator: String(typed['target.comparator']), value: String(typed['target.value'] ?? '') || null }, language)}</ins> {card.measurementUnit}</div>
        <div className="plan-soft">{t('wholeYear')}</div>
      </>
    ),
    fields: aimFields(card, before),
    body: (typed) => ({ target: targetFrom(typed, { indicator, unit, year }), ...(before.value === null ? {} : { replaces: before.value }) }),
  };
}
