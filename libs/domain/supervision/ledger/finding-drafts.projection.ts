import type { Instant } from '#engine/kernel';
import { rows } from '#engine/projections';
import type { FindingContent, FindingEvent } from '../finding.events.js';

/** A draft 拟稿 that waits to be issued, or was discarded. */
export type FindingDraftRow = {
  readonly finding: string;
  readonly status: 'draft' | 'discarded';
  readonly unit: string;
  readonly content: FindingContent;
  readonly draftedBy: string;
  readonly draftedAt: Instant;
  readonly discardReason: string | null;
  readonly revision: number;
  readonly changedAt: Instant;
};

/** Drafts of findings; one that is issued is in the ledger and no longer here. */
export const findingDrafts = rows<FindingDraftRow, FindingEvent>({
  name: 'finding-drafts',
  version: 1,
  events: ['supervision.FindingDrafted', 'supervision.FindingRedrafted', 'supervision.FindingDiscarded', 'supervision.FindingIssued'],
  table: { name: 'finding-drafts', fields: { unit: 'text', status: 'text', draftedAt: 'text' }, indexes: [['status', 'draftedAt'], ['unit', 'status', 'draftedAt']], temporal: true },
  keys: ({ data }) => [data.finding],
  fold: (row, event) => {
    const now = { revision: event.revision, changedAt: event.recordedAt };
    switch (event.type) {
      case 'supervision.FindingDrafted':
      case 'supervision.FindingRedrafted': {
        const { finding, content } = event.data;
        const { draftedBy = event.meta.actor, draftedAt = event.recordedAt } = row ?? {};
        return { finding, status: 'draft', unit: content.unit, content, draftedBy, draftedAt, discardReason: null, ...now };
      }
      case 'supervision.FindingDiscarded':
        return row && { ...row, status: 'discarded', discardReason: event.data.reason, ...now };
      default:
        return undefined;
    }
  },
});
