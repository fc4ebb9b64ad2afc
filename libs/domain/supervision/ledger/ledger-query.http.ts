import { z } from 'zod';
import { addDays, endOfCityDay, type Instant } from '#engine/kernel';
import type { Condition, RowQuery } from '#engine/read-store';
import { codeField, dateField, filters, textField } from '#engine/http';
import { escalationLevels, extensionApprovers, findingSources, severities } from '../finding.events.js';
import { findingStatuses } from '../finding.state.js';
import { lights } from '../light.js';
import { plainCode } from '../supervision-input.js';
import { gravityOf, stageOpen, stages } from './finding-row.js';

/** One value, or several with commas between. */
const oneOrMore = <const T extends readonly [string, ...string[]]>(options: T) =>
  z.string().max(500).transform((text) => text.split(',')).pipe(z.array(z.enum(options)).min(1)).meta({ type: 'string', examples: [options.slice(0, 2).join(',')] });

/**
 * How the ledger is ordered. Where it goes by due time, severity or days, open findings come first, then closed, then withdrawn ones:
 * `due` the earliest due time first · `severity` the gravest first, the oldest of them first · `days` those that have taken longest first ·
 * `issued` and `number` the latest first (numbers are given in the order of issue). `reverse` turns the whole order round.
 */
export const sorts = ['issued', 'number', 'due', 'severity', 'days'] as const;

/** Filters of the ledger; the export takes the same. */
export const ledgerFilters = {
  unit: plainCode.optional(), supporting: plainCode.optional(),
  status: oneOrMore(findingStatuses).optional(), stage: z.enum(stages).optional(),
  severity: z.enum(severities).optional(), source: z.enum(findingSources).optional(), light: z.enum(lights).optional(), level: z.enum(escalationLevels).optional(),
  measure: z.string().regex(/^([1-9]\d{0,2}|general)$/).optional(), indicator: codeField.optional(), campaign: codeField.optional(),
  overdue: z.enum(['true', 'false']).optional(),
  /** Who decides about an extension that is asked for. */
  extension: oneOrMore(extensionApprovers).optional(), listed: z.enum(['true', 'false']).optional(),
  issuedFrom: dateField.optional(), issuedTo: dateField.optional(), dueFrom: dateField.optional(), dueTo: dateField.optional(),
  /** Beginning of a number: `〔2025〕督字第1`. */
  number: textField(60).optional(),
  sort: z.enum(sorts).optional(), reverse: z.enum(['true', 'false']).optional(),
};

export type LedgerFilters = z.output<z.ZodObject<typeof ledgerFilters>>;

/** Conditions of the filters other than the units, at an instant. A finding is overdue by the due time that holds then. */
export function ledgerConditions(given: LedgerFilters, now: Instant): readonly Condition[] {
  const { status, stage, severity, source, light, level, measure, indicator, campaign, overdue, extension, listed, issuedFrom, issuedTo, dueFrom, dueTo, number } = given;
  return [
    ...filters({ stage: stage === undefined ? undefined : stages.indexOf(stage), gravity: severity && gravityOf(severity), source, light, level, measure, indicator, campaign }),
    ...anyOf('status', status), ...anyOf('asked', extension), ...(listed === undefined ? [] : [{ field: 'listed', is: 'eq' as const, value: listed === 'true' }]),
    ...(overdue === 'true' ? overdueAt(now) : overdue === 'false' ? [{ field: 'lateAfter', is: 'gte' as const, value: now }] : []),
    ...between('issuedAt', issuedFrom, issuedTo), ...between('dueAt', dueFrom, dueTo),
    ...(number === undefined ? [] : [{ field: 'number', is: 'prefix' as const, value: number }]),
  ];
}

function anyOf(field: string, values: readonly string[] | undefined): Condition[] {
  if (values === undefined) return [];
  return [values.length === 1 ? { field, is: 'eq', value: values[0]! } : { field, is: 'in', value: values }];
}

/** Past due with nothing that holds the clock. Only open findings can be; saying so lets an index of the open ones serve. */
export const overdueAt = (now: Instant): readonly Condition[] => [{ field: 'stage', is: 'eq', value: stageOpen }, { field: 'lateAfter', is: 'lt', value: now }];

/** Days of the city, both included. */
function between(field: string, from: string | undefined, to: string | undefined): Condition[] {
  return [
    ...(from === undefined ? [] : [{ field, is: 'gt' as const, value: endOfCityDay(addDays(from, -1)) }]),
    ...(to === undefined ? [] : [{ field, is: 'lte' as const, value: endOfCityDay(to) }]),
  ];
}

type Order = NonNullable<RowQuery['order']>;
const orders: Readonly<Record<(typeof sorts)[number], Order>> = {
  issued: [{ field: 'issuedAt', descending: true }, { field: 'serial', descending: true }],
  number: [{ field: 'issuedAt', descending: true }, { field: 'serial', descending: true }],
  due: [{ field: 'stage' }, { field: 'dueAt' }],
  severity: [{ field: 'stage' }, { field: 'gravity' }, { field: 'issuedAt' }],
  days: [{ field: 'stage' }, { field: 'byAge' }],
};

/** The order asked for; by due time where due times were asked about, else the latest order first. */
export function ledgerOrder({ sort, reverse, overdue, dueFrom, dueTo }: LedgerFilters): Order {
  const chosen = orders[sort ?? (overdue === 'true' || dueFrom !== undefined || dueTo !== undefined ? 'due' : 'issued')];
  return reverse === 'true' ? chosen.map(({ field, descending = false }) => ({ field, descending: !descending })) : chosen;
}
