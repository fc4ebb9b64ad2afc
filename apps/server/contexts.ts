import type { AnyCommand, EventCatalogue, RefusalCatalogue } from '#engine/kernel';
import type { AnyProjection } from '#engine/projections';
import { projectionEvents } from '#engine/projections';
import { reactionEvents, type AnyProcess } from '#engine/reactions';
import type { AnyTopic } from '#engine/relay';
import { noticeEvents, type AnyNoticeDefinition } from '#engine/notices';
import { intakeRefusals, type InboundTopic } from '#engine/intake';
import { commandRefusals } from '#engine/commands';
import { comparingRefusals } from '../../libs/domain/history/comparing/comparing.refusals.js';
import { comparingProjections } from './comparing/comparing-parts.js';
import { changeHistoryProjections } from './history/projections.js';
import { noticeRefusals } from './system/notices.refusals.js';
import { systemRefusals } from './system/system.refusals.js';
import { assessmentParts } from '../../libs/domain/assessment/assessment.parts.js';
import { cadreReviewParts } from '../../libs/domain/cadre-review/cadre-review.parts.js';
import { calendarParts } from '../../libs/domain/calendar/calendar.parts.js';
import { historyParts } from '../../libs/domain/history/history.parts.js';
import { identityParts } from '../../libs/domain/identity/identity.parts.js';
import { planParts } from '../../libs/domain/plan/plan.parts.js';
import { reportingParts } from '../../libs/domain/reporting/reporting.parts.js';
import { scoringParts } from '../../libs/domain/scoring/scoring.parts.js';
import { supervisionParts } from '../../libs/domain/supervision/supervision.parts.js';
import { unitsParts } from '../../libs/domain/units/units.parts.js';

/** What a context is made of, as the wiring and the generated reference see it. */
export interface ContextParts {
  readonly events: readonly EventCatalogue[];
  readonly refusals: readonly RefusalCatalogue[];
  readonly commands: readonly AnyCommand[];
  readonly projections: readonly AnyProjection[];
  readonly processes: readonly AnyProcess[];
  readonly topics: readonly AnyTopic[];
  /** What outsiders may send. */
  readonly inbound?: readonly InboundTopic[];
  readonly notices?: readonly AnyNoticeDefinition[];
}

/** The contexts that this server runs, in the order of the city's work. */
export const contexts: Readonly<Record<string, ContextParts>> = {
  plan: planParts,
  units: unitsParts,
  calendar: calendarParts,
  reporting: reportingParts,
  scoring: scoringParts,
  supervision: supervisionParts,
  assessment: assessmentParts,
  'cadre-review': cadreReviewParts,
  history: historyParts,
  identity: identityParts,
};

const all: readonly ContextParts[] = Object.values(contexts);

/** Event catalogues of every context and of the engine. */
export const catalogues: readonly EventCatalogue[] = [...all.flatMap((c) => c.events), projectionEvents, reactionEvents, noticeEvents];

/** One catalogue of every fact the log may hold. */
export const catalogue: EventCatalogue = Object.assign({}, ...catalogues);

/** Every refusal that can be answered. */
export const refusals: RefusalCatalogue = Object.assign({}, commandRefusals, systemRefusals, noticeRefusals, intakeRefusals, comparingRefusals, ...all.flatMap((c) => c.refusals));

export const projections: readonly AnyProjection[] = [...all.flatMap((c) => c.projections), ...comparingProjections, ...changeHistoryProjections(catalogue)];
export const processes: readonly AnyProcess[] = all.flatMap((c) => c.processes);
export const topics: readonly AnyTopic[] = all.flatMap((c) => c.topics);
export const inbound: readonly InboundTopic[] = all.flatMap((c) => c.inbound ?? []);
export const notices: readonly AnyNoticeDefinition[] = all.flatMap((c) => c.notices ?? []);
