/** Whose score: on the live board of a year, or as an assessment round calculated it. */
export type ScoreSource =
  | { readonly kind: 'live'; readonly plan: string; readonly year: string; readonly group: string; readonly unit: string }
  | { readonly kind: 'round'; readonly round: string; readonly unit: string; readonly run?: number };
