import type { EventCatalogue } from '#engine/kernel';
import type { AnyProjection } from '#engine/projections';
import { changesOf } from '../../../libs/domain/history/change-history/changes.projection.js';
import { namesOf } from '../../../libs/domain/history/change-history/names.projection.js';
import { reachOf } from '../../../libs/domain/history/change-history/reach.projection.js';
import { tellingBook, toldTypes } from './telling-book.js';

/** The views of the change history over every fact of a catalogue. */
export function changeHistoryProjections(catalogue: EventCatalogue): readonly AnyProjection[] {
  const book = tellingBook(catalogue);
  const events = toldTypes(catalogue);
  return [changesOf(book, events), reachOf(book, events), namesOf(book, events)];
}
