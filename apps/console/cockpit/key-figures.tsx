import type { ReactNode } from 'react';
import { To } from '../frame/address.js';
import { usePlanYear } from '../frame/plan-year.js';
import { periodText } from '../language/format.js';
import { useLanguage, useTexts } from '../language/texts.js';
import { usePermissions, useView } from '../server/views.js';
import { Figure } from '../show/signs.js';
import { lightsByUnit, useFindingCounts, useWarnings } from './city-data.js';
import { cockpitTexts } from './cockpit-texts.js';

function Key({ title, value, unit, more, href, tone = 'plain' }: { readonly title: string; readonly value: string | number | null; readonly unit?: string; readonly more?: ReactNode; readonly href: string; readonly tone?: 'plain' | 'red' }) {
  return (
    <To href={href} className={`cockpit-key cockpit-key-${tone}`}>
      <span className="cockpit-key-title">{title}</span>
      <strong><Figure value={value} unit={unit} /></strong>
      <small>{more}</small>
    </To>
  );
}

/** The newest period of which something is owed. */
function useNewestPeriod() {
  const { plan, year } = usePlanYear();
  const { may } = usePermissions();
  const { data } = useView('GET /completeness/summary', { query: { plan, year } }, { enabled: may('GET /completeness/summary') && plan !== '' && year !== '' });
  return [...(data?.items ?? [])].filter(({ kind, owed }) => kind !== 'year' && owed > 0).sort((a, b) => (a.period < b.period ? 1 : -1))[0];
}

/** Four figures at the top: how far reporting is, findings, lights, and how many are closed on time. */
export function KeyFigures() {
  const t = useTexts(cockpitTexts);
  const { language } = useLanguage();
  const { year } = usePlanYear();
  const period = useNewestPeriod();
  const findings = useFindingCounts().data?.total;
  const warnings = useWarnings().data;
  const lights = [...lightsByUnit(warnings?.items ?? []).values()];
  const red = lights.reduce((sum, one) => sum + one.red, 0);
  const yellow = lights.reduce((sum, one) => sum + one.yellow, 0);
  return (
    <section className="cockpit-keys" aria-label={t('key')}>
      {period && <Key title={t('verifiedRate', { period: periodText(period.period, language) })} value={`${period.verified} / ${period.owed}`} more={t('missingNow', { missing: period.missing, waiting: period.waiting, other: period.owed - period.verified - period.missing - period.waiting })} href="/reporting/verification" />}
      {warnings && <Key title={t('redLights')} value={red} more={t('yellowToo', { count: yellow })} href={`/supervision/warnings?status=behind&year=${year}`} tone={red > 0 ? 'red' : 'plain'} />}
      {findings && <Key title={t('openFindings')} value={findings.open} more={<span className={findings.overdue > 0 ? 'late' : undefined}>{t('ofThemOverdue', { count: findings.overdue })}</span>} href="/supervision/ledger?stage=open" />}
      {findings && <Key title={t('onTimeRate')} value={findings.onTimeRate.value} unit="%" more={t('closedOf', { onTime: findings.onTimeRate.numerator, due: findings.onTimeRate.denominator })} href="/supervision/board" />}
    </section>
  );
}
