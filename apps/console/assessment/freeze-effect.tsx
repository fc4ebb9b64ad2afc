import { Answer } from '../frame/page-states.js';
import { cityTime, dayText, periodText } from '../language/format.js';
import { useLanguage, useTexts } from '../language/texts.js';
import { useView } from '../server/views.js';
import { useUnitNames } from '../show/unit-names.js';
import { mark } from '../show/punctuation.js';
import { freezeGapWords } from '../../words/assessment-words.js';
import { effectTexts } from './round-texts.js';

/** How often each unit occurs, in the order of first occurrence. */
function perUnit(items: readonly { readonly unit: string }[]): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const { unit } of items) counts.set(unit, (counts.get(unit) ?? 0) + 1);
  return [...counts];
}

/** What a freeze would leave open: a warning that forbids nothing. */
export function FreezeEffect({ round, units }: { readonly round: string; readonly units: number }) {
  const t = useTexts(effectTexts);
  const { say, language } = useLanguage();
  const name = useUnitNames();
  const view = useView('GET /rounds/:round/freeze-preview', { path: { round } });
  const list = (items: readonly { readonly unit: string }[]) => perUnit(items).map(([unit, count]) => `${name(unit)} ${count}`).join(mark.and);
  return (
    <>
      <p>{t('freeze', { units })}</p>
      <Answer view={view}>
        {(preview) => {
          const gaps = (Object.keys(freezeGapWords) as (keyof typeof freezeGapWords)[]).filter((key) => preview[key].total > 0);
          const nothing = gaps.length === 0 && preview.bonuses.total === 0 && preview.openPeriods.length === 0 && preview.sealedSamples.length === 0;
          if (nothing) return <p>{t('nothingOpen')}</p>;
          return (
            <div className="assessment-effect-table">
              {preview.sealedSamples.length > 0 && <p><strong>{t('sealed', { samples: preview.sealedSamples.join(mark.and) })}</strong></p>}
              <table className="plain-table">
                <thead><tr><th scope="col">{t('gap')}</th><th scope="col" className="right">{t('count')}</th><th scope="col">{t('where')}</th></tr></thead>
                <tbody>
                  {gaps.map((key) => <tr key={key}><th scope="row">{say(freezeGapWords[key])}</th><td className="right">{preview[key].total}</td><td>{list(preview[key].items)}</td></tr>)}
                  {preview.bonuses.total > 0 && <tr><th scope="row">{t('bonuses')}</th><td className="right">{preview.bonuses.total}</td><td>{list(preview.bonuses.items)}</td></tr>}
                  {preview.openPeriods.length > 0 && (
                    <tr>
                      <th scope="row">{t('openPeriods')}</th><td className="right">{preview.openPeriods.length}</td>
                      <td>{preview.openPeriods.map(({ period, dueAt, units: those }) => t('periodUnits', { period: periodText(period, language), day: dayText(cityTime(dueAt).date, language), units: those ? those.map(name).join(mark.and) : t('everyUnit') })).join(mark.semicolon)}</td>
                    </tr>
                  )}
                </tbody>
              </table>
              <p>{t('warning')}</p>
            </div>
          );
        }}
      </Answer>
    </>
  );
}
