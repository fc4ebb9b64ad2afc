import type { ReplyOf } from '../../server/ask.js';
import { useView, type Viewed } from '../../server/views.js';
import type { ScoreSheet } from '../sheet.js';
import type { ScoreSource } from './score-source.js';

type LiveExplanation = ReplyOf<'GET /history/explanations/scores/:plan/:year/:group/:unit'>;
export type Ground = LiveExplanation['grounds'][number];

/** A score's sheet with the records it stands on and their proofs. */
export interface Explanation extends Omit<LiveExplanation, 'sheet'> {
  readonly sheet: ScoreSheet;
}

/** The explanation of a score: of the board at the page's moment, or of a round as it was calculated. */
export function useExplanation(source: ScoreSource): Viewed<Explanation> {
  const live = source.kind === 'live' ? source : undefined;
  const round = source.kind === 'round' ? source : undefined;
  const ofBoard = useView('GET /history/explanations/scores/:plan/:year/:group/:unit', { path: { plan: live?.plan ?? '', year: live?.year ?? '', group: live?.group ?? '', unit: live?.unit ?? '' } }, { enabled: live !== undefined && live.plan !== '' });
  const ofRound = useView('GET /history/explanations/rounds/:round/:unit', { path: { round: round?.round ?? '', unit: round?.unit ?? '' }, query: { run: round?.run } }, { enabled: round !== undefined });
  return (live ? ofBoard : ofRound) as unknown as Viewed<Explanation>;
}
