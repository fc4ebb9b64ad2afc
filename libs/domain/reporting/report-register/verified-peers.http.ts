import type { Views } from '#engine/http';
import type { PeersOf } from '../report-indicator/report-indicator.js';
import type { ReportKey } from '../report-key.js';
import { reportRegister, type RegisterRow } from './report-register.projection.js';

/** As many verified values as an outlier check needs; thousands would make it no better. */
const peersLookedAt = 100;

/**
 * Verified values of the other units, for the outlier check of values about to be reported: the first hundred units by code.
 * Asked once per indicator and period, however many units report.
 */
export async function verifiedPeers(views: Views, keys: readonly ReportKey[]): Promise<PeersOf> {
  const known = new Map<string, { readonly rows: readonly RegisterRow[]; readonly values: readonly string[] }>();
  for (const key of keys) {
    if (known.has(groupOf(key))) continue;
    const rows = await rowsOf(views, key);
    known.set(groupOf(key), { rows, values: valuesOf(rows) });
  }
  return (key) => {
    const group = known.get(groupOf(key));
    if (!group) return [];
    return group.rows.some((row) => row.unit === key.unit) ? valuesOf(group.rows.filter((row) => row.unit !== key.unit)) : group.values;
  };
}

const groupOf = ({ plan, indicator, period }: ReportKey): string => `${plan}/${indicator}/${period}`;

const valuesOf = (rows: readonly RegisterRow[]): readonly string[] => rows.slice(0, peersLookedAt).flatMap((row) => (row.value === null ? [] : [row.value]));

async function rowsOf(views: Views, { plan, indicator, period }: ReportKey): Promise<readonly RegisterRow[]> {
  const { items } = await views.list<RegisterRow>(reportRegister.name, reportRegister.table.name, {
    where: [
      { field: 'plan', is: 'eq', value: plan }, { field: 'indicator', is: 'eq', value: indicator }, { field: 'period', is: 'eq', value: period },
      { field: 'status', is: 'eq', value: 'verified' },
    ],
    limit: peersLookedAt + 1,
    withoutTotal: true,
  });
  return items;
}
