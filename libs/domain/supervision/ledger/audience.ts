/** Between the lead and those that support, and between these: no code of a unit has them. */
const [afterLead, between] = ['>', '+'];

/** Lead and supporting units in one text: `xuanwu>finance+health`, `xuanwu`. Findings with the same units have the same text. */
export function audienceOf(lead: string, supporting: readonly string[]): string {
  return supporting.length === 0 ? lead : `${lead}${afterLead}${[...new Set(supporting)].sort().join(between)}`;
}

/** Lead unit of an audience. */
export const leadIn = (audience: string): string => audience.split(afterLead)[0]!;
