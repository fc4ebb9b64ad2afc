import type { AnyProjection } from '#engine/projections';
import type { ComparableView } from '../../../libs/domain/history/comparing/comparable-view.js';
import type { ComparingParts } from '../../../libs/domain/history/comparing/comparing.module.js';
import { lockedChangesProjection } from '../../../libs/domain/history/locked-changes/locked-changes.projection.js';
import { momentsProjection } from '../../../libs/domain/history/moments/moments.projection.js';
import { assessmentViews } from './assessment-views.js';
import { changePlaces } from './change-places.js';
import { identityViews } from './identity-views.js';
import { lockKeepers } from './lock-keepers.js';
import { lockedRules } from './locked-rules.js';
import { momentKinds } from './moment-kinds.js';
import { planViews } from './plan-views.js';
import { reportingViews } from './reporting-views.js';
import { scoringViews } from './scoring-views.js';
import { sights } from './sights.js';
import { supervisionViews } from './supervision-views.js';
import { unitsViews } from './units-views.js';

/** Every view that can be compared between two moments, in the order of the city's work. */
export const comparableViews: readonly ComparableView[] = [
  ...planViews, ...unitsViews, ...reportingViews, ...scoringViews, ...supervisionViews, ...assessmentViews, ...identityViews,
];

/** What the module of the history context is handed. */
export const comparingParts: ComparingParts = { views: comparableViews, momentKinds, lockedRules, sights };

/** Projections over the facts of all contexts. */
export const comparingProjections: readonly AnyProjection[] = [momentsProjection(momentKinds), lockedChangesProjection({ keepers: lockKeepers, rules: lockedRules, places: changePlaces })];
