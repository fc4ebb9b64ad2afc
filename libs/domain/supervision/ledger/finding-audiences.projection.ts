import { rows } from '#engine/projections';
import type { FindingEvent } from '../finding.events.js';
import { audienceOf } from './audience.js';

/** A unit, and units together with which it ever had a finding. There are few of these, however many findings there are. */
export type FindingAudienceRow = {
  readonly unit: string;
  readonly audience: string;
  readonly lead: boolean;
};

interface Parties {
  readonly unit: string;
  readonly supporting: readonly string[];
}

/**
 * Which audiences a unit is part of. A unit sees what it leads and what it supports: its list asks for its audiences, so that no
 * finding is shown or counted twice, whichever units a caller acts for.
 */
export const findingAudiences = rows<FindingAudienceRow, FindingEvent>({
  name: 'finding-audiences',
  version: 1,
  events: ['supervision.FindingIssued', 'supervision.FindingReassigned'],
  table: { name: 'finding-audiences', fields: { unit: 'text', lead: 'boolean' }, indexes: [['unit']], temporal: false },
  keys: (event) => {
    const parties = partiesOf(event);
    return parties ? [parties.unit, ...parties.supporting].map((unit) => `${unit}/${audienceOf(parties.unit, parties.supporting)}`) : [];
  },
  fold: (row, _, key) => {
    if (row) return row;
    const [unit, audience] = [key.slice(0, key.indexOf('/')), key.slice(key.indexOf('/') + 1)];
    return { unit, audience, lead: audience === unit || audience.startsWith(`${unit}>`) };
  },
});

function partiesOf(event: FindingEvent): Parties | undefined {
  if (event.type === 'supervision.FindingIssued') return event.data.content;
  return event.type === 'supervision.FindingReassigned' ? event.data : undefined;
}
