import { anyOf, cityPolicy, rolePolicy } from '#engine/kernel';

/** Inspectors raise a level for the units of their grant; bureau and leadership for any. */
export const mayRaiseByHand = anyOf('supervision.raise', rolePolicy('', ['inspector']), cityPolicy('', ['bureau', 'leadership']));
