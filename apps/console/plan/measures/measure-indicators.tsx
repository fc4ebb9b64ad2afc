import { To } from '../../frame/address.js';
import { usePlanYear } from '../../frame/plan-year.js';
import { texts, useLanguage, useTexts } from '../../language/texts.js';
import { useView } from '../../server/views.js';
import { Missing, Unit } from '../../show/signs.js';
import { frequencyWords, indicatorKindWords } from '../../../words/plan-words.js';
import { LightCounts, useWarningCounts } from '../indicators/light-counts.js';
import { useIndicators, type MeasureItem } from '../names.js';
import { AimCell } from '../parts.js';
import { useWord } from '../word.js';
import { Wide } from '../../frame/wide.js';

const indicatorTexts = texts('plan-measure-indicators', {
  title: ['指标（{count} 项）', 'Indicators ({count})'],
  none: ['本措施没有指标，按任务进展和佐证考核。', 'This measure has no indicator; it is followed by the progress reported, with evidence.'],
  name: ['指标', 'Indicator'],
  kind: ['类型', 'Kind'],
  city: ['{year} 年全市目标', 'City target {year}'],
  frequency: ['频率', 'Frequency'],
  reporters: ['填报单位', 'Reported by'],
  units: ['{count} 个单位', '{count} units'],
  verifier: ['核定单位', 'Verified by'],
  lights: ['{year} 年时序', 'Progress in {year}'],
});

/** What measures a measure: each indicator with the city's target and how the units stand with it. */
export function MeasureIndicators({ plan, measure }: { readonly plan: string; readonly measure: Pick<MeasureItem, 'indicators'> }) {
  const t = useTexts(indicatorTexts);
  const { say } = useLanguage();
  const word = useWord();
  const { year } = usePlanYear();
  const cards = useIndicators(plan).data?.items.filter(({ card }) => measure.indicators.includes(card.code));
  const targets = useView('GET /plans/:plan/targets', { path: { plan }, query: { unit: 'city', year, limit: 500 } }, { enabled: measure.indicators.length > 0 }).data?.items;
  const counts = useWarningCounts(plan, year);
  return (
    <section className="card">
      <h2>{t('title', { count: measure.indicators.length })}</h2>
      {measure.indicators.length === 0 ? <p>{t('none')}</p> : (
        <Wide label={t('title', { count: measure.indicators.length })}>
          <table className="plain-table">
            <thead><tr>{[t('name'), t('kind'), t('city', { year }), t('frequency'), t('reporters'), t('verifier'), ...(counts ? [t('lights', { year })] : [])].map((head) => <th key={head} scope="col">{head}</th>)}</tr></thead>
            <tbody>
              {cards?.map(({ card }) => {
                const target = targets?.find(({ indicator }) => indicator === card.code);
                return (
                  <tr key={card.code}>
                    <td><To href={`/plan/indicators/${card.code}`}>{say(card.name)}</To></td>
                    <td>{word(indicatorKindWords, card.kind)}</td>
                    <td>{target ? <AimCell aim={target} unit={card.measurementUnit} /> : <Missing />}</td>
                    <td>{word(frequencyWords, card.frequency)}</td>
                    <td>{card.reportedBy.length === 1 ? <Unit code={card.reportedBy[0]} /> : t('units', { count: card.reportedBy.length })}</td>
                    <td><Unit code={card.verifier} /></td>
                    {counts && <td><LightCounts counts={counts.get(card.code)} /></td>}
                  </tr>
                );
              })}
            </tbody>
          </table>
        </Wide>
      )}
    </section>
  );
}
