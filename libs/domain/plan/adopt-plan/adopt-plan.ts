import { command, refuse } from '#engine/kernel';
import { planStream, type DefinitionCard, type PlanEvent } from '../plan.events.js';
import { isCode, plan } from '../plan.state.js';
import { mayRunPlan } from '../plan.policies.js';
import type { Catalogue } from '../catalogue/catalogue.js';
import { catalogueProblems } from '../catalogue/catalogue-problems.js';
import { cardsOf } from '../catalogue/definition-cards.js';

/** Put a plan into force from its catalogue. */
export interface AdoptPlan {
  /** Id of the plan, such as `nanjing-2023`. */
  readonly plan: string;
  readonly catalogue: Catalogue;
  /** SHA-256 of the catalogue file, hex. */
  readonly sha256: string;
}

const problemsShown = 20;

/** One decision: the plan, all its measures and all its indicators are recorded together or not at all. */
export const adoptPlan = command({
  name: 'plan.AdoptPlan',
  policy: mayRunPlan,
  stream: (c: AdoptPlan) => planStream(c.plan),
  state: plan,
  decide: (state, c) => {
    if (!isCode(c.plan)) return refuse('plan.bad-code', { code: c.plan }, 'body.plan');
    if (state.adopted) return refuse('plan.already-adopted', { plan: c.plan }, 'body.plan');
    const problems = catalogueProblems(c.catalogue);
    if (problems.length > 0) return refuse('plan.catalogue-invalid', { count: problems.length, problems: problems.slice(0, problemsShown) });
    return [adopted(c), ...measuresOf(c), ...cardsOf(c.catalogue).map((card) => defined(c, card))];
  },
});

function adopted({ plan, catalogue, sha256 }: AdoptPlan): PlanEvent {
  const { title, titleEn, issuers, date, approvedBy, basis, horizonYears, overallRequirements, addressees, sourceUrl } = catalogue.plan;
  return {
    type: 'plan.PlanAdopted',
    validAt: date,
    data: {
      plan, title: { zh: title, en: titleEn }, issuers, date, approvedBy, basis, horizonYears, overallRequirements, addressees,
      chapters: catalogue.chapters, catalogue: sha256, ...(sourceUrl === undefined ? {} : { sourceUrl }),
    },
  };
}

const measuresOf = ({ plan, catalogue }: AdoptPlan): PlanEvent[] =>
  catalogue.measures.map(({ no, chapter, title, text, responsibleUnits, open }) => ({
    type: 'plan.MeasureDefined', validAt: catalogue.plan.date, data: { plan, no, chapter, title, text, responsibleUnits, open },
  }));

const defined = ({ plan, catalogue }: AdoptPlan, card: DefinitionCard): PlanEvent => ({ type: 'plan.IndicatorDefined', validAt: catalogue.plan.date, data: { plan, card } });
