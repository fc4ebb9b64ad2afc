import { covers, refuse, type Scope } from '#engine/kernel';
import type { Condition } from '#engine/read-store';
import { filters, Refused, type Views } from '#engine/http';
import { leadIn } from './audience.js';
import { findingAudiences, type FindingAudienceRow } from './finding-audiences.projection.js';

/** Audiences that one question may name; a unit has some dozens. */
const mostAudiences = 8_000;

/** Units a list is narrowed to: the one that answers, and one that supports. */
export interface Parties {
  readonly unit?: string | undefined;
  readonly supporting?: string | undefined;
}

/** Whether a scope reaches a finding: whoever acts for a unit that it concerns sees it. */
export const seesFinding = (scope: Scope, { unit, supporting }: { readonly unit: string; readonly supporting: readonly string[] }): boolean =>
  covers(scope, unit) || supporting.some((one) => covers(scope, one));

/**
 * The same for a list: conditions on the ledger, exact for any scope.
 * @throws Refused when a scope has more audiences than a question may name
 */
export async function seenBy(views: Views, scope: Scope, { unit, supporting }: Parties, waitFor?: number): Promise<readonly Condition[]> {
  const ofUnit = filters({ unit });
  if (supporting === undefined && (scope === 'all' || (unit !== undefined && scope.includes(unit)))) return ofUnit;
  const supported = supporting === undefined ? undefined : await audiences(views, [supporting], waitFor, false);
  const visible = scope === 'all' ? undefined : await audiences(views, scope, waitFor);
  const named = [...(supported ?? visible!)].filter((one) => (visible?.has(one) ?? true) && (unit === undefined || leadIn(one) === unit));
  if (named.length > mostAudiences) throw new Refused(refuse('supervision.too-many-audiences', { most: mostAudiences }, 'query.unit'));
  return [{ field: 'audience', is: 'in', value: named }, ...ofUnit];
}

/** Audiences that any of some units is part of. @param lead only those it leads, or only those it supports */
async function audiences(views: Views, units: readonly string[], waitFor: number | undefined, lead?: boolean): Promise<ReadonlySet<string>> {
  if (units.length === 0) return new Set();
  const part: Condition[] = lead === undefined ? [] : [{ field: 'lead', is: 'eq', value: lead }];
  const { rows } = await views.all<FindingAudienceRow>(findingAudiences.name, findingAudiences.table.name, { where: [{ field: 'unit', is: 'in', value: units }, ...part], waitFor });
  return new Set(rows.map(({ row }) => row.audience));
}
