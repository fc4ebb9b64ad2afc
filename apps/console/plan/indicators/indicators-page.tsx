import { useMemo } from 'react';
import { ActButton } from '../../acts/act-button.js';
import { To } from '../../frame/address.js';
import { usePlanYear } from '../../frame/plan-year.js';
import type { Column, Filter } from '../../lists/columns.js';
import { LocalList } from '../../lists/local-list.js';
import { texts, useLanguage, useTexts } from '../../language/texts.js';
import { useView } from '../../server/views.js';
import { Light, Missing } from '../../show/signs.js';
import { frequencyWords, indicatorKindWords } from '../../../words/plan-words.js';
import { aimText } from '../aim-text.js';
import { useIndicators, useMeasures, type IndicatorItem } from '../names.js';
import { AimCell } from '../parts.js';
import { planTexts } from '../plan-texts.js';
import { optionsOf } from '../word.js';
import { useDefineForm } from './card-form.js';
import { cardTexts, useCardText } from './card-lines.js';
import { LightCounts, useWarningCounts } from './light-counts.js';

const pageTexts = texts('plan-indicators', {
  title: ['指标口径', 'Indicators'],
  hint: ['每项指标一张口径卡：算什么、谁填报、谁核定、怎样才算达到。', 'One definition card for each: what it counts, who reports, who verifies, and what is asked.'],
  threshold: ['须定值', 'to be set'],
});

/** The definition cards in force. */
export default function IndicatorsPage() {
  const t = useTexts(pageTexts);
  const p = useTexts(planTexts);
  const { plan } = usePlanYear();
  const view = useIndicators(plan);
  const measures = useMeasures(plan).data?.items;
  const define = useDefineForm(plan);
  const columns = useIndicatorColumns(plan, view.data?.items);
  const filters: readonly Filter[] = [
    { field: 'measure', title: { zh: '所属措施', en: 'Measure' }, kind: 'choice', pinned: true, options: [{ value: 'general', label: p('general') }, ...(measures ?? []).map(({ no, title }) => ({ value: String(no), label: `${no}. ${title}` }))] },
    { field: 'kind', title: { zh: '类型', en: 'Kind' }, kind: 'choice', pinned: true, options: optionsOf(indicatorKindWords) },
    { field: 'unit', title: { zh: '填报单位', en: 'Reported by' }, kind: 'unit', pinned: true },
    { field: 'frequency', title: { zh: '填报频率', en: 'Frequency' }, kind: 'choice', options: optionsOf(frequencyWords) },
    { field: 'verifier', title: { zh: '核定单位', en: 'Verified by' }, kind: 'unit' },
    { field: 'needsThreshold', title: { zh: '须由细则定值', en: 'Threshold to be set' }, kind: 'flag' },
    { field: 'words', title: { zh: '名称或原文含', en: 'Text has' }, kind: 'text' },
  ];
  return (
    <>
      <div className="page-head"><h1>{t('title')}</h1><span className="hint">{t('hint')}</span><span className="bar-space" /><ActButton quiet form={define} /></div>
      <LocalList<IndicatorItem>
        name="plan.indicators"
        title={{ zh: '指标口径', en: 'Indicators' }}
        columns={columns}
        rows={view.data?.items}
        rowKey={({ card }) => card.code}
        filters={filters}
        fits={fits}
        open={({ card }) => `/plan/indicators/${card.code}`}
        subject={({ card }) => ({ kind: 'indicator', key: `${plan}.${card.code}` })}
      />
    </>
  );
}

function fits({ card }: IndicatorItem, field: string, value: string): boolean {
  switch (field) {
    case 'unit': return card.reportedBy.includes(value);
    case 'needsThreshold': return String(card.needsThreshold) === value;
    case 'words': return `${card.name.zh}${card.name.en}${card.code}${card.sourceQuote}`.toLowerCase().includes(value.toLowerCase());
    default: return String(card[field as 'measure' | 'kind' | 'frequency' | 'verifier']) === value;
  }
}

function useIndicatorColumns(plan: string, items: readonly IndicatorItem[] | undefined): readonly Column<IndicatorItem>[] {
  const t = useTexts(pageTexts);
  const { language, say } = useLanguage();
  const { year } = usePlanYear();
  const text = useCardText();
  const counts = useWarningCounts(plan, year);
  const targets = useView('GET /plans/:plan/targets', { path: { plan }, query: { unit: 'city', year, limit: 500 } }, { enabled: plan !== '' }).data?.items;
  return useMemo(() => {
    // The order is a place within the whole plan, which counts more than indicators.
    const numbers = new Map([...(items ?? [])].sort((a, b) => a.order - b.order).map(({ card }, index) => [card.code, index + 1]));
    const aimOf = ({ card }: IndicatorItem) => targets?.find(({ indicator }) => indicator === card.code);
    const field = (key: keyof typeof cardTexts.table & string & Parameters<typeof text>[1], width: number, more: Partial<Column<IndicatorItem>> = {}): Column<IndicatorItem> =>
      ({ key, title: { zh: cardTexts.table[key][0], en: cardTexts.table[key][1] }, text: ({ card }) => text(card, key), width, ...more });
    return [
      { key: 'order', title: { zh: '序号', en: 'No.' }, text: ({ card }) => numbers.get(card.code), width: 60, align: 'right', frozen: 'left' },
      field('name', 200, { frozen: 'left', always: true, cell: ({ card }) => <><To href={`/plan/indicators/${card.code}`}>{say(card.name)}</To>{card.needsThreshold && <> <Light colour="grey" word={t('threshold')} /></>}</> }),
      { key: 'aim', title: { zh: `${year} 年全市目标`, en: `City target ${year}` }, width: 120, text: (row) => (aimOf(row) ? aimText(aimOf(row)!, language) : null), cell: (row) => (aimOf(row) ? <AimCell aim={aimOf(row)!} /> : <Missing />) },
      field('measurementUnit', 80, { title: { zh: '计量单位', en: 'Measured in' } }), field('measure', 78), field('kind', 98), field('frequency', 92, { title: { zh: '频率', en: 'Frequency' } }), field('reportedBy', 112, { cell: ({ card }) => (card.reportedBy.length > 2 ? <span title={text(card, 'reportedBy')}>{language === 'zh' ? `${card.reportedBy.length} 个单位` : `${card.reportedBy.length} units`}</span> : text(card, 'reportedBy')) }),
      field('verifier', 116),
      ...(counts ? [{ key: 'lights', title: { zh: '时序', en: 'Progress' }, width: 116, text: ({ card }: IndicatorItem) => Object.entries(counts.get(card.code) ?? {}).map(([light, count]) => `${light} ${count}`).join(' '), cell: ({ card }: IndicatorItem) => <LightCounts counts={counts.get(card.code)} /> }] : []),
      field('code', 200, { hidden: true }), field('direction', 110, { hidden: true }), field('accumulation', 90, { hidden: true }), field('decimals', 84, { hidden: true, align: 'right' }),
      field('releaseLagDays', 110, { hidden: true, align: 'right' }), field('evidenceRequired', 90, { hidden: true }), field('range', 120, { hidden: true }), field('dataSource', 160, { hidden: true }), field('sourceQuote', 320, { hidden: true }),
      { key: 'version', title: { zh: '版本', en: 'Version' }, text: ({ version }) => version, width: 70, align: 'right', hidden: true },
    ];
  }, [t, say, language, year, text, counts, targets, items]);
}
