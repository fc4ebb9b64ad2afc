/** What a catalogue file holds, as far as a person looks at it before adopting. */
export interface CataloguePreview {
  readonly title: string;
  readonly date: string;
  readonly issuers: readonly string[];
  readonly chapters: readonly { readonly no: number; readonly title: string }[];
  readonly measures: readonly { readonly no: number; readonly chapter: number; readonly title: string; readonly responsibleUnits: readonly string[] }[];
  readonly indicators: number;
  readonly numeric: number;
  readonly needThreshold: number;
  readonly units: number;
}

const list = (value: unknown): readonly Record<string, any>[] => (Array.isArray(value) ? value.filter((one) => typeof one === 'object' && one !== null) : []);
const texts = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

/**
 * Read a catalogue for looking at. Whether it may be adopted is the server's to say, with the place of every problem.
 * @returns undefined when it is no catalogue at all
 */
export function cataloguePreview(content: unknown): CataloguePreview | undefined {
  const { plan, chapters, measures, indicators, units } = (typeof content === 'object' && content !== null ? content : {}) as Record<string, any>;
  if (typeof plan?.title !== 'string' || !Array.isArray(measures)) return undefined;
  return {
    title: plan.title, date: String(plan.date ?? ''), issuers: texts(plan.issuers),
    chapters: list(chapters).map(({ no, title }) => ({ no: Number(no), title: String(title) })),
    measures: list(measures).map(({ no, chapter, title, responsibleUnits }) => ({ no: Number(no), chapter: Number(chapter), title: String(title), responsibleUnits: texts(responsibleUnits) })),
    indicators: list(indicators).length,
    numeric: list(indicators).filter(({ kind }) => kind === 'quantitative').length,
    needThreshold: list(indicators).filter(({ needsThreshold }) => needsThreshold === true).length,
    units: list(units).length,
  };
}
