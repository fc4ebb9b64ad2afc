import { accessSealingEvents } from './access-sealing/access-sealing.events.js';
import { accessSealingRefusals } from './access-sealing/access-sealing.refusals.js';
import { historyRefusals } from './history.refusals.js';
import { sealAccessLog } from './access-sealing/seal-access-log.js';
import { trimAccessLog } from './access-sealing/trim-access-log.js';
import { bundleRefusals } from './audit-bundle/bundle.refusals.js';
import { checkpointTopic } from './checkpoints/checkpoints.topics.js';
import { introduceKey } from './checkpoints/introduce-key.js';
import { ledgerEvents } from './checkpoints/ledger.events.js';
import { ledgerRefusals } from './checkpoints/ledger.refusals.js';
import { recordCheckpoint, recordCosignature } from './checkpoints/record-checkpoint.js';

/** What the applications wire and the reference lists, beside the views that the application hands its sentences and comparable views to. */
export const historyParts = {
  events: [ledgerEvents, accessSealingEvents],
  refusals: [historyRefusals, ledgerRefusals, accessSealingRefusals, bundleRefusals],
  commands: [recordCheckpoint, recordCosignature, introduceKey, sealAccessLog, trimAccessLog],
  projections: [],
  processes: [],
  topics: [checkpointTopic],
} as const;
