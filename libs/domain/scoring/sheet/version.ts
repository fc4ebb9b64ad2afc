/**
 * Version of the arithmetic. It goes into every score sheet and changes whenever the same scheme and inputs could give
 * another figure; a result can be reproduced with the engine it names.
 */
export const engineVersion = '1.0.0';
