/** A unit's name as short as the city's tables need it: in English without what every name there has. */
export const shortName = (name: string): string => name.replace(/ District$/, '').replace(/^Municipal (?=.+ (Bureau|Commission)$)/, '');
