import { z } from 'zod';
import { endOfCityDay, isDate, isInstant, isMomentAgo, isRefusal } from '#engine/kernel';
import type { EventStore } from '#engine/event-store';
import type { Outcome, Receipt } from '#engine/commands';
import { HttpProblem, invalidInput, Refused, requestTexts } from './problem.js';
import { fieldMessages } from './messages.js';
import { wholeNumber } from './validation.js';

const momentName = /^[a-z][a-z-]{0,39}:[\p{L}\p{N}][\p{L}\p{N}.:_-]{0,199}(~[1-9]\d{0,3})?$/u;

/** Ways to say a moment. */
export type MomentKind = 'position' | 'date' | 'instant' | 'now' | 'relative' | 'named';

/** In which way a text says a moment; undefined for none. */
export function momentKind(text: string): MomentKind | undefined {
  if (/^\d{1,15}$/.test(text)) return 'position';
  if (isDate(text)) return 'date';
  if (isInstant(text)) return 'instant';
  if (text === 'now') return 'now';
  if (isMomentAgo(text)) return 'relative';
  return momentName.test(text) ? 'named' : undefined;
}

/**
 * A moment in the log: a position, a date (its end in the city) or an instant; `now`; by its distance from now (`-7d`,
 * `-3mo`, `yesterday`, `last-quarter`, see {@link isMomentAgo}); or by a name (`freeze:<round>`, see {@link NamedMoments}).
 * The last three become one of the first three before a view reads them.
 */
export const momentField = z.string().refine((text) => momentKind(text) !== undefined, { params: { code: 'not-a-moment' } });

/** Query fields of every view: the moment to look from, and the position to wait for. */
export const viewQuery = {
  /** Answer as it was known at this moment. */
  asKnownAt: momentField.optional(),
  /** Wait until the view reflects this position, so that one reads one's own write. */
  waitFor: wholeNumber(0, Number.MAX_SAFE_INTEGER).optional(),
};

/** Query fields of every list. */
export const pageQuery = {
  limit: wholeNumber(1, 500).optional(),
  cursor: z.string().max(2000).optional(),
};

/** Rows a page holds when the caller does not say. */
export const defaultPageSize = 50;

/** A page of a list. `position` is the log position that the answer reflects. */
export const pageReply = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), next: z.string().optional(), total: z.number().int().optional(), position: z.number().int() });

/** The receipt of a recorded command. */
export const receiptReply = z.object({
  stream: z.string(),
  revision: z.number().int(),
  position: z.number().int(),
  recordedAt: z.string(),
  events: z.array(z.object({ id: z.string(), type: z.string() })),
  repeated: z.boolean(),
  changed: z.boolean(),
});

/**
 * The log position that a position, date or instant means; undefined for now.
 * @param field Path of the field in the request, for the problem
 * @throws HttpProblem 400 for a position the log has not reached, and for what is none of the three
 */
export async function positionOf(store: Pick<EventStore, 'head' | 'positionAt'>, moment: string | undefined, field = 'query.asKnownAt'): Promise<number | undefined> {
  if (moment === undefined) return undefined;
  if (/^\d+$/.test(moment)) {
    const head = await store.head();
    if (Number(moment) > head) {
      throw invalidInput([{ field, code: 'too-big', message: { zh: `日志目前只到位置 ${head}。`, en: `The log only goes up to position ${head}.` } }]);
    }
    return Number(moment);
  }
  if (isDate(moment)) return store.positionAt(endOfCityDay(moment));
  if (isInstant(moment)) return store.positionAt(moment);
  throw invalidInput([{ field, code: 'not-a-moment', message: fieldMessages['not-a-moment']! }]);
}

/** Wait until projections reflect a position, or say that they are behind (503 with Retry-After). */
export async function waited(reached: Promise<boolean>): Promise<void> {
  if (await reached) return;
  throw new HttpProblem(503, 'view.behind', requestTexts.behind, { headers: { 'retry-after': '1' } });
}

/**
 * The receipt of a command, or the refusal as an answer.
 * @throws Refused
 */
export function receipt(outcome: Outcome): Receipt {
  if (isRefusal(outcome)) throw new Refused(outcome);
  return outcome;
}

/** What is not there. */
export const notFound = (values: Readonly<Record<string, string>> = {}): HttpProblem => new HttpProblem(404, 'request.not-found', requestTexts.notFound, { values });
