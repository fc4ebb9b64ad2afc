import type { Clock } from '#engine/kernel';
import type { EventStore } from '#engine/event-store';
import { issue, type NoticeRunner } from '#engine/notices';
import { gaveUpBy, messagesCheck, namedCheck, Reconciler, rowsCheck, type Check } from '#engine/reconciliation';
import type { RelayRunner } from '#engine/relay';
import type { Log } from '#engine/telemetry';
import { addressesIn, standingOf } from '../../libs/domain/reporting/evidence/named-evidence.js';
import { catalogues, notices, projections, topics } from './contexts.js';
import type { Settings } from './settings.js';
import type { Stores } from './stores.js';

export interface ReconcilerParts {
  readonly stores: Stores;
  readonly settings: Settings;
  /** The log as projections read it. */
  readonly log: EventStore;
  readonly clock: Clock;
  readonly operating: Log;
  readonly relay: RelayRunner;
  readonly notifying: NoticeRunner;
}

/** Everything that is made from the log, to be compared with it. */
export function reconcilerOf(parts: ReconcilerParts): Reconciler {
  const { stores, settings, clock, operating } = parts;
  return new Reconciler({
    checks: checksOf(parts), store: stores.rows, clock, log: operating,
    at: settings.ZHIHENG_RECONCILE_AT === 'never' ? undefined : settings.ZHIHENG_RECONCILE_AT,
    ...(stores.lease ? { lease: stores.lease } : {}),
  });
}

function checksOf({ stores, log, clock, relay, notifying }: ReconcilerParts): readonly Check[] {
  const { rows, openScratch, delivered, evidence, dossiers, inbox, noticeState } = stores;
  const head = (): Promise<number> => log.head();
  return [
    ...projections.map((projection) => rowsCheck(projection, { log, store: rows, clock, catalogues, openScratch })),
    ...topics.map(({ topic }) => messagesCheck(topic, { log, relay, delivered, openScratch })),
    namedCheck({ name: 'evidence', log, openScratch, upTo: head, namesIn: ({ data }) => addressesIn(data), look: (sha256) => standingOf(evidence, sha256) }),
    namedCheck({
      name: 'dossiers', log, openScratch, upTo: head, types: ['cadre-review.DossierDispatched'],
      namesIn: ({ data }) => [String(data['hash'])], look: async (hash) => ((await dossiers.find(hash)) ? 'there' : 'missing'),
    }),
    ...notices.map((definition): Check => {
      const [name, process] = [`inbox/${definition.name}`, `notices/${definition.name}`];
      return {
        name,
        run: async (context) => {
          const [gaveUp, standing] = await Promise.all([gaveUpBy(log, process), noticeState.standing(process)]);
          const parked = new Map((standing?.parked ?? []).map(({ stream, position }) => [stream, position]));
          return namedCheck({
            name, log, openScratch, upTo: () => notifying.reflects('inbox'), types: definition.events,
            namesIn: (event) => (gaveUp.has(event.position) || event.position >= (parked.get(event.stream) ?? Infinity) ? [] : issue(definition, event).map(({ id }) => id)),
            look: async (id) => ((await inbox.one(id)) ? 'there' : 'missing'),
          }).run(context);
        },
      };
    }),
  ];
}
