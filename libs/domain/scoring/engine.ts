/**
 * The pure scoring engine: schemes as data, scores that explain themselves, the running board, what-if, robustness and
 * tables. No clock, no chance, no I/O; exact decimals, except for the statistics of robustness.
 */
export { checkScheme, leavesOf, type Catalogue } from './scheme/check.js';
export { findingCodes, type FindingCode, type FindingLevel, type SchemeFinding } from './scheme/finding.js';
export type { Method, MethodType } from './scheme/method-schema.js';
export type { Direction, Param } from './scheme/parts.js';
export type { Band, Bonuses, Deductions, MissingPolicy, Quota, Veto } from './scheme/rule-schema.js';
export {
  isLeaf, parseScheme, schemeJsonSchema, schemeSchema,
  type Aggregate, type Branch, type BranchText, type Group, type Leaf, type LeafText, type NodeText, type Scheme, type SchemeNode, type SchemeProblem,
  type SchemeText,
} from './scheme/scheme.js';
export { isSupervisionKind, supervisionKinds, type SupervisionKind } from './scheme/supervision-kinds.js';
export type { Light, Problem } from './methods/method.js';
export { methodKinds } from './methods/registry.js';
export { expectedShare, progressLight } from './methods/schedule.js';
export {
  valueStates,
  type BonusClaim, type GroupInput, type HistoryValue, type IndicatorValue, type Lifting, type ManualDeduction, type NodeAdjustment, type Origin,
  type QuarterlyProfile, type Reference, type SupervisionFact, type UnitInput, type ValueState, type VetoFact,
} from './sheet/input.js';
export { calculate, schemeHash, sheetHash, type GroupResult } from './sheet/calculate.js';
export { currentEngine, engineOf, releasedEngines, type ScoringEngine } from './sheet/engines.js';
export { canonicalJson, contentHash } from '#engine/kernel';
export type { UnitResult } from './sheet/result.js';
export type { ScoreSheet, SheetInput, SheetLeaf, SheetLine, SheetNode } from './sheet/score-sheet.js';
export { bandFinder, placesOf, ranksOf } from './sheet/standing.js';
export type { CodedText } from './sheet/texts.js';
export { engineVersion } from './sheet/version.js';
export { type IndicatorChange } from './board/changed-input.js';
export { LiveBoard, type UnitChange } from './board/live-board.js';
export { whatIf, type Mover, type Supposition, type UnitShift, type WhatIf } from './what-if/what-if.js';
export { reweight } from './what-if/reweight.js';
export { tryMethod, type Trial, type TrialLeaf } from './what-if/try-method.js';
export { robustness, type RobustnessOptions, type RobustnessResult, type UnitRobustness } from './robustness/robustness.js';
export { type EffectiveWeight } from './robustness/effective-weights.js';
export { scoreTable, type RowResult, type TableOptions, type TableResult } from './table/score-table.js';
export { usualMarks, type CellProblem, type CellProblemCode, type StateMarks } from './table/read-row.js';
