import { textOf, type Bilingual, type Decimal } from '#engine/kernel';
import type { Light, Shown } from '../methods/method.js';
import { kindOf } from '../methods/registry.js';
import type { Cell } from './admit.js';
import type { CompiledLeaf } from './compile.js';
import { rateOf, type LeafTrace } from './facts.js';
import type { GroupState } from './group-state.js';
import type { Origin, Reference, UnitInput } from './input.js';
import type { SheetInput, SheetLeaf } from './score-sheet.js';
import { coded, reasonTexts, treatmentTexts, type CodedText } from './texts.js';

export interface LeafExplanation {
  readonly leaf: SheetLeaf;
  readonly formula: CodedText | null;
  readonly notes: readonly CodedText[];
}

/** Score a leaf once more, this time watching; the rate is the one the totals were made from. */
export function explainLeaf(state: GroupState, leaf: CompiledLeaf, u: number): LeafExplanation {
  const cell = state.cell(leaf, u);
  const kind = kindOf(leaf.source.method);
  const watch = new Watch(kind.formulas);
  const standsIn = cell.treatment === 'carried' || cell.treatment === 'imputed';
  const references = new Map<string, Reference>();
  if (cell.treatment === 'scored' || standsIn) {
    const facts = state.facts(leaf, u);
    facts.seen = references;
    rateOf(leaf, facts, state.compiled.group.rounding, watch);
  }
  return {
    formula: watch.text,
    notes: [...treatedNotes(state, leaf, cell), ...watch.notes],
    leaf: {
      indicator: leaf.indicator,
      method: { type: leaf.source.method.type, version: kind.version, title: kind.title },
      state: cell.input.state,
      treatment: coded(cell.treatment, treatmentTexts[cell.treatment]),
      reason: cell.reason === undefined ? null : coded(cell.reason, reasonTexts[cell.reason]),
      provisional: cell.provisional,
      inputs: inputsOf(state.input(u), leaf, cell, references),
      ...peersOf(state, leaf),
      ...(watch.shownLight ? { light: watch.shownLight } : {}),
    },
  };
}

const clampTexts: Record<string, Bilingual> = {
  'clamp-floor': { zh: '{from} 低于下限，取 {to}', en: '{from} is below the floor: {to}' },
  'clamp-ceiling': { zh: '{from} 超过上限，取 {to}', en: '{from} is above the ceiling: {to}' },
  'limit-floor': { zh: '得分率 {from} 低于该项下限，取 {to}', en: 'rate {from} is below the item’s limit: {to}' },
  'limit-ceiling': { zh: '得分率 {from} 超过该项上限，取 {to}', en: 'rate {from} is above the item’s limit: {to}' },
  rounded: { zh: '得分 {from} 取整为 {to}', en: 'points {from} rounded to {to}' },
};

class Watch implements LeafTrace {
  text: CodedText | null = null;
  shownLight: Light | undefined;
  readonly notes: CodedText[] = [];

  constructor(private readonly formulas: Readonly<Record<string, Bilingual>>) {}

  formula(code: string, values: Readonly<Record<string, Shown>>): void {
    this.text = coded(code, this.formulas[code] ?? { zh: code, en: code }, values);
  }
  clamp(edge: 'floor' | 'ceiling', from: Decimal, to: Decimal): void { this.#note(`clamp-${edge}`, from, to); }
  limited(edge: 'floor' | 'ceiling', from: Decimal, to: Decimal): void { this.#note(`limit-${edge}`, from, to); }
  rounded(from: Decimal, to: Decimal): void { this.#note('rounded', from, to); }
  light(light: Light): void { this.shownLight = light; }

  #note(code: string, from: Decimal, to: Decimal): void {
    this.notes.push(coded(code, clampTexts[code]!, { from, to }));
  }
}

/** Notes on what happened to the value before the method saw it. */
function treatedNotes(state: GroupState, leaf: CompiledLeaf, cell: Cell): CodedText[] {
  if (cell.value === undefined) return [];
  if (cell.treatment === 'imputed') {
    const template = { zh: '取同组 {count} 个单位的均值 {value}', en: 'mean {value} of {count} units of the group' };
    return [coded('imputed-mean', template, { count: state.column(leaf).peers.count, value: cell.value })];
  }
  if (cell.own === undefined || cell.own.eq(cell.value)) return [];
  return state.column(leaf).limits.map((limits) =>
    coded(
      limits.type,
      {
        zh: '极端值处理：{own} 按界限 {low}–{high} 缩尾为 {value}（全组共 {moved} 个）',
        en: 'outlier treatment: {own} within {low}–{high} becomes {value} ({moved} values of the group moved)',
      },
      { own: cell.own!, low: limits.low, high: limits.high, value: cell.value!, moved: limits.moved },
    ),
  );
}

function inputsOf(unit: UnitInput, leaf: CompiledLeaf, cell: Cell, references: ReadonlyMap<string, Reference>): SheetInput[] {
  const { input } = cell;
  const inputs: SheetInput[] = [];
  const add = (name: string, value: string, { position, eventId, period, replaces }: Origin & { readonly replaces?: string | undefined }) => {
    const input: { -readonly [K in keyof SheetInput]: SheetInput[K] } = { name, value };
    if (position !== undefined) input.position = position;
    if (eventId !== undefined) input.eventId = eventId;
    if (period !== undefined) input.period = period;
    if (replaces !== undefined) input.replaces = replaces;
    inputs.push(input);
  };
  if (input.value !== undefined) add('value', input.value, input);
  if (input.level !== undefined) add('level', input.level, input);
  for (const [code, count] of Object.entries(input.counts ?? {}).sort(byKey)) add(`count:${code}`, count, input);
  if (input.ratings) add('ratings', [...input.ratings].sort().join(' '), input);
  const last = unit.lastValues?.[leaf.indicator];
  if (last && (cell.treatment === 'carried' || leaf.second === 'growth')) add('last', last.value, last);
  for (const step of leaf.denominators) addOther(`denominator:${step.indicator}`, step.indicator);
  if (typeof leaf.second === 'object') addOther(`second:${leaf.second.indicator}`, leaf.second.indicator);
  for (const [name, reference] of [...references].sort(byKey)) add(name, reference.value, reference);
  if (leaf.source.method.type === 'improves-every-year') {
    const years = [...(unit.history?.[leaf.indicator] ?? [])].sort((a, b) => (a.period < b.period ? -1 : 1));
    for (const year of years) add('history', year.value, year);
  }
  const profile = unit.profiles?.[leaf.indicator];
  if (profile && leaf.source.method.type === 'expected-progress') add('profile', profile.shares.join(' '), profile);
  return inputs;

  function addOther(name: string, indicator: string): void {
    const other = unit.values[indicator];
    if (other?.value !== undefined) add(name, other.value, other);
  }
}

const byKey = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : a > b ? 1 : 0);

function peersOf(state: GroupState, leaf: CompiledLeaf): Pick<SheetLeaf, 'peers'> {
  const { peers } = state.column(leaf);
  if (!leaf.relative || peers.count === 0) return {};
  const knownAt = state.comparedAt(leaf);
  return { peers: { count: peers.count, min: textOf(peers.min!), max: textOf(peers.max!), ...(knownAt > 0 ? { knownAt } : {}) } };
}
