import { Answer } from '../frame/page-states.js';
import { usePlanYear } from '../frame/plan-year.js';
import { periodText } from '../language/format.js';
import { useLanguage, useTexts } from '../language/texts.js';
import { useView } from '../server/views.js';
import { Figure, Instant, Position, Unit } from '../show/signs.js';
import { cockpitTexts } from './cockpit-texts.js';
import { Wide } from '../frame/wide.js';

/** What happened to the report of a period: each event with who, when, why, and its place in the log. */
export function ReportLog({ unit, code, period }: { readonly unit: string; readonly code: string; readonly period: string }) {
  const t = useTexts(cockpitTexts);
  const { language, say } = useLanguage();
  const { plan } = usePlanYear();
  const view = useView('GET /reports/:plan/:indicator/:unit/:period/history', { path: { plan, indicator: code, unit, period } });
  return (
    <section className="cockpit-log" aria-labelledby="report-log">
      <h3 id="report-log">{t('logOf', { period: periodText(period, language) })}</h3>
      <Answer view={view}>
        {({ items }) => (
          <Wide labelledBy="report-log">
            <table className="plain-table">
              <thead><tr><th scope="col">{t('at')}</th><th scope="col">{t('what')}</th><th scope="col" className="right">{t('value')}</th><th scope="col">{t('who')}</th><th scope="col">{t('reason')}</th><th scope="col">{t('event')}</th></tr></thead>
              <tbody>
                {items.map(({ id, position, title, recordedAt, actor, actorUnit, reason, authority, details }) => (
                  <tr key={id}>
                    <td><Instant at={recordedAt} position={position} /></td>
                    <th scope="row">{say(title)}</th>
                    <td className="right"><Figure value={(details['value'] ?? details['to'] ?? null) as string | null} /></td>
                    <td>{actor} {actorUnit && <small><Unit code={actorUnit} /></small>}</td>
                    <td>{[reason, authority].filter(Boolean).join(' · ') || '—'}</td>
                    <td><Position at={position} /></td>
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
