import { anyOf, cityPolicy, rolePolicy } from '#engine/kernel';

const acrossCity = ['bureau', 'inspector', 'leadership', 'auditor'] as const;

/** Inspectors run campaigns among the units of their grant; the bureau, as secretariat, in the whole city. */
export const mayRunCampaigns = anyOf('supervision.run-campaigns', rolePolicy('', ['inspector']), cityPolicy('', ['bureau']));

/** A unit objects to a conclusion about itself. */
export const mayObject = rolePolicy('supervision.object', ['reporter']);

/** Objections are decided by inspectors, the bureau or leaders who had no part in the campaign. */
export const mayDecideObjections = anyOf('supervision.decide-objections', rolePolicy('', ['inspector']), cityPolicy('', ['bureau', 'leadership']));

/** Units see campaigns that have come to concern them; those who work across the city see all. */
export const maySeeCampaigns = anyOf('supervision.see-campaigns', rolePolicy('', ['reporter']), cityPolicy('', acrossCity));

/** How often units are drawn is for those who plan; a unit would learn from it what was drawn before it is told. */
export const maySeeInspectionCounts = cityPolicy('supervision.see-inspection-counts', acrossCity);
