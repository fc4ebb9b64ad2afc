import { cityPolicy, type Policy } from '#engine/kernel';
import { maySeePublished, maySeeResults, maySeeSamples, mayMark } from '../../../libs/domain/assessment/assessment.policies.js';
import { maySeeDossiers, maySeeLinkageRules } from '../../../libs/domain/cadre-review/cadre-review.policies.js';
import type { Audience } from '../../../libs/domain/history/change-history/telling.js';
import { maySeeDelegations, maySeeUsers } from '../../../libs/domain/identity/identity.policies.js';
import { businessRoles } from '../../../libs/domain/identity/roles.js';
import { maySeePlan, maySeeProgress } from '../../../libs/domain/plan/plan.policies.js';
import { maySeeReports } from '../../../libs/domain/reporting/report.policies.js';
import { maySeeSchemes } from '../../../libs/domain/scoring/scoring.policies.js';
import { maySeeCampaigns } from '../../../libs/domain/supervision/campaign.policies.js';
import { maySeeMatters } from '../../../libs/domain/supervision/matter.policies.js';
import { maySeeRewards } from '../../../libs/domain/supervision/reward.policies.js';
import { mayInspect, maySeeSupervision } from '../../../libs/domain/supervision/supervision.policies.js';
import { maySeeAppointments, maySeeNames } from '../../../libs/domain/units/units.policies.js';
import { maySeeOperations } from '../system/operations.policies.js';

/** What every official knows, and the administrators have no business with. */
const everyOfficial: Policy = cityPolicy('history.see-public', businessRoles);

/** Units read what is theirs in a campaign; how others are inspected is for those who see the whole city. */
const wholeCity = { by: 'nobody' } as const;

/**
 * Who is told of which facts. Each follows the policy by which the context itself shows the thing: what one may not look at,
 * one is not told the history of either.
 */
export const audiences = {
  plan: { policy: maySeePlan },
  progress: { policy: maySeeProgress },
  units: { policy: everyOfficial },
  appointments: { policy: maySeeAppointments },
  persons: { policy: maySeeNames },
  calendar: { policy: everyOfficial },
  reports: { policy: maySeeReports },
  /** Periods are opened to everybody who reports or verifies. */
  periods: { policy: everyOfficial },
  schemes: { policy: maySeeSchemes },
  campaigns: { policy: maySeeCampaigns, ...wholeCity },
  'campaign-parts': { policy: maySeeCampaigns },
  findings: { policy: maySeeSupervision, by: 'parties' },
  drafts: { policy: mayInspect },
  supervision: { policy: maySeeSupervision },
  'supervision-rules': { policy: cityPolicy('history.see-supervision-rules', ['reporter', 'inspector', 'bureau', 'leadership', 'organisation', 'auditor']) },
  matters: { policy: maySeeMatters },
  rewards: { policy: maySeeRewards },
  numbers: { policy: maySeeSupervision, ...wholeCity },
  rounds: { policy: maySeePublished },
  /** That a sample is sealed is no business of those it may name; the list itself is in no fact before it is opened. */
  samples: { policy: maySeeSamples },
  'unit-assessment': { policy: maySeeResults },
  /** A mark is never shown to the unit that is marked, nor to anybody who belongs to it. */
  marks: { policy: mayMark, notOwn: true },
  /** Figures of a calculation: a unit sees its own once that calculation was notified, confirmed, published or put in place of another. */
  figures: { policy: maySeeResults, by: 'gate' },
  dossiers: { policy: maySeeDossiers },
  'linkage-rules': { policy: maySeeLinkageRules },
  users: { policy: maySeeUsers },
  delegations: { policy: maySeeDelegations },
  operations: { policy: maySeeOperations },
  /** Checkpoints are published outward: they hide nothing from anybody who works here. */
  ledger: { policy: cityPolicy('history.see-ledger', [...businessRoles, 'audit-admin', 'security-admin']) },
  'access-log': { policy: cityPolicy('history.see-access-log', ['audit-admin', 'auditor']) },
} as const satisfies Readonly<Record<string, Audience>>;

export type AudienceName = keyof typeof audiences;
