import type { IndicatorRow } from '../indicators/indicators.projection.js';
import { assignmentOn, type MeasureRow } from '../measures/measures.projection.js';
import type { TargetRow } from '../targets/targets.projection.js';
import { city } from '../set-target/target-problem.js';

/** A unit's part in a measure: it leads, it supports, or it takes part as a member of a named collective. */
export type Part = 'lead' | 'supporting' | 'member';

/** 责任分解矩阵: measures down, units across. */
export interface ResponsibilityMatrix {
  /** Codes of all units with a part, sorted. */
  readonly units: readonly string[];
  readonly rows: readonly { readonly no: number; readonly title: string; readonly parts: Readonly<Record<string, Part>> }[];
}

/** Who has which part in which measure: by the assignments decided last, or by those of a date. */
export function responsibilityMatrix(measures: readonly MeasureRow[], on?: string): ResponsibilityMatrix {
  const rows = [...measures].sort((a, b) => a.no - b.no).map((row) => {
    const assignment = on === undefined ? row.assignments.at(-1) : assignmentOn(row, on);
    const parts: [string, Part][] = assignment
      ? [...assignment.participants.map((unit): [string, Part] => [unit, 'member']), ...assignment.supporting.map((unit): [string, Part] => [unit, 'supporting']), [assignment.lead, 'lead']]
      : [];
    return { no: row.no, title: row.title, parts: Object.fromEntries(parts) };
  });
  return { units: [...new Set(rows.flatMap((row) => Object.keys(row.parts)))].sort(), rows };
}

/** A target in the matrix; no value where it names none. */
export type TargetCell = Pick<TargetRow, 'comparator' | 'value' | 'qualifier'>;

/** 指标分解表 of a year: indicators down, units across. */
export interface DecompositionMatrix {
  /** Codes of all units that report, sorted. */
  readonly units: readonly string[];
  readonly rows: readonly {
    readonly indicator: string;
    readonly name: { readonly zh: string; readonly en: string };
    readonly measure: string;
    readonly measurementUnit: string;
    readonly city: TargetCell | null;
    /** Targets of units by code. */
    readonly targets: Readonly<Record<string, TargetCell>>;
    /** Units that report the indicator and have no target for the year. */
    readonly without: readonly string[];
  }[];
}

/** Which unit has which target of the year, and which reporting unit has none. */
export function decompositionMatrix(indicators: readonly IndicatorRow[], targets: readonly TargetRow[]): DecompositionMatrix {
  const byIndicator = new Map<string, TargetRow[]>();
  for (const row of targets) byIndicator.set(row.indicator, [...(byIndicator.get(row.indicator) ?? []), row]);
  const rows = [...indicators].sort((a, b) => a.order - b.order).map(({ code, card, measure }) => {
    const own = byIndicator.get(code) ?? [];
    const ofCity = own.find((row) => row.unit === city);
    const ofUnits = own.filter((row) => row.unit !== city);
    const having = new Set(ofUnits.map((row) => row.unit));
    return {
      indicator: code, name: card.name, measure, measurementUnit: card.measurementUnit, city: ofCity ? cell(ofCity) : null,
      targets: Object.fromEntries(ofUnits.map((row) => [row.unit, cell(row)])),
      without: card.reportedBy.filter((unit) => !having.has(unit)),
    };
  });
  return { units: [...new Set(indicators.flatMap((row) => row.card.reportedBy))].sort(), rows };
}

const cell = ({ comparator, value, qualifier }: TargetRow): TargetCell => ({ comparator, value, qualifier });
