import type { Bilingual, EventCatalogue } from '#engine/kernel';
import { systemPartWords } from '../../words/system-words.js';
import type { Telling, TellingBook } from '../../../libs/domain/history/change-history/telling.js';
import { audiences } from './audiences.js';
import { dossierTellings, inclusionTellings, linkageTellings } from './cadre-review-tellings.js';
import { calendarTellings } from './calendar-tellings.js';
import { campaignTellings, interviewTellings } from './campaign-tellings.js';
import { findingTellings } from './finding-tellings.js';
import { identityTellings, roleTitles } from './identity-tellings.js';
import { measureProgressTellings, planTellings } from './plan-tellings.js';
import { periodTellings, reportTellings } from './reporting-tellings.js';
import { resultTellings } from './result-tellings.js';
import { assessmentYearTellings, roundTellings } from './round-tellings.js';
import { schemeTellings } from './scoring-tellings.js';
import { subjectKinds } from './subject-kinds.js';
import { accessLogTellings, ledgerTellings, noticeTellings, projectionTellings, reactionTellings } from './system-tellings.js';
import { personTellings, unitTellings } from './units-tellings.js';
import { matterTellings, progressWarningTellings, rewardTellings, rulesTellings } from './upwards-tellings.js';

/** How every type of fact is told. */
export const tellings: Readonly<Record<string, Telling>> = {
  ...planTellings, ...measureProgressTellings, ...unitTellings, ...personTellings, ...calendarTellings, ...reportTellings, ...periodTellings, ...schemeTellings, ...findingTellings, ...campaignTellings,
  ...interviewTellings, ...matterTellings, ...rewardTellings, ...progressWarningTellings, ...rulesTellings, ...roundTellings, ...assessmentYearTellings, ...resultTellings, ...dossierTellings, ...linkageTellings,
  ...inclusionTellings, ...identityTellings, ...projectionTellings, ...reactionTellings, ...noticeTellings, ...ledgerTellings, ...accessLogTellings,
};

/** The book that the change history is handed: tellings, who may know, and what kinds, facts and roles are called. */
export function tellingBook(catalogue: EventCatalogue): TellingBook {
  const titles: Record<string, Bilingual> = Object.fromEntries(Object.entries(catalogue).map(([type, { title }]) => [type, title]));
  return { tellings, audiences, kinds: subjectKinds, titles, roles: roleTitles, systemParts: systemPartWords };
}

/** Beginnings of the types that the change history follows: every context's, and the engine's. */
export const toldTypes = (catalogue: EventCatalogue): readonly string[] => [...new Set(Object.keys(catalogue).map((type) => type.slice(0, type.indexOf('.') + 1)))].sort();
