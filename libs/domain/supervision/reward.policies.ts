import { anyOf, cityPolicy, rolePolicy } from '#engine/kernel';

const acrossCity = ['bureau', 'leadership', 'inspector', 'organisation', 'auditor'] as const;

/** A unit brings itself forward 自荐; the bureau may bring forward any unit. */
export const mayNominate = anyOf('supervision.nominate-reward', rolePolicy('', ['reporter']), cityPolicy('', ['bureau']));

/** The bureau reviews, recommends, publicises, settles objections and records what was decided above. */
export const mayRunRewards = cityPolicy('supervision.run-rewards', ['bureau']);

/** A unit objects for itself; the bureau records what others send in. */
export const mayObjectToReward = anyOf('supervision.object-to-reward', rolePolicy('', ['reporter']), cityPolicy('', ['bureau']));

/** Units see their own rewards; those who work across the city see all. */
export const maySeeRewards = anyOf('supervision.see-rewards', rolePolicy('', ['reporter']), cityPolicy('', acrossCity));

/** A publicity is for everybody to see: a unit objects to what it can read. */
export const maySeePublicity = cityPolicy('supervision.see-publicity', [...acrossCity, 'reporter', 'verifier']);
