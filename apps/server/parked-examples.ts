import { join } from 'node:path';
import type { ParkedStream } from '#engine/reactions';
import { SqliteReactionState } from '#engine/reactions/sqlite';
import type { RunningServer } from './running-server-examples.js';

/** The topic whose relay left reports behind. */
export const parkedTopic = 'quality.indicator.verified.v1';

/** The server, restarted, has a relay that left two verified reports behind, as it does with what cannot be sent. */
export async function parkTwoReports(server: RunningServer): Promise<readonly [ParkedStream, ParkedStream]> {
  const process = `relay/${parkedTopic}`;
  const { body } = await server.call('auditor', 'GET', '/events?type=reporting.ReportVerified&limit=2');
  const parked = (body.items as { id: string; stream: string; revision: number; position: number }[]).map(({ id, stream, revision, position }): ParkedStream => ({
    process, stream, position, revision, eventId: id, reason: 'map: TypeError: no unit', parkedAt: '2025-01-01T00:00:00.000Z', attempts: 1, waiting: 0,
  }));
  await server.restart(async () => {
    const state = SqliteReactionState.open(join(server.data, 'reactions.db'));
    await state.commit({ process, parking: parked.map((one) => ({ kind: 'park', parked: one })) });
    await state.close();
  });
  return parked as [ParkedStream, ParkedStream];
}
