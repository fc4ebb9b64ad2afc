import type { Actor, JsonObject, Refusal } from '#engine/kernel';

/** Which score is to be explained to the end. */
export type ScoreInQuestion =
  | { readonly kind: 'board'; readonly plan: string; readonly year: number; readonly group: string; readonly unit: string; readonly asKnownAt?: string | undefined; readonly waitFor?: number | undefined }
  | { readonly kind: 'round'; readonly round: string; readonly unit: string; readonly run?: number | undefined };

/** A score sheet, and the facts beside its figures that it rests on. */
export interface ExplainedSheet {
  /** Every number in it that came from a fact has that fact's `position` and `eventId` beside it. */
  readonly sheet: JsonObject;
  readonly hash: string;
  /** Log position that the sheet reflects. */
  readonly position: number;
  /** Publication of the scheme, record of the result, and the like. */
  readonly also: readonly { readonly what: 'scheme' | 'result' | 'freeze'; readonly position: number }[];
}

/** Port: sheets as those who keep scores work them out, for those who may see them. */
export interface ExplainedSheets {
  sheetOf(actor: Actor, score: ScoreInQuestion): Promise<ExplainedSheet | Refusal>;
}
export const ExplainedSheets = Symbol('explained sheets');
