import { addDays, cityDate, command, endOfCityDay, refuse } from '#engine/kernel';
import type { EvidenceReference } from '#domain/reporting';
import type { CampaignKey } from '../campaign-acts.js';
import { campaignStream } from '../campaign.events.js';
import { mayObject } from '../campaign.policies.js';
import { campaign } from '../campaign.state.js';
import { sameFact } from '../same-fact.js';

/** Calendar days within which an objection is decided. */
export const decisionDays = 30;

/** A unit objects to the conclusion about it, in time, with reason and evidence. Once: the decision settles it. */
export interface RaiseObjection extends CampaignKey {
  readonly unit: string;
  readonly reason: string;
  readonly evidence: readonly EvidenceReference[];
}

export const raiseObjection = command({
  name: 'supervision.RaiseObjection',
  policy: mayObject,
  unit: (c: RaiseObjection) => c.unit,
  stream: (c) => campaignStream(c.campaign),
  state: campaign,
  decide: (state, c, { now }) => {
    const { campaign, unit, reason, evidence } = c;
    // To the unit a campaign that has told it nothing is as good as none.
    if (state.status !== 'concluded' || !state.units[unit]?.fedBack) return refuse('supervision.not-fed-back', { campaign, unit }, 'params.unit');
    const { fedBack, objection } = state.units[unit];
    if (objection) {
      const same = !objection.decided && sameFact([objection.reason, objection.evidence], [reason, evidence]);
      return same ? [] : refuse('supervision.objection-exists', { unit });
    }
    if (now > fedBack.objectBy) return refuse('supervision.objection-too-late', { day: cityDate(fedBack.objectBy) });
    if (evidence.length === 0) return refuse('supervision.objection-evidence-required', {}, 'body.evidence');
    const decideBy = endOfCityDay(addDays(cityDate(now), decisionDays));
    return [{ type: 'supervision.ObjectionRaised' as const, data: { campaign, unit, reason, evidence: [...evidence], decideBy } }];
  },
});
