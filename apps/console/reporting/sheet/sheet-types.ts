import type { ReplyOf } from '../../server/ask.js';

/** A reporting sheet as the server tells it. */
export type Sheet = ReplyOf<'GET /report-sheets/:plan/:unit/:period'>;
/** An indicator with its cells. */
export type SheetLine = Sheet['rows'][number];
/** One value: what is recorded, and whether it may be reported now. */
export type SheetCell = SheetLine['cells'][number];
export type Card = SheetLine['card'];
export type Report = NonNullable<SheetCell['report']>;
