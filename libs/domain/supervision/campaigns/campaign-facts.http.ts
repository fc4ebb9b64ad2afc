import type { Recorded } from '#engine/kernel';
import type { EventStore } from '#engine/event-store';
import { campaignStream, type CampaignEvent } from '../campaign.events.js';
import { campaign, type CampaignState } from '../campaign.state.js';

/** A campaign folded from its facts, now or up to a log position. */
export async function campaignFrom(log: Pick<EventStore, 'readStream'>, id: string, upTo = Number.MAX_SAFE_INTEGER): Promise<CampaignState> {
  const events = (await log.readStream(campaignStream(id))) as unknown as readonly Recorded<CampaignEvent>[];
  return events.filter(({ position }) => position <= upTo).reduce((state, event) => campaign.evolve(state, event), campaign.initial);
}
