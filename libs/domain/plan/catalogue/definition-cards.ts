import { decimal, textOf } from '#engine/kernel';
import type { DefinitionCard, QuarterlyProfile, Target } from '../plan.events.js';
import type { Catalogue, CatalogueIndicator } from './catalogue.js';
import { decomposedIndicators } from './decomposed-indicators.js';

// A catalogue has the plan's words; a definition card 口径卡 needs more. What the plan does not say is derived here
// by rules that hold for every indicator alike, so that nobody has to guess where a field came from. The bureau
// revises single cards with an approval document.

/** Rates, marks, indices, ranks and stocks: the latest figure stands for the year. Everything else is counted up through the year. */
const standing: ReadonlySet<string> = new Set(['%', '分', '指数', '名次', '件/万人', '家', '定性']);
const twoDecimals: ReadonlySet<string> = new Set(['%', '分', '指数', '件/万人']);
const frequencies = { annual: 'year', 'half-yearly': 'half', quarterly: 'quarter', monthly: 'month', event: 'event' } as const;

/** Prefecture-level cities of Jiangsu: the last place in a ranking of the province. */
const citiesOfProvince = 13;

/** Definition cards of all indicators of a catalogue, in its order. */
export function cardsOf(catalogue: Catalogue): readonly DefinitionCard[] {
  const blocks = catalogue.units.filter((u) => u.kind === 'district' || u.kind === 'new-area').map((u) => u.code);
  return catalogue.indicators.map((indicator) => cardOf(indicator, catalogue, blocks));
}

function cardOf(indicator: CatalogueIndicator, catalogue: Catalogue, blocks: readonly string[]): DefinitionCard {
  const { code, nameZh, nameEn, measure, kind, unit, baseline, suggested, sourceQuote, needsThreshold } = indicator;
  const decomposed = Object.hasOwn(decomposedIndicators, code);
  // The lead unit reports the city's figure in either case.
  const reportedBy = [suggested.leadUnit, ...(decomposed ? blocks.filter((block) => block !== suggested.leadUnit) : [])];
  return {
    code, name: { zh: nameZh, en: nameEn }, measure, kind, measurementUnit: unit,
    decimals: twoDecimals.has(unit) ? 2 : unit === '定性' ? 1 : 0,
    direction: suggested.direction,
    frequency: frequencies[suggested.frequency],
    accumulation: standing.has(unit) ? 'latest' : 'cumulative',
    releaseLagDays: releaseLagOf(indicator),
    reportedBy,
    verifier: verifierOf(indicator, catalogue),
    // A figure is checked against the register or statistic it comes from; a milestone is proved by a document or not at all.
    evidenceRequired: kind !== 'quantitative',
    range: rangeOf(code, unit),
    sourceQuote,
    needsThreshold: needsThreshold ?? false,
    ...(baseline?.year === undefined ? {} : { baseline: { year: baseline.year, value: textOf(decimal(baseline.value)), ...(baseline.noteZh ? { source: baseline.noteZh } : {}) } }),
    ...(suggested.dataSourceZh === null ? {} : { dataSource: suggested.dataSourceZh }),
    ...notesOf(indicator),
  };
}

/**
 * Days from the end of the period to the figure's release: R&D and energy statistics of a year come out in the
 * following autumn, other yearly figures within two months, quarterly ones within 20 days, an event at once.
 */
function releaseLagOf({ suggested: { frequency, dataSourceZh } }: CatalogueIndicator): number {
  if (frequency === 'event') return 0;
  if (frequency !== 'annual') return 20;
  return /统计部门|能源统计|能耗统计/.test(dataSourceZh ?? '') ? 270 : 60;
}

/**
 * Who confirms the figure: never a unit that reports it. 市市场监管局 tracks the plan (measure 28) and verifies the
 * others. Its own figures are confirmed by 市委组织部 where the measure names that department, else by 市发改委, which
 * keeps the city's plans; the statistics bureau is no unit of the plan.
 */
function verifierOf({ measure, suggested: { leadUnit } }: CatalogueIndicator, { measures }: Catalogue): string {
  if (leadUnit !== 'market-regulation') return 'market-regulation';
  const named = measures.find((m) => m.no === measure)?.responsibleUnits ?? [];
  return named.includes('市委组织部') ? 'organisation-dept' : 'development-reform';
}

/** Hard range. A cut can turn into a rise, so it may fall below zero. */
function rangeOf(code: string, unit: string): DefinitionCard['range'] {
  switch (unit) {
    case '%':
      return { min: code.endsWith('-cut') ? '-100' : '0', max: '100' };
    case '分':
    case '指数':
      return { min: '0', max: '100' };
    case '名次':
      return { min: '1', max: String(citiesOfProvince) };
    case '定性':
      return { min: '0', max: '1' };
    default:
      return { min: '0', max: '100000' };
  }
}

function notesOf({ code, unit, noteZh, baseline, target }: CatalogueIndicator): { notes?: string } {
  const period = target.period && `${target.period.nameZh ?? ''}${target.period.from}—${target.period.to}年累计`;
  const area = decomposedIndicators[code];
  const notes = [
    noteZh, baseline?.year === undefined ? baseline?.noteZh : undefined, period,
    unit === '定性' ? '按佐证程度填报：充分 1、部分 0.5、无 0' : undefined,
    area && `牵头单位填报全市数，各区和江北新区填报本区数（${area}）；无相应对象的申报不适用`,
  ].filter((note) => note !== undefined);
  return notes.length > 0 ? { notes: notes.join('。') } : {};
}

/**
 * The city's own targets. A numeric comparison without a number (一批, 全省前列) is a milestone until the annual
 * scheme names a threshold. Expected progress: what is counted up grows evenly where it is reported by quarter,
 * a quarterly rate holds in every quarter, all else is due at the end of the year.
 */
export function cityTargetsOf(catalogue: Catalogue): readonly Target[] {
  const cards = new Map(cardsOf(catalogue).map((card) => [card.code, card]));
  return catalogue.indicators.map(({ code, target: { year, comparator, value, qualifierZh } }) => ({
    indicator: code, unit: 'city', year,
    comparator: value === null && ['>=', '<=', '~', '='].includes(comparator) ? 'milestone' : comparator,
    ...(value === null ? {} : { value: textOf(decimal(value)) }),
    qualifier: qualifierZh,
    profile: profileOf(cards.get(code)!, comparator),
  }));
}

function profileOf({ frequency, accumulation, measurementUnit }: DefinitionCard, comparator: Target['comparator']): QuarterlyProfile {
  if (comparator === 'none-occur') return ['1', '1', '1', '1'];
  if (frequency === 'year' || frequency === 'event') return 'year-end';
  if (accumulation === 'cumulative') return 'linear';
  return measurementUnit === '%' ? ['1', '1', '1', '1'] : 'year-end';
}
