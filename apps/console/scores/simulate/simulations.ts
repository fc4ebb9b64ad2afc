import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMoment } from '../../frame/address.js';
import type { Bilingual } from '../../language/texts.js';
import { act, type BodyOf } from '../../server/ask.js';
import { toldOf, type Problem } from '../../server/problems.js';
import { momentFields } from '../../server/views.js';

/** A unit's result in short. */
export interface UnitResult {
  readonly published: string | null;
  readonly raw: string | null;
  readonly rank: number | null;
  readonly grade: string | null;
}

/** A unit as it is and as supposed. */
export interface UnitShift {
  readonly unit: string;
  readonly before: UnitResult | null;
  readonly after: UnitResult | null;
  readonly shift: string | null;
  readonly rankShift: number | null;
  readonly gradeChanged: boolean;
  readonly movers: readonly { readonly node: string; readonly title: Bilingual; readonly before: string; readonly after: string; readonly shift: string }[];
}

export interface UnitRobustness {
  readonly unit: string;
  readonly rank: number;
  readonly medianRank: number;
  readonly rank5: number;
  readonly rank95: number;
  readonly bestRank: number;
  readonly worstRank: number;
  readonly rankShares: readonly number[];
}

export interface EffectiveWeight {
  readonly leaf: string;
  readonly indicator: string;
  readonly nominal: number;
  readonly correlation: number | null;
  readonly effective: number | null;
}

/** A calculation under way or done. */
export interface Calculated<T> {
  readonly data: T | undefined;
  readonly problem: Problem | undefined;
  readonly busy: boolean;
}

type Calculation = 'POST /what-if' | 'POST /robustness';

/** Have the server count something that it does not record, on the data of the page's moment. */
function useCalculation<T>(route: Calculation, body: BodyOf<Calculation> | undefined): Calculated<T> {
  const { at } = useMoment();
  const result = useQuery({
    queryKey: [route, body, at],
    enabled: body !== undefined,
    placeholderData: keepPreviousData,
    retry: false,
    queryFn: () => act(route, { body: body as never, query: momentFields(true, at) }) as unknown as Promise<T>,
  });
  return { data: result.error ? undefined : result.data, problem: result.error ? toldOf(result.error) : undefined, busy: result.isFetching };
}

/** Scores and ranks as they are and as supposed. */
export const useWhatIf = (body: BodyOf<'POST /what-if'> | undefined): Calculated<{ readonly position: number; readonly units: readonly UnitShift[] }> => useCalculation('POST /what-if', body);

/** Rank intervals under varied weights. */
export const useRobustness = (body: BodyOf<'POST /robustness'> | undefined): Calculated<{ readonly position: number; readonly draws: number; readonly averageRankShift: number; readonly units: readonly UnitRobustness[]; readonly effectiveWeights: readonly EffectiveWeight[] }> => useCalculation('POST /robustness', body);
