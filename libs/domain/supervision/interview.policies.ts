import { anyOf, cityPolicy, rolePolicy } from '#engine/kernel';

/** Inspectors interview the units of their grant; bureau and leadership any. Up to which level is the decision's matter. */
export const mayInterview = anyOf('supervision.interview', rolePolicy('', ['inspector']), cityPolicy('', ['bureau', 'leadership']));
