import { process } from '#engine/reactions';
import type { ReportEvent } from '#domain/reporting';
import { judgeProgress } from './judge-progress.js';

type Settled = Extract<ReportEvent, { type: 'reporting.ReportVerified' | 'reporting.ReportCorrected' }>;

/** Every value that is verified, or corrected afterwards, is held against what was expected by then. */
export const watchProgress = process<Settled>({
  name: 'supervision.watch-progress',
  events: ['reporting.ReportVerified', 'reporting.ReportCorrected'],
  react: ({ data }) => {
    const { plan, indicator, unit, period } = data;
    return [{ definition: judgeProgress, command: { plan, indicator, unit, period, value: 'to' in data ? data.to : data.value } }];
  },
});
