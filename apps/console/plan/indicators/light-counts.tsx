import { useMemo } from 'react';
import { texts, useTexts } from '../../language/texts.js';
import { usePermissions, useView } from '../../server/views.js';
import { Light, Missing } from '../../show/signs.js';

const countTexts = texts('plan-light-counts', {
  red: ['滞后 {count}', '{count} behind'],
  yellow: ['预警 {count}', '{count} warned'],
  green: ['已追上 {count}', '{count} caught up'],
  none: ['没有单位落后于时序', 'no unit is behind'],
});

/** Units by light. */
export type Counts = Readonly<Partial<Record<'red' | 'yellow' | 'green', number>>>;

/** How many units the server judged to be behind the expected progress, by indicator; undefined where one may not see it. */
export function useWarningCounts(plan: string, year: string): ReadonlyMap<string, Counts> | undefined {
  const { may } = usePermissions();
  const { data } = useView('GET /supervision/warnings', { query: { plan, year, limit: 500 } }, { enabled: plan !== '' && may('GET /supervision/warnings') });
  return useMemo(() => {
    if (!data) return undefined;
    const counts = new Map<string, Partial<Record<'red' | 'yellow' | 'green', number>>>();
    for (const { indicator, light } of data.items) {
      const own = counts.get(indicator) ?? {};
      own[light] = (own[light] ?? 0) + 1;
      counts.set(indicator, own);
    }
    return counts;
  }, [data]);
}

/** Units behind, warned and caught up, in words. */
export function LightCounts({ counts }: { readonly counts: Counts | undefined }) {
  const t = useTexts(countTexts);
  if (!counts) return <span title={t('none')}><Missing /></span>;
  return <>{(['red', 'yellow', 'green'] as const).filter((light) => counts[light]).map((light) => <span key={light} className="plan-count"><Light colour={light} word={t(light, { count: counts[light]! })} /></span>)}</>;
}
