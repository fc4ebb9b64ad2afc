import { findingStatusWords, levelWords, lightWords, rewardLevelWords, rewardStatusWords } from '../../words/supervision-words.js';
import { To } from '../frame/address.js';
import { Answer } from '../frame/page-states.js';
import { useTexts } from '../language/texts.js';
import { usePermissions, useView } from '../server/views.js';
import { useWord } from '../show/facts.js';
import { DaysLeft, Figure, Light } from '../show/signs.js';
import { cockpitTexts } from './cockpit-texts.js';
import { Wide } from '../frame/wide.js';

/** Findings of a unit that are not closed. */
export function UnitFindings({ unit }: { readonly unit: string }) {
  const t = useTexts(cockpitTexts);
  const word = useWord();
  const { may } = usePermissions();
  const view = useView('GET /findings', { query: { unit, stage: 'open', sort: 'due', limit: 10 } }, { enabled: may('GET /findings') });
  if (!may('GET /findings')) return null;
  return (
    <section className="card cockpit-wide" aria-labelledby="unit-findings">
      <div className="cockpit-card-head"><h2 id="unit-findings">{t('findings')}</h2><To href={`/supervision/ledger?unit=${unit}`}>{t('board')} <span aria-hidden="true">›</span></To></div>
      <Answer view={view}>
        {({ items }) => items.length === 0 ? <p className="cockpit-hint">{t('noOpenFindings')}</p> : (
          <Wide labelledBy="unit-findings">
            <table className="plain-table">
              <thead><tr><th scope="col">{t('light')}</th><th scope="col">{t('what')}</th><th scope="col">{t('dueAt')}</th><th scope="col" className="right">{t('progress')}</th><th scope="col">{t('next')}</th></tr></thead>
              <tbody>
                {items.map(({ finding, number, title, light, level, dueAt, workingDays, percent, status, latest }) => (
                  <tr key={finding}>
                    <td><Light colour={light} word={word(lightWords, light)} />{level && <small>{word(levelWords, level)}</small>}</td>
                    <th scope="row"><To href={`/supervision/findings/${finding}`}>{title}</To><small>{number}</small></th>
                    <td><DaysLeft days={workingDays.left} dueAt={dueAt} /></td>
                    <td className="right"><Figure value={percent} /></td>
                    <td>{word(findingStatusWords, status)}{latest && <small>{latest.summary}</small>}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Wide>
        )}
      </Answer>
    </section>
  );
}

/** Rewards a unit was nominated for. */
export function UnitRewards({ unit }: { readonly unit: string }) {
  const t = useTexts(cockpitTexts);
  const word = useWord();
  const { may } = usePermissions();
  const view = useView('GET /rewards', { query: { unit, limit: 10 } }, { enabled: may('GET /rewards') });
  if (!may('GET /rewards')) return null;
  return (
    <section className="card" aria-labelledby="unit-rewards">
      <h2 id="unit-rewards">{t('rewards')}</h2>
      <Answer view={view}>
        {({ items }) => items.length === 0 ? <p className="cockpit-hint">{t('noRewards')}</p> : (
          <ul className="cockpit-lines">{items.map(({ reward, year, level, policyItem, status }) => <li key={reward}><span>{year} <To href={`/supervision/rewards/${reward}`}>{policyItem}</To></span><span>{word(rewardLevelWords, level)} · {word(rewardStatusWords, status)}</span></li>)}</ul>
        )}
      </Answer>
    </section>
  );
}
