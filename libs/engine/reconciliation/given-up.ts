import type { EventStore } from '#engine/event-store';
import type { ReactionEvent } from '#engine/reactions';

const type = 'reactions.ParkedDiscarded';

/** Positions of the items that operators had a follower give up: `relay/<topic>`, `notices/<definition>`. */
export async function gaveUpBy(log: Pick<EventStore, 'readAll'>, process: string): Promise<ReadonlySet<number>> {
  const positions = new Set<number>();
  for (let after = 0; ; ) {
    const { events, scannedTo } = await log.readAll({ after, limit: 500, types: [type] });
    for (const { data } of events as unknown as readonly ReactionEvent[]) if (data.process === process) positions.add(data.position);
    if (scannedTo <= after || events.length < 500) return positions;
    after = scannedTo;
  }
}
