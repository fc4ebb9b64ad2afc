import { dossierEvents } from './dossier.events.js';
import { inclusionEvents } from './inclusion.events.js';
import { linkageRulesEvents } from './linkage-rules.events.js';
import { dossierRefusals, linkageRefusals } from './cadre-review.refusals.js';
import { dossierTopic } from './cadre-review.topics.js';
import { adoptLinkageRules } from './adopt-rules/adopt-rules.js';
import { linkageRuleVersions } from './adopt-rules/linkage-rules.projection.js';
import { decideInclusion } from './decide-inclusion/decide-inclusion.js';
import { inclusions } from './decide-inclusion/inclusions.projection.js';
import { dispatchDossier } from './dispatch-dossier/dispatch-dossier.js';
import { dossiers } from './dossiers/dossiers.projection.js';
import { prepareDossier } from './prepare-dossier/prepare-dossier.js';
import { publishedRounds } from './prepare-dossier/published-rounds.projection.js';
import { receiptMessages } from './receipts/receipt-intake.js';
import { recordReceipt } from './receipts/record-receipt.js';

/** What the applications wire and the reference lists: facts, refusals, use cases, views and messages. */
export const cadreReviewParts = {
  events: [dossierEvents, linkageRulesEvents, inclusionEvents],
  refusals: [dossierRefusals, linkageRefusals],
  commands: [adoptLinkageRules, decideInclusion, prepareDossier, dispatchDossier, recordReceipt],
  projections: [dossiers, linkageRuleVersions, inclusions, publishedRounds],
  processes: [],
  topics: [dossierTopic],
  inbound: [receiptMessages],
} as const;
