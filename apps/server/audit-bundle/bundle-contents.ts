import { z } from 'zod';
import type { Actor, Bilingual, EventCatalogue, JsonObject, RecordedEvent } from '#engine/kernel';
import type { EventStore } from '#engine/event-store';
import type { Views } from '#engine/http';
import type { BundleContents } from '../../../libs/domain/history/audit-bundle/bundle-contents.js';
import { ChangeReader } from '../../../libs/domain/history/change-history/change-reader.js';
import { changeRow } from '../../../libs/domain/history/change-history/changes.projection.js';
import { nameAt, nameKey, namesProjection, namesTable, type NameRow } from '../../../libs/domain/history/change-history/names.projection.js';
import { namesIn, shownAs, type NameOf } from '../../../libs/domain/history/change-history/shown.js';
import type { Telling, TellingBook } from '../../../libs/domain/history/change-history/telling.js';
import { bothSentences } from '../../../libs/domain/history/change-history/template.js';
import { maySeeEvents } from '../system/operations.policies.js';
import { selectEvents } from './bundle-selection.js';

export interface BundleSources {
  readonly log: EventStore;
  readonly catalogue: EventCatalogue;
  readonly book: TellingBook;
  /** Views of a running server; without them only who may see raw facts receives any, and things are called by their codes. */
  readonly views?: Views;
}

/** What the contexts of this server have to say about audit bundles. */
export const bundleContents = ({ log, catalogue, book, views }: BundleSources): BundleContents => ({
  select: (scope) => selectEvents(log, scope),
  mayReceive: async (actor) => (maySeeEvents.scope(actor) === 'all' ? 'everything' : views ? audienceOf(views, log, book, actor) : () => false),
  schemaOf: (type, version) => schemaOf(catalogue, type, version),
  tell: (event) => told(book, event, views),
});

/**
 * The rule of the change history: what somebody may not look at is not handed over either. A leaf cannot be cut, so a fact that speaks of
 * others too stays with those who see the whole city.
 */
async function audienceOf(views: Views, log: EventStore, book: TellingBook, actor: Actor): Promise<(event: RecordedEvent) => boolean> {
  const reader = await ChangeReader.open(views, log, book, actor, { waitFor: await log.head() });
  return (event) => {
    const row = changeRow(book, event);
    const speaksOfOthers = (book.tellings[event.type]?.withheld ?? []).some((name) => Object.hasOwn(event.data, name));
    return reader.sees(row) && (!speaksOfOthers || reader.seesWhole(row));
  };
}

function schemaOf(catalogue: EventCatalogue, type: string, version: number): JsonObject | undefined {
  const definition = catalogue[type];
  return definition?.version === version ? (z.toJSONSchema(definition.data as unknown as z.ZodType, { io: 'output', unrepresentable: 'any' }) as JsonObject) : undefined;
}

/** What happened, in a sentence without who did it: persons stay references. A fact that cannot be told is called by its kind. */
async function told(book: TellingBook, event: RecordedEvent, views: Views | undefined): Promise<Bilingual> {
  const title = book.titles[event.type] ?? { zh: event.type, en: event.type };
  const sentence = await sentenceOf(book, event, views);
  return sentence ? { zh: `${title.zh}：${sentence.zh}`, en: `${title.en}: ${sentence.en}` } : title;
}

async function sentenceOf(book: TellingBook, event: RecordedEvent, views: Views | undefined): Promise<Bilingual | undefined> {
  const telling = book.tellings[event.type];
  const says = telling && saidBy(telling, event);
  if (!says) return undefined;
  const names = new Map<string, Bilingual>();
  for (const { of, key } of Object.values(says).flatMap((shown) => (shown ? namesIn(shown) : []))) {
    const found = of === 'user' ? undefined : (await views?.one<NameRow>(namesProjection, namesTable.name, nameKey(of, key)))?.found;
    const name = found && nameAt(found.row, event.position, event.recordedAt);
    if (name) names.set(nameKey(of, key), name);
  }
  const nameOf: NameOf = (of, key) => names.get(nameKey(of, key));
  return bothSentences(telling.sentence, Object.fromEntries(Object.entries(says).map(([name, shown]) => [name, shown && shownAs(shown, nameOf)])));
}

/** A log may hold facts that do not fit their schema, from imports or damage: they are handed over as they are. */
function saidBy(telling: Telling, { data }: RecordedEvent): ReturnType<Telling['says']> | undefined {
  try {
    return telling.says(data);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}
