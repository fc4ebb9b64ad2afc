import { refuse, type Actor, type JsonObject, type RecordedEvent } from '#engine/kernel';
import type { EventStore } from '#engine/event-store';
import { filters, Refused, type Views, type ViewMoment } from '#engine/http';
import type { Condition, RowQuery } from '#engine/read-store';
import { isSeen, partsFor, seesWhole, type Part, type Reach } from './audience-parts.js';
import { changesProjection, changesTable, stateMark, type ChangeRow } from './changes.projection.js';
import { NamesKnown } from './names-known.js';
import { reachProjection, reachTable, type ReachRow } from './reach.projection.js';
import type { MaybeShown } from './shown.js';
import type { TellingBook } from './telling.js';
import { shownIn, toldChange, toShow, visibleFields, type ToldChange } from './told-change.js';

/** Things that one question may name. */
export const mostThings = 8_000;

type Log = Pick<EventStore, 'readAll'>;
type Order = NonNullable<RowQuery['order']>;

const byPosition = (newestFirst: boolean): Order => [{ field: 'position', descending: newestFirst }];

/** A page of rows, over all the parts somebody sees. */
export interface RowsPage {
  readonly rows: readonly ChangeRow[];
  readonly total: number;
  readonly more: boolean;
}

/**
 * What one person sees of the change history, up to one log position. Made for one question: what it has looked up it remembers.
 */
export class ChangeReader {
  private readonly names: NamesKnown;
  private readonly facts = new Map<number, Promise<RecordedEvent | undefined>>();

  private constructor(
    private readonly views: Views,
    private readonly log: Log,
    private readonly book: TellingBook,
    private readonly actor: Actor,
    private readonly parts: readonly Part[],
    /** Facts up to this position, whatever the views come to know meanwhile. */
    readonly position: number,
  ) {
    this.names = new NamesKnown(views, position);
  }

  /**
   * Look at the history as known at a moment; of one thing only where `about` names it.
   * @throws HttpProblem 400 for a moment that is none, 503 when the views are behind
   * @throws Refused when more things concern the person's units than a question can name
   */
  static async open(views: Views, log: Log, book: TellingBook, actor: Actor, moment: ViewMoment, about?: string): Promise<ChangeReader> {
    const at = await views.at(moment);
    const needed = Math.max(at ?? 0, moment.waitFor ?? 0);
    const { position } = await views.one(changesProjection, changesTable.name, '0', needed === 0 ? {} : { waitFor: needed });
    const parts = await partsFor(book, actor, reachIn(views, needed, about));
    return new ChangeReader(views, log, book, actor, parts, Math.min(at ?? position, position));
  }

  /** Rows in log order or against it, beyond a position where one is given. */
  async rows(where: readonly Condition[], { limit, newestFirst, beyond, total = true }: { readonly limit: number; readonly newestFirst: boolean; readonly beyond?: number | undefined; readonly total?: boolean }): Promise<RowsPage> {
    const known: Condition = { field: 'position', is: 'lte', value: this.position };
    const place: readonly Condition[] = beyond === undefined ? [] : [{ field: 'position', is: newestFirst ? 'lt' : 'gt', value: beyond }];
    const pages = await Promise.all(
      this.parts.map((part) => this.list([...part, ...where, known, ...place], byPosition(newestFirst), limit + 1)),
    );
    const counts = total ? await Promise.all(this.parts.map((part) => this.count([...part, ...where, known]))) : [];
    const rows = pages.flat().sort((a, b) => (newestFirst ? b.position - a.position : a.position - b.position));
    return { rows: rows.slice(0, limit), total: counts.reduce((sum, count) => sum + count, 0), more: rows.length > limit };
  }

  /** The row of a fact; undefined where it is not there, or not for this person. */
  async row(position: number): Promise<ChangeRow | undefined> {
    if (position > this.position) return undefined;
    const { found } = await this.views.one<ChangeRow>(changesProjection, changesTable.name, String(position));
    return found && isSeen(this.parts, found.row) ? found.row : undefined;
  }

  /** Rows that meet a condition, whether or not the person sees them; {@link sees} tells. */
  async everyRow(where: readonly Condition[], limit: number): Promise<readonly ChangeRow[]> {
    return this.list([...where, { field: 'position', is: 'lte', value: this.position }], byPosition(false), limit);
  }

  sees(row: ChangeRow): boolean {
    return isSeen(this.parts, row);
  }

  /** Whether the person sees such facts over the whole city, and so also what they say of others. */
  seesWhole({ audience }: ChangeRow): boolean {
    return seesWhole(this.book, this.actor, audience);
  }

  /** The fact of a row, at the newest version of its schema. */
  fact(position: number): Promise<RecordedEvent | undefined> {
    const known = this.facts.get(position);
    if (known) return known;
    const read = this.log.readAll({ after: position - 1, limit: 1, upTo: position }).then(({ events }) => events[0]);
    this.facts.set(position, read);
    return read;
  }

  /** Tell facts, in the order given. Facts that follow one another are read together. */
  async told(rows: readonly ChangeRow[]): Promise<readonly ToldChange[]> {
    await this.readAhead(rows);
    const told: ToldChange[] = [];
    for (const row of rows) told.push(await this.tell(row));
    return told;
  }

  private async tell(row: ChangeRow): Promise<ToldChange> {
    const event = await this.fact(row.position);
    const telling = this.book.tellings[row.type];
    if (!event || !telling) throw new Error(`position ${row.position} is in the change history, but cannot be told`);
    const whole = this.seesWhole(row);
    const before = new Map<string, MaybeShown>();
    for (const name of visibleFields(telling, whole)) {
      const { after, before: inFact } = telling.fields![name]!;
      if (!inFact && after(event.data) !== undefined) before.set(name, await this.before(row, name));
    }
    const full = toShow(telling, event, (name) => before.get(name), whole);
    return toldChange(this.book, row, full, await this.names.at(shownIn(full, row), row.position, row.recordedAt));
  }

  /** What the last earlier fact about the same thing says of a field, among those the person sees. */
  private async before({ subject, position }: ChangeRow, field: string): Promise<MaybeShown> {
    const earlier: Condition[] = [{ field: 'subject', is: 'eq', value: subject }, { field: 'position', is: 'lt', value: position }, { field: 'states', is: 'contains', value: stateMark(field) }];
    let beyond = position;
    for (;;) {
      const rows = await this.list([...earlier, { field: 'position', is: 'lt', value: beyond }], byPosition(true), 5);
      const row = rows.find((one) => isSeen(this.parts, one) && visibleFields(this.book.tellings[one.type]!, this.seesWhole(one)).includes(field));
      if (row) return this.book.tellings[row.type]!.fields![field]!.after((await this.fact(row.position))!.data);
      if (rows.length === 0) return undefined;
      beyond = rows.at(-1)!.position;
    }
  }

  private async list(where: readonly Condition[], order: Order, limit: number): Promise<readonly ChangeRow[]> {
    return (await this.views.list<ChangeRow>(changesProjection, changesTable.name, { where, order, limit, withoutTotal: true })).items;
  }

  private async count(where: readonly Condition[]): Promise<number> {
    return (await this.views.list(changesProjection, changesTable.name, { where, limit: 1 })).total!;
  }

  private async readAhead(rows: readonly ChangeRow[]): Promise<void> {
    const positions = rows.map(({ position }) => position).sort((a, b) => a - b);
    for (let i = 0; i < positions.length; ) {
      let end = i;
      while (end + 1 < positions.length && positions[end + 1]! - positions[end]! <= gapReadOver && positions[end + 1]! - positions[i]! < readTogether) end += 1;
      const { events } = await this.log.readAll({ after: positions[i]! - 1, limit: readTogether, upTo: positions[end]! });
      for (const event of events) this.facts.set(event.position, Promise.resolve(event));
      i = end + 1;
    }
  }
}

/** Facts read in one go, and how many that are not asked for are read with them rather than apart. */
const readTogether = 500;
const gapReadOver = 8;

function reachIn(views: Views, waitFor: number, about: string | undefined): Reach {
  const moment: ViewMoment = waitFor === 0 ? {} : { waitFor };
  const reach = (where: readonly Condition[], limit: number) => views.list<ReachRow>(reachProjection, reachTable.name, { where, limit, withoutTotal: true, ...moment });
  return {
    subjects: async (audience, units) => {
      const { items } = await reach([{ field: 'what', is: 'eq', value: 'party' }, { field: 'unit', is: 'in', value: [...units] }, { field: 'audience', is: 'eq', value: audience }, ...filters({ subject: about })], mostThings + 1);
      if (items.length > mostThings) throw new Refused(refuse('history.too-many-things', { most: mostThings }));
      return [...new Set(items.map(({ subject }) => subject!))];
    },
    gates: async () => (await reach([{ field: 'what', is: 'eq', value: 'gate' }], mostThings)).items.map(({ gate }) => gate!),
  };
}

/** A fact as somebody may read it raw: what speaks of others, and what only machines need, is left out for who sees but their own. */
export function rawFor(event: RecordedEvent, withheld: readonly string[], whole: boolean): { readonly event: RecordedEvent; readonly withheld: readonly string[] } {
  if (whole) return { event, withheld: [] };
  const hidden = withheld.filter((name) => Object.hasOwn(event.data, name));
  const data = Object.fromEntries(Object.entries(event.data).filter(([name]) => !hidden.includes(name))) as JsonObject;
  const { told, fingerprint, traceparent, ...meta } = event.meta;
  const machine = [told && 'meta.told', fingerprint && 'meta.fingerprint', traceparent && 'meta.traceparent'].filter((one) => one !== undefined);
  return { event: { ...event, data, meta }, withheld: [...hidden.map((name) => `data.${name}`), ...machine as string[]] };
}
