import { unitNamed, type Catalogue } from './catalogue.js';

/** Codes of units that definition cards name as verifiers; a catalogue has to have them. See `definition-cards.ts`. */
export const verifyingUnits = ['market-regulation', 'development-reform', 'organisation-dept'] as const;

/**
 * What is wrong with a catalogue beyond its format, one line each with the place; none when it can be adopted.
 * A quote has to be literally in the text it is taken from: the plan's words are never paraphrased.
 */
export function catalogueProblems(catalogue: Catalogue): readonly string[] {
  return [...repeated(catalogue), ...measureProblems(catalogue), ...indicatorProblems(catalogue), ...unitProblems(catalogue)];
}

function repeated({ chapters, measures, indicators, units }: Catalogue): string[] {
  const twice = (what: string, keys: readonly (string | number)[]): string[] =>
    [...new Set(keys.filter((key, at) => keys.indexOf(key) !== at))].map((key) => `${what} ${key}: repeated`);
  return [
    ...twice('chapter', chapters.map((c) => c.no)), ...twice('measure', measures.map((m) => m.no)),
    ...twice('indicator', indicators.map((i) => i.code)), ...twice('unit', units.map((u) => u.code)),
  ];
}

function measureProblems(catalogue: Catalogue): string[] {
  const chapters = new Set(catalogue.chapters.map((c) => c.no));
  return catalogue.measures.flatMap(({ no, chapter, responsibleUnits }) => [
    ...(chapters.has(chapter) ? [] : [`measure ${no}: unknown chapter ${chapter}`]),
    ...responsibleUnits.filter((name) => !unitNamed(catalogue, name)).map((name) => `measure ${no}: unknown or ambiguous unit ${name}`),
  ]);
}

function indicatorProblems(catalogue: Catalogue): string[] {
  const texts = new Map<number | 'general', string>(catalogue.measures.map((m) => [m.no, m.text]));
  texts.set('general', catalogue.plan.overallRequirements.join('\n'));
  const codes = new Set(catalogue.units.map((u) => u.code));
  return catalogue.indicators.flatMap(({ code, measure, sourceQuote, suggested }) => {
    const text = texts.get(measure);
    if (text === undefined) return [`indicator ${code}: unknown measure ${measure}`];
    return [
      ...(text.includes(sourceQuote) ? [] : [`indicator ${code}: quote is not in the text of ${measure}`]),
      ...(codes.has(suggested.leadUnit) ? [] : [`indicator ${code}: unknown unit ${suggested.leadUnit}`]),
    ];
  });
}

function unitProblems({ units }: Catalogue): string[] {
  const codes = new Set(units.map((u) => u.code));
  return [
    ...units.flatMap(({ code, kind, members }) => [
      ...(members?.filter((member) => member === code || !codes.has(member)) ?? []).map((member) => `unit ${code}: cannot have the member ${member}`),
      ...(members && kind !== 'collective' ? [`unit ${code}: only a collective has members`] : []),
    ]),
    ...verifyingUnits.filter((code) => !codes.has(code)).map((code) => `unit ${code}: missing`),
  ];
}
