import { useMemo } from 'react';
import { cityTime } from '../language/format.js';
import { texts, useTexts } from '../language/texts.js';
import { usePermissions, useView } from '../server/views.js';
import { DaysLeft } from '../show/signs.js';
import { daysBetween, workingDaysBetween } from './working-days.js';

const dueTexts = texts('reporting-due', {
  left: ['还有 {days} 天', '{days} days left'],
  over: ['已过 {days} 天', '{days} days past'],
  today: ['今天到期', 'due today'],
  why: ['按日历日计：相应年度的工作日历尚未发布', 'calendar days: the working calendar of the year is not published'],
});

/** How long until a due time: in working days by the city's calendar, and in calendar days where none was published for the years. */
function useDaysLeft(dueAt: string | null): { readonly working: number | undefined; readonly calendar: number } | undefined {
  const { may } = usePermissions();
  const today = cityTime(new Date().toISOString()).date;
  const due = dueAt === null ? undefined : cityTime(dueAt).date;
  const ask = may('GET /calendars/:calendar/:year') && due !== undefined;
  const [firstYear, lastYear] = due === undefined ? ['', ''] : [today, due].sort().map((date) => date.slice(0, 4)) as [string, string];
  const one = useView('GET /calendars/:calendar/:year', { path: { calendar: 'national', year: firstYear } }, { enabled: ask, now: true });
  const other = useView('GET /calendars/:calendar/:year', { path: { calendar: 'national', year: lastYear } }, { enabled: ask && lastYear !== firstYear, now: true });
  return useMemo(() => {
    if (due === undefined) return undefined;
    const days = [...(one.data?.days ?? []), ...(lastYear === firstYear ? [] : (other.data?.days ?? []))];
    return { working: workingDaysBetween(today, due, days), calendar: daysBetween(today, due) };
  }, [due, today, one.data, other.data]);
}

/** Days left until a due time: working days, or calendar days where no working calendar was published. */
export function DueLeft({ dueAt }: { readonly dueAt: string }) {
  const t = useTexts(dueTexts);
  const left = useDaysLeft(dueAt);
  if (!left) return null;
  if (left.working !== undefined) return <DaysLeft days={left.working} dueAt={dueAt} />;
  const { calendar } = left;
  return <span className={calendar < 0 ? 'late' : undefined} title={t('why')}>{calendar === 0 ? t('today') : t(calendar < 0 ? 'over' : 'left', { days: Math.abs(calendar) })}</span>;
}
