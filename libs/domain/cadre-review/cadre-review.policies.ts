import { anyOf, cityPolicy, rolePolicy } from '#engine/kernel';

/** The bureau, as secretariat, prepares dossiers and hands them over. */
export const mayPrepareDossiers = cityPolicy('cadre-review.prepare', ['bureau']);

/** How results bear on the review of cadres is the organisation department's to rule. */
export const mayAdoptLinkageRules = cityPolicy('cadre-review.rules', ['organisation']);

/** Whether a vertically managed unit is included: the organisation department, or the city's leadership. */
export const mayDecideInclusion = cityPolicy('cadre-review.inclusion', ['organisation', 'leadership']);

/** Dossiers are for those who make, lead and receive them; to everybody else they do not exist. */
export const maySeeDossiers = cityPolicy('cadre-review.see', ['organisation', 'bureau', 'leadership']);

/** Rules and inclusions name no person. */
export const maySeeLinkageRules = cityPolicy('cadre-review.see-rules', ['organisation', 'bureau', 'leadership', 'auditor']);

/** The organisation department takes dossiers. */
export const mayTakeDossiers = cityPolicy('cadre-review.take', ['organisation']);

/** The organisation department sends receipts; the system takes those that come as files or messages. */
export const mayRecordReceipts = anyOf('cadre-review.receipt', cityPolicy('', ['organisation']), rolePolicy('', ['system']));

/** Receipts that could not be taken are looked after on both sides. */
export const maySeeDeadLetters = cityPolicy('cadre-review.dead-letters', ['organisation', 'bureau']);
