import type { Bilingual } from '#engine/kernel';
import { canonicalJson, type ScoreSheet, type SheetNode } from '#domain/scoring';
import { figuresOf, runHash, type RoundScores } from '../calculate-round/score-round.js';
import type { ResultFigures } from '../result.events.js';
import type { RoundScheme } from '../round.events.js';

/** A result as it is recorded. */
export interface RecordedResult {
  readonly figures: ResultFigures;
  readonly position: number;
  readonly eventId: string;
}

/** A run as it is recorded. */
export interface RecordedRun {
  readonly round: string;
  readonly run: number;
  readonly engineVersion: string;
  readonly scheme: RoundScheme;
  readonly frozenAt: number;
  readonly upTo: number;
  readonly hash: string;
  /** Log position and id of the fact. */
  readonly position: number;
  readonly eventId: string;
  readonly results: ReadonlyMap<string, RecordedResult>;
}

export const verdicts = ['reproduced', 'facts-differ', 'record-differs'] as const;
export type Verdict = (typeof verdicts)[number];

/** What a verdict means to whoever asked. */
export const verdictTexts: Readonly<Record<Verdict, Bilingual>> = {
  reproduced: { zh: '重放结果与记录逐字节一致。', en: 'The replay gives what was recorded, byte for byte.' },
  'facts-differ': {
    zh: '重放结果与记录不一致：计分所依据的事件已不是当时的内容，见各单位所列日志位置。',
    en: 'The replay differs from the record: the events that the scores rest on are not what they were; see the log positions listed with each unit.',
  },
  'record-differs': {
    zh: '记录自相矛盾：本次计分的结果事件或汇总哈希已被改动，见所列事件。',
    en: 'The record contradicts itself: a result event or the hash of the run was altered; see the events listed.',
  },
};

/** One unit of a reproduction. */
export interface ReproducedUnit {
  readonly unit: string;
  readonly group: string;
  /** Hash of the sheet as recorded; null when the run recorded none. */
  readonly recorded: string | null;
  readonly computed: string;
  readonly equal: boolean;
  /** The result event. */
  readonly position: number | null;
  readonly eventId: string | null;
  /** Of a unit that differs: the score then and now, and the log positions that its sheet rests on now. */
  readonly score?: { readonly recorded: string | null; readonly computed: string | null };
  readonly restsOn?: readonly number[];
}

/** What a replay of a run came to. */
export interface Reproduction extends Omit<RecordedRun, 'results' | 'hash'> {
  readonly recorded: string;
  readonly computed: string;
  /** Whether every sheet and the hash of the run are what was recorded. */
  readonly equal: boolean;
  readonly verdict: Verdict;
  readonly units: readonly ReproducedUnit[];
}

/**
 * Hold scores that were worked out again against what was recorded. Pure. A run whose recorded sheets do not give its own hash was
 * altered itself; otherwise what differs comes from the events that it rests on.
 */
export function* reproducing(recorded: RecordedRun, scores: RoundScores): Generator<string, Reproduction> {
  const units: ReproducedUnit[] = [];
  for (const unit of scores.units) {
    units.push(reproducedUnit(unit, recorded.results.get(unit), scores));
    yield unit;
  }
  const { results: _results, hash, ...about } = recorded;
  const computed = runHash(units.map((one) => [one.unit, one.computed]));
  const stated = runHash(units.map((one) => [one.unit, one.recorded ?? '']));
  const equal = computed === hash && units.every((one) => one.equal);
  // Sheets that are as recorded beside figures that are not: somebody wrote into the result event.
  const consistent = stated === hash && units.every((one) => one.equal || one.recorded !== one.computed);
  return { ...about, recorded: hash, computed, equal, verdict: equal ? 'reproduced' : consistent ? 'facts-differ' : 'record-differs', units };
}

function reproducedUnit(unit: string, recorded: RecordedResult | undefined, scores: RoundScores): ReproducedUnit {
  const figures = figuresOf(scores, unit);
  // Besides the sheet's hash, the figures beside a name are part of the record: they must be those of the sheet.
  const equal = recorded !== undefined && canonicalJson(recorded.figures) === canonicalJson(figures);
  const { position = null, eventId = null } = recorded ?? {};
  const line = { unit, group: figures.group, recorded: recorded?.figures.sheet ?? null, computed: figures.sheet, equal, position, eventId };
  return equal ? line : { ...line, score: { recorded: recorded?.figures.published ?? null, computed: figures.published }, restsOn: positionsOf(scores.sheet(unit)) };
}

/** Every log position that a sheet names, ascending. */
function positionsOf(sheet: ScoreSheet): readonly number[] {
  const inTree = (node: SheetNode): readonly (number | undefined)[] => [...(node.leaf?.inputs ?? []).map(({ position }) => position), ...(node.children ?? []).flatMap(inTree)];
  const all = [...inTree(sheet.tree), ...sheet.lines.flatMap((line) => [line.position, line.lifted?.position]), ...sheet.grade.vetoes.map(({ position }) => position)];
  return [...new Set(all.filter((position) => position !== undefined))].sort((a, b) => a - b);
}
