import { useMemo } from 'react';
import { usePerson } from '../../frame/person.js';
import { usePlanYear } from '../../frame/plan-year.js';
import { cityTime, periodText } from '../../language/format.js';
import { useLanguage, useTexts } from '../../language/texts.js';
import type { ItemOf } from '../../server/ask.js';
import { usePermissions, useView } from '../../server/views.js';
import { sourceOf, type WorkCard, type WorkItem, type WorkSource } from '../work-card.js';
import { workbenchTexts } from '../workbench-texts.js';

type Completeness = ItemOf<'GET /completeness'>;

const shown = 5;
/** Most rows that are read to count what waits for one verifier. */
const readAtOnce = 500;

/** Names of the plan's indicators by their code. */
function useIndicatorNames(enabled: boolean): (code: string) => string {
  const { say } = useLanguage();
  const { plan } = usePlanYear();
  const { data } = useView('GET /plans/:plan/indicators', { path: { plan }, query: { limit: 500 } }, { enabled: enabled && plan !== '' });
  const names = useMemo(() => new Map(data?.items.map(({ card }) => [card.code, card.name])), [data]);
  return (code) => (names.has(code) ? say(names.get(code)!) : code);
}

/** Whether reports of a period can no longer be in time. */
const isLate = ({ dueAt, periodStatus }: Completeness, now: string): boolean => periodStatus === 'closed' || dueAt < now;

/** Time before the due time from which a period stands under "due soon". */
const soonMs = 10 * 86_400_000;

/** What a unit still has to report, and what came back to it. */
export function useReporterWork(): WorkSource {
  const t = useTexts(workbenchTexts);
  const { language } = useLanguage();
  const { year } = usePlanYear();
  const { may, unitsOf } = usePermissions();
  const reports = may('POST /reports') && unitsOf('POST /reports') !== 'all';
  const missing = useView('GET /completeness', { query: { state: 'missing', order: 'period', limit: 100 } }, { enabled: reports });
  const returned = useView('GET /reports', { query: { status: 'returned', limit: shown } }, { enabled: reports });
  const nameOf = useIndicatorNames(reports && (returned.data?.total ?? 0) > 0);
  const now = new Date().toISOString();
  const soon = new Date(Date.now() + soonMs).toISOString();
  const rows = (missing.data?.items ?? []).slice().sort((a, b) => (a.dueAt < b.dueAt ? -1 : 1));
  const late = rows.filter((row) => isLate(row, now));
  const item = (row: Completeness): WorkItem => ({
    key: `${row.period}/${row.unit}`, title: t('missingOf', { period: periodText(row.period, language), missing: row.missing }), href: `/reporting/${row.period}/${row.unit}`, unit: row.unit, due: { at: cityTime(row.dueAt).date },
  });
  const card = (key: string, group: WorkCard['group'], title: string, some: readonly Completeness[]): WorkCard => ({ key, group, title, count: some.reduce((sum, row) => sum + row.missing, 0), all: '/reporting', items: some.map(item) });
  return sourceOf([missing, returned], [
    card('reports-late', 'overdue', t('reportsMissingLate'), late.filter((row) => row.year >= Number(year))),
    returned.data && {
      key: 'reports-returned', group: 'returned', title: t('reportsReturned'), count: returned.data.total ?? returned.data.items.length, all: '/reporting/register?status=returned',
      items: returned.data.items.map(({ indicator, unit, period, returnReason, resubmitBy }) => ({
        key: `${indicator}/${unit}/${period}`, title: nameOf(indicator), href: `/reporting/${period}/${unit}`, unit,
        note: t('returnedBecause', { period: periodText(period, language), reason: returnReason ?? '—' }), due: resubmitBy ? { at: resubmitBy } : undefined,
      })),
    },
    card('reports-due', 'due', t('reportsMissing'), rows.filter((row) => !isLate(row, now) && row.dueAt <= soon)),
    card('reports-todo', 'todo', t('reportsMissing'), rows.filter((row) => !isLate(row, now) && row.dueAt > soon)),
    card('reports-before', 'watch', t('reportsMissingBefore'), late.filter((row) => row.year < Number(year)).reverse()),
  ]);
}

interface Waiting {
  readonly unit: string;
  readonly period: string;
  count: number;
  since: string;
}

/** Reports by unit and period, the longest waiting first. */
export function waitingByUnit(reports: readonly Pick<ItemOf<'GET /reports'>, 'unit' | 'period' | 'reportedAt' | 'changedAt'>[]): readonly Waiting[] {
  const found = new Map<string, Waiting>();
  for (const { unit, period, reportedAt, changedAt } of reports) {
    const since = reportedAt ?? changedAt;
    const entry = found.get(`${unit}/${period}`) ?? { unit, period, count: 0, since };
    entry.count += 1;
    if (since < entry.since) entry.since = since;
    found.set(`${unit}/${period}`, entry);
  }
  return [...found.values()].sort((a, b) => (a.since < b.since ? -1 : a.since > b.since ? 1 : a.unit < b.unit ? -1 : 1));
}

/** What waits for a verifier: reports of indicators that the card gives to the verifier's unit. */
export function useVerifierWork(): WorkSource {
  const t = useTexts(workbenchTexts);
  const { language } = useLanguage();
  const { plan } = usePlanYear();
  const { may } = usePermissions();
  const unit = usePerson()?.unit ?? undefined;
  const verifies = may('POST /reports/:plan/:indicator/:unit/:period/verification') && unit !== undefined;
  const reported = useView('GET /reports', { query: { status: 'reported', limit: readAtOnce } }, { enabled: verifies });
  const declared = useView('GET /reports', { query: { status: 'not-applicable-declared', limit: readAtOnce } }, { enabled: verifies });
  const cards = useView('GET /plans/:plan/indicators', { path: { plan }, query: { verifier: unit, limit: 500 } }, { enabled: verifies && plan !== '' });
  const own = useMemo(() => new Set(cards.data?.items.map(({ card }) => card.code)), [cards.data]);
  const mine = (page: typeof reported.data) => (page && cards.data ? page.items.filter((report) => own.has(report.indicator) && report.unit !== unit) : []);
  const toVerify = mine(reported.data);
  const toApprove = mine(declared.data);
  return sourceOf([reported, declared, cards], [
    {
      key: 'reports-verify', group: 'todo', title: t('reportsToVerify'), count: toVerify.length, atLeast: reported.data?.next !== undefined, all: '/reporting/verification',
      items: waitingByUnit(toVerify).map(({ unit: of, period, count, since }) => ({ key: `${of}/${period}`, title: t('waitingOf', { period: periodText(period, language), waiting: count }), href: `/reporting/verification?of=${of}&period=${period}`, unit: of, since })),
    },
    {
      key: 'reports-declared', group: 'todo', title: t('declared'), count: toApprove.length, atLeast: declared.data?.next !== undefined, all: '/reporting/register?status=not-applicable-declared',
      items: toApprove.map(({ unit: of, period, indicator, note, reportedAt }) => ({ key: `${indicator}/${of}/${period}`, title: cards.data?.items.find(({ card }) => card.code === indicator)?.card.name[language] ?? indicator, href: `/reporting/verification?of=${of}&period=${period}`, unit: of, note: note ?? undefined, since: reportedAt })),
    },
  ]);
}

/** For those who run the periods: who has not reported what can no longer be in time, and what is declared not applicable. */
export function usePeriodsWork(): WorkSource {
  const t = useTexts(workbenchTexts);
  const { language } = useLanguage();
  const { may } = usePermissions();
  const { year } = usePlanYear();
  const runs = may('POST /periods/:plan/:period/extension');
  const missing = useView('GET /completeness', { query: { year, state: 'missing', order: 'period', limit: 200 } }, { enabled: runs && year !== '' });
  const declared = useView('GET /reports', { query: { status: 'not-applicable-declared', limit: shown } }, { enabled: runs && may('POST /reports/:plan/:indicator/:unit/:period/not-applicable/approval') });
  const nameOf = useIndicatorNames((declared.data?.total ?? 0) > 0);
  const now = new Date().toISOString();
  const late = (missing.data?.items ?? []).filter((row) => isLate(row, now));
  return sourceOf([missing, declared], [
    {
      key: 'units-late', group: 'watch', title: t('unitsLate'), count: late.length, atLeast: missing.data?.next !== undefined, all: '/reporting/register',
      items: late.map((row) => ({ key: `${row.period}/${row.unit}`, title: t('missingOf', { period: periodText(row.period, language), missing: row.missing }), href: `/reporting/${row.period}/${row.unit}`, unit: row.unit, due: { at: cityTime(row.dueAt).date } })),
    },
    declared.data && {
      key: 'declared', group: 'todo', title: t('declared'), count: declared.data.total ?? declared.data.items.length, all: '/reporting/register?status=not-applicable-declared',
      items: declared.data.items.map(({ unit, period, indicator, note, reportedAt }) => ({ key: `${indicator}/${unit}/${period}`, title: nameOf(indicator), href: `/reporting/verification?of=${unit}&period=${period}`, unit, note: note ?? undefined, since: reportedAt })),
    },
  ]);
}
