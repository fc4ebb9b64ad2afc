import { To } from '../frame/address.js';
import { usePlanYear } from '../frame/plan-year.js';
import { periodText } from '../language/format.js';
import { useLanguage, useTexts } from '../language/texts.js';
import { usePermissions, useView } from '../server/views.js';
import { DaysLeft } from '../show/signs.js';
import { cockpitTexts } from './cockpit-texts.js';
import { ShortUnit } from './short-unit.js';

const shown = 5;

/** Who is late: reports that can no longer be in time, and rectification past its due day. */
export function LateList() {
  const t = useTexts(cockpitTexts);
  const { language } = useLanguage();
  const { plan, year } = usePlanYear();
  const { may } = usePermissions();
  const missing = useView('GET /completeness', { query: { plan, year, state: 'missing', order: 'period', limit: 200 } }, { enabled: may('GET /completeness') && plan !== '' && year !== '' });
  const findings = useView('GET /findings', { query: { stage: 'open', overdue: 'true', sort: 'due', limit: shown } }, { enabled: may('GET /findings') });
  const now = new Date().toISOString();
  const late = (missing.data?.items ?? []).filter(({ periodStatus, dueAt }) => periodStatus === 'closed' || dueAt < now);
  const nobody = missing.data !== undefined && late.length === 0 && (findings.data?.items.length ?? 0) === 0;
  return (
    <section className="card cockpit-late" aria-labelledby="cockpit-late">
      <h2 id="cockpit-late">{t('late')}</h2>
      {nobody && <p className="cockpit-hint">{t('noLate')}</p>}
      {findings.data && findings.data.items.length > 0 && (
        <>
          <h3>{t('lateFindings')} <small>{findings.data.total}</small></h3>
          <ul className="cockpit-lines">
            {findings.data.items.map(({ finding, title, unit, dueAt, workingDays }) => <li key={finding}><span><ShortUnit code={unit} /> <To href={`/supervision/findings/${finding}`}>{title}</To></span><span className="late"><DaysLeft days={workingDays.left} dueAt={dueAt} /></span></li>)}
          </ul>
        </>
      )}
      {late.length > 0 && (
        <>
          <h3>{t('lateReports')} <small>{late.length > shown ? <To href="/reporting/verification">{t('allOf', { count: late.length })}</To> : late.length}</small></h3>
          <ul className="cockpit-lines">
            {late.slice(0, shown).map(({ unit, period, missing: count }) => <li key={`${period}/${unit}`}><span><ShortUnit code={unit} /> <To href={`/reporting/${period}/${unit}`}>{periodText(period, language)}</To></span><span>{t('missingCount', { count })}</span></li>)}
          </ul>
        </>
      )}
    </section>
  );
}
