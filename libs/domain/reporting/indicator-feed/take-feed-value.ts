import { command, isRefusal, type Fold } from '#engine/kernel';
import { mayReport } from '../report.policies.js';
import { report, type ReportState } from '../report.state.js';
import type { FeedStatement, ReportEvent } from '../report.events.js';
import { keyOf, streamOf } from '../report-key.js';
import { reportIndicatorAmong, type PeersOf, type ReportIndicator } from '../report-indicator/report-indicator.js';

/** A source states a value: what a unit's reporter would report, and which statement of which source it is. */
export interface TakeFeedValue extends Omit<ReportIndicator, 'source' | 'evidence'> {
  readonly statement: FeedStatement;
}

/** A report and, by period, the latest statement of a source that was recorded. */
export interface FedReport {
  readonly report: ReportState;
  readonly fed: Readonly<Record<string, FeedStatement>>;
}

/** Folds a report stream with the statements behind its values. */
export const fedReport: Fold<FedReport, ReportEvent> = {
  name: 'reporting.fed-report',
  initial: { report: report.initial, fed: {} },
  evolve: (state, event) => {
    const statement = event.type === 'reporting.IndicatorReported' ? event.data.statement : undefined;
    const fed = statement && isLater(statement, state.fed[event.data.period]) ? { ...state.fed, [event.data.period]: statement } : state.fed;
    return { report: report.evolve(state.report, event), fed };
  },
};

/** Whether a statement comes after another: by the time its source gave it, then by source and id, so that of any two one is the later. */
export function isLater(one: FeedStatement, other: FeedStatement | undefined): boolean {
  if (!other) return true;
  const [a, b] = [[one.at, one.source, one.id], [other.at, other.source, other.id]] as const;
  const differing = a.findIndex((part, index) => part !== b[index]);
  return differing >= 0 && a[differing]! > b[differing]!;
}

/**
 * Take a value that a source stated, by the rules of the form. An earlier statement than the one in the record changes nothing, and a
 * later one with the same value is recorded too: so the same statements leave the same value, in whatever order and however often they come.
 */
export const takeFeedValueAmong = (peersOf: PeersOf) => {
  const useCase = reportIndicatorAmong(peersOf);
  return command({
    name: 'reporting.TakeFeedValue',
    policy: mayReport,
    unit: (c: TakeFeedValue) => c.unit,
    stream: streamOf,
    state: fedReport,
    told: (c: TakeFeedValue) => useCase.told!(asReport(c), report.initial),
    decide: ({ report: before, fed }, c, context) => {
      const known = before.periods[c.period];
      if (!isLater(c.statement, fed[c.period]) || (known?.status === 'verified' && known.value === c.value)) return [];
      const decision = useCase.decide(before, asReport(c), context);
      if (isRefusal(decision)) return decision;
      const { statement } = c;
      if (decision.length === 0) return [sameAgain(c)];
      return decision.map((event): ReportEvent => (event.type === 'reporting.IndicatorReported' ? { ...event, data: { ...event.data, statement } } : event));
    },
  });
};

/** The use case where no peers are known. */
export const takeFeedValue = takeFeedValueAmong(() => []);

function asReport({ statement: _, ...rest }: TakeFeedValue): ReportIndicator {
  return { ...rest, source: 'feed', evidence: [] };
}

/** The value that is in the record already, stated anew. */
function sameAgain(c: TakeFeedValue): ReportEvent {
  const data = { ...keyOf(c), value: c.value, evidence: [], warnings: [], source: 'feed' as const, replaces: c.value, statement: c.statement };
  return { type: 'reporting.IndicatorReported', validAt: c.period, data: c.note === undefined ? data : { ...data, note: c.note } };
}
