import type { BodyOf } from '../../server/ask.js';

type Card = BodyOf<'POST /plans/:plan/indicators'>['card'];
type Typed = Readonly<Record<string, unknown>>;

/** A card as the fields of its form: `card.name.zh` and so on. */
export function typedCard(card: Card): Record<string, unknown> {
  const { name, definition, formula, range, baseline, measure, ...rest } = card;
  return {
    ...Object.fromEntries(Object.entries(rest).map(([key, value]) => [`card.${key}`, value])),
    'card.measure': String(measure),
    'card.name.zh': name.zh, 'card.name.en': name.en, 'card.definition.zh': definition?.zh, 'card.definition.en': definition?.en, 'card.formula.zh': formula?.zh, 'card.formula.en': formula?.en,
    'card.range.min': range.min, 'card.range.max': range.max, 'card.baseline.year': baseline?.year, 'card.baseline.value': baseline?.value, 'card.baseline.source': baseline?.source,
  };
}

/** Whether two values of a field are the same, in whatever order their parts are written. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...names].every((name) => sameValue((a as Typed)[name], (b as Typed)[name]));
}

/** The card that the fields make; what is empty is left out. A text given in one language only is sent as it is, for the server to say what is missing. */
export function cardFrom(typed: Typed): Card {
  const text = (name: string): string | undefined => String(typed[`card.${name}`] ?? '').trim() || undefined;
  const both = (name: string) => {
    const [zh, en] = [text(`${name}.zh`), text(`${name}.en`)];
    return zh === undefined && en === undefined ? {} : { [name]: { zh: zh ?? '', en: en ?? '' } };
  };
  const kept = (name: string) => (text(name) === undefined ? {} : { [name]: text(name) });
  const [min, max, year, value, source] = [text('range.min'), text('range.max'), typed['card.baseline.year'], text('baseline.value'), text('baseline.source')];
  const measure = text('measure') ?? '';
  return {
    code: text('code') ?? '', measure: measure === 'general' ? 'general' : Number(measure),
    name: { zh: text('name.zh') ?? '', en: text('name.en') ?? '' }, ...both('definition'), ...both('formula'),
    kind: text('kind') as Card['kind'], measurementUnit: text('measurementUnit') ?? '', decimals: Number(typed['card.decimals'] ?? 0), direction: text('direction') as Card['direction'],
    frequency: text('frequency') as Card['frequency'], accumulation: text('accumulation') as Card['accumulation'], releaseLagDays: Number(typed['card.releaseLagDays'] ?? 0),
    reportedBy: [...((typed['card.reportedBy'] ?? []) as string[])], verifier: text('verifier') ?? '', evidenceRequired: typed['card.evidenceRequired'] === true,
    range: { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) },
    ...(typeof year === 'number' && value !== undefined ? { baseline: { year, value, ...(source === undefined ? {} : { source }) } } : {}),
    ...kept('dataSource'), sourceQuote: text('sourceQuote') ?? '', needsThreshold: typed['card.needsThreshold'] === true, ...kept('notes'),
  };
}
