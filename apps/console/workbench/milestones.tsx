import { To } from '../frame/address.js';
import { usePlanYear } from '../frame/plan-year.js';
import { cityTime, periodText } from '../language/format.js';
import { useLanguage, useTexts } from '../language/texts.js';
import { usePermissions, useView } from '../server/views.js';
import { Day } from '../show/signs.js';
import { workbenchTexts } from './workbench-texts.js';

interface Milestone {
  readonly key: string;
  readonly on: string;
  readonly text: string;
  readonly more?: string | undefined;
  readonly href: string;
}

function useMilestones(): readonly Milestone[] | undefined {
  const t = useTexts(workbenchTexts);
  const { language, say } = useLanguage();
  const { plan, year } = usePlanYear();
  const { may, unitsOf } = usePermissions();
  const whole = unitsOf('GET /completeness/summary') === 'all';
  const periods = useView('GET /periods', { query: { plan, status: 'open', limit: 50 } }, { enabled: may('GET /periods') && plan !== '' });
  const summary = useView('GET /completeness/summary', { path: undefined, query: { plan, year } }, { enabled: may('GET /completeness/summary') && plan !== '' });
  const rounds = useView('GET /rounds', { query: { limit: 100 } }, { enabled: may('GET /rounds') });
  if (!periods.data && !rounds.data) return undefined;
  const due = (periods.data?.items ?? []).map(({ period, dueAt }): Milestone => {
    const counts = summary.data?.items.find((one) => one.period === period);
    return {
      key: period, on: cityTime(dueAt).date, text: t('periodDue', { period: periodText(period, language) }), href: '/reporting',
      more: counts && (whole ? t('progressOf', { complete: counts.unitsComplete, units: counts.units }) : counts.missing > 0 ? t('ownProgress', { missing: counts.missing }) : undefined),
    };
  });
  const steps = (rounds.data?.items ?? []).flatMap(({ round, title, next, stepName }): Milestone[] => (next?.by ? [{ key: round, on: next.by, text: say(next.called), more: `${say(title)} · ${say(stepName)}`, href: `/rounds/${round}` }] : []));
  return [...due, ...steps].sort((a, b) => (a.on < b.on ? -1 : 1));
}

/** Days on which something of the whole city is due: reports, and steps of assessments. */
export function Milestones() {
  const t = useTexts(workbenchTexts);
  const { may } = usePermissions();
  const milestones = useMilestones();
  if (!may('GET /periods')) return null;
  return (
    <section className="card" aria-labelledby="workbench-milestones">
      <h2 id="workbench-milestones">{t('milestones')}</h2>
      {milestones?.length === 0 && <p className="workbench-empty">{t('noMilestones')}</p>}
      <ol className="workbench-milestones">
        {milestones?.map(({ key, on, text, more, href }) => (
          <li key={key}>
            <span className="workbench-on"><Day date={on} /></span>
            <span><To href={href}>{text}</To>{more && <small>{more}</small>}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
