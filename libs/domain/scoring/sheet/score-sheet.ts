import type { Bilingual, DecimalText } from '#engine/kernel';
import type { Light } from '../methods/method.js';
import type { Origin } from './input.js';
import type { CodedText } from './texts.js';

/** A number the score was made from, with where it came from. */
export interface SheetInput extends Origin {
  /** value, target, baseline, last, history, profile, denominator:…, second:… */
  readonly name: string;
  readonly value: DecimalText;
  /** For a target changed during the year: what it was before. */
  readonly replaces?: DecimalText;
}

/** One node of a score sheet. Figures are exact decimal text. */
export interface SheetNode {
  readonly code: string;
  readonly title: Bilingual;
  /** As written in the scheme. */
  readonly weight: DecimalText;
  readonly weightIs: 'points' | 'weight';
  /** Part of the total (0–1) while everything applies, and after removed items gave theirs away. */
  readonly share: DecimalText;
  readonly effectiveShare: DecimalText | null;
  /** Of the total's scale, after rescaling. */
  readonly possible: DecimalText | null;
  readonly obtained: DecimalText | null;
  readonly lost: DecimalText | null;
  /** Share of full points; 1 is full. */
  readonly rate: DecimalText | null;
  /** Part of the unit's base score that comes from here; the leaves' parts add up to it. */
  readonly contribution: DecimalText | null;
  readonly formula: CodedText | null;
  readonly notes: readonly CodedText[];
  readonly leaf?: SheetLeaf;
  readonly aggregate?: string;
  readonly children?: readonly SheetNode[];
}

export interface SheetLeaf {
  readonly indicator: string;
  readonly method: { readonly type: string; readonly version: number; readonly title: Bilingual };
  readonly state: string;
  readonly treatment: CodedText;
  readonly reason: CodedText | null;
  readonly provisional: boolean;
  readonly inputs: readonly SheetInput[];
  /** For relative methods: the group the value was held against, as known at the highest position among its values. */
  readonly peers?: { readonly count: number; readonly min: DecimalText; readonly max: DecimalText; readonly knownAt?: number };
  readonly light?: Light;
}

export interface SheetLine extends Origin {
  readonly kind: string;
  readonly rule: string;
  readonly title: Bilingual;
  readonly matter: string;
  readonly detail?: string;
  readonly document?: string;
  readonly points: DecimalText;
  readonly counted: DecimalText;
  readonly outcome: CodedText;
  /** The review that took its effect away: there only on lines with the outcome `lifted`. */
  readonly lifted?: Origin & { readonly document?: string };
}

/** Everything needed to follow a unit's score by hand. The same scheme, inputs and engine give the same bytes. */
export interface ScoreSheet {
  readonly engineVersion: string;
  readonly scheme: { readonly id: string; readonly version: number; readonly title: Bilingual; readonly hash: string };
  readonly group: { readonly code: string; readonly title: Bilingual };
  readonly unit: string;
  readonly asOf: string | null;
  readonly asKnownAt: number | null;
  readonly monthsElapsed: number | null;
  readonly tree: SheetNode;
  readonly lines: readonly SheetLine[];
  readonly total: {
    readonly scale: DecimalText;
    readonly base: DecimalText | null;
    readonly bonus: DecimalText;
    readonly deduction: DecimalText;
    /** Sum of the adjustments of nodes, signed: there only where a node was adjusted. */
    readonly adjustment?: DecimalText;
    readonly raw: DecimalText | null;
    readonly rounding: { readonly places: number; readonly mode: string; readonly applies: string };
    readonly published: DecimalText | null;
    readonly formula: CodedText;
  };
  readonly grade: {
    readonly on: string;
    readonly byScore: string | null;
    readonly final: string | null;
    readonly formula: CodedText;
    readonly vetoes: readonly (Origin & { readonly rule: string; readonly title: Bilingual; readonly matter: string; readonly document?: string; readonly effect: string; readonly grade: string })[];
    readonly quota: { readonly grade: string; readonly places: number; readonly candidates: number; readonly outcome: string } | null;
  };
  readonly rank: { readonly rank: number | null; readonly of: number; readonly ties: string };
  readonly coverage: DecimalText;
  readonly gaps: number;
  readonly provisional: boolean;
}
