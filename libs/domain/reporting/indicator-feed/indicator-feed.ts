import { isRefusal, refuse, type Actor, type AnyCommand, type Refusal } from '#engine/kernel';
import type { Envelope, Outcome } from '#engine/commands';
import type { Arrival, InboundHandler, Taken } from '#engine/intake';
import type { ReportKey } from '../report-key.js';
import type { PeersOf } from '../report-indicator/report-indicator.js';
import { indicatorFeed, type FeedValue } from './indicator-feed.topics.js';
import { takeFeedValueAmong, type TakeFeedValue } from './take-feed-value.js';

/** What a source may state. Who may write to the topic at all is the broker's to say; this is which of its writers may say what. */
export interface FeedSource {
  readonly units: 'all' | readonly string[];
  readonly indicators: 'all' | readonly string[];
}

export interface IndicatorFeedOptions {
  /** By `source` of the CloudEvent, such as `/nanjing/statistics`. */
  readonly sources: Readonly<Record<string, FeedSource>>;
  readonly send: (definition: AnyCommand, command: TakeFeedValue, envelope: Envelope) => Promise<Outcome>;
  /** Verified values of the other units, for the outlier check. */
  readonly peersOf?: (key: ReportKey) => Promise<PeersOf>;
}

/** The user id under which a source's values are in the log. */
export const feedActor = (source: string, { units }: FeedSource): Actor => ({ id: `feed:${source}`, grants: [{ role: 'reporter', units }] });

/** Takes values from statistics systems into the reports of the units, on behalf of the system that sent them. */
export function indicatorFeedHandler({ sources, send, peersOf }: IndicatorFeedOptions): InboundHandler {
  return {
    topic: indicatorFeed,
    take: async (arrival): Promise<Taken | Refusal> => {
      const source = Object.hasOwn(sources, arrival.source) ? sources[arrival.source]! : undefined;
      const value = arrival.data as FeedValue;
      if (!source) return refuse('reporting.feed-unknown-source', { source: arrival.source });
      if (arrival.time === undefined) return refuse('reporting.feed-undated', { source: arrival.source });
      if (source.indicators !== 'all' && !source.indicators.includes(value.indicator)) return refuse('reporting.feed-not-its-indicator', { source: arrival.source, indicator: value.indicator });
      const command: TakeFeedValue = { ...withoutAbsent(value), statement: { source: arrival.source, id: arrival.id, at: arrival.time } };
      const outcome = await send(takeFeedValueAmong(peersOf ? await peersOf(value) : () => []), command, envelopeOf(arrival, source));
      if (isRefusal(outcome)) return outcome;
      return outcome.repeated ? 'repeated' : outcome.changed ? 'recorded' : 'unchanged';
    },
  };
}

function withoutAbsent({ note, ...value }: FeedValue) {
  return note === undefined ? value : { ...value, note };
}

function envelopeOf({ commandId, source: name, traceparent }: Arrival, source: FeedSource): Envelope {
  return { commandId, retryable: true, actor: feedActor(name, source), correlation: commandId, ...(traceparent === undefined ? {} : { traceparent }) };
}
