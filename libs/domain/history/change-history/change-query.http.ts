import { z } from 'zod';
import { endOfCityDay, isDate, isInstant, addDays, type Instant } from '#engine/kernel';
import type { EventStore } from '#engine/event-store';
import { codeField, filters, invalidInput, periodField, textField } from '#engine/http';
import type { Condition } from '#engine/read-store';
import { subjectName } from './telling.js';

const day = z.string().refine((text) => isDate(text) || isInstant(text), { params: { code: 'not-a-date' } });
const typeField = z.string().regex(/^[a-z-]+(\.[A-Za-z]*)?$/).max(80);
/** A thing's key: its codes with dots between, as the answers name it. */
export const keyField = z.string().min(1).max(300);
export const kindField = z.string().regex(/^[a-z-]+$/).max(40);

/** What a list of changes may be narrowed to. */
export const changeFilters = {
  kind: kindField.optional(),
  /** Needs `kind`. */
  key: keyField.optional(),
  /** User id of who did it, or `system:<part>`. */
  person: z.string().min(1).max(120).optional(),
  unit: codeField.optional(),
  role: codeField.optional(),
  /** Type of the fact, or the beginning of it. */
  type: typeField.optional(),
  /** A year finds its quarters and months as well. */
  period: periodField.optional(),
  /** Recorded from this day or instant on, and up to this day or instant. */
  from: day.optional(), to: day.optional(),
  /** Words that reason or authority hold, in this spelling. */
  reason: textField(200).optional(), authority: textField(200).optional(),
  order: z.enum(['newest', 'oldest']).default('newest'),
};

export type GivenFilters = { readonly [K in keyof typeof changeFilters]?: z.output<(typeof changeFilters)[K]> };

/**
 * The conditions of a question.
 * @param types every type of fact that is told
 * @throws HttpProblem 400 for a key without its kind
 */
export async function changeConditions(log: Pick<EventStore, 'positionAt'>, types: readonly string[], { kind, key, person, unit, role, type, period, from, to, reason, authority }: GivenFilters): Promise<readonly Condition[]> {
  if (key !== undefined && kind === undefined) throw invalidInput([{ field: 'query.kind', code: 'required', message: { zh: '按事项查询须同时写明 kind。', en: 'A key needs its kind.' } }]);
  const holding = (field: string, words: string | undefined, is: 'contains' | 'prefix' = 'contains'): Condition[] => (words === undefined ? [] : [{ field, is, value: words }]);
  return [
    ...(kind !== undefined && key !== undefined ? filters({ subject: subjectName(kind, key) }) : filters({ kind })),
    ...filters({ actor: person, unit, role }), ...ofTypes(types, type), ...holding('period', period, 'prefix'), ...holding('reason', reason), ...holding('authority', authority),
    ...(from === undefined ? [] : [{ field: 'position', is: 'gt', value: await log.positionAt(justBefore(from)) } as const]),
    ...(to === undefined ? [] : [{ field: 'position', is: 'lte', value: await log.positionAt(isDate(to) ? endOfCityDay(to) : normal(to)) } as const]),
  ];
}

/** A type, or all that begin so: named each, so that the index is read for one after the other. */
function ofTypes(types: readonly string[], type: string | undefined): readonly Condition[] {
  if (type === undefined) return [];
  return types.includes(type) ? filters({ type }) : [{ field: 'type', is: 'in', value: types.filter((one) => one.startsWith(type)) }];
}

const normal = (instant: Instant): Instant => new Date(instant).toISOString();
const justBefore = (from: string): Instant => (isDate(from) ? endOfCityDay(addDays(from, -1)) : new Date(Date.parse(from) - 1).toISOString());

/** Where a page goes on. */
export const cursorAfter = (newestFirst: boolean, position: number): string => `${newestFirst ? 'n' : 'o'}${position}`;

/**
 * The position a cursor stands for.
 * @throws HttpProblem 400 when it is none, or belongs to the other order
 */
export function placeOf(cursor: string | undefined, newestFirst: boolean): number | undefined {
  if (cursor === undefined) return undefined;
  const [, order, position] = /^([no])(\d{1,15})$/.exec(cursor) ?? [];
  if (order !== (newestFirst ? 'n' : 'o')) throw invalidInput([{ field: 'query.cursor', code: 'bad-format', message: { zh: '翻页标记不属于这次查询。', en: 'The cursor belongs to another question.' } }]);
  return Number(position);
}
