import type { Recorded } from '#engine/kernel';
import { model, type ModelRowChange } from '#engine/projections';
import type { Row, TableSpec } from '#engine/read-store';
import type { PlanEvent } from '#domain/plan';
import type { UnitEvent } from '#domain/units';
import type { PeriodEvent } from '../period.events.js';
import { period as periodFold } from '../period.state.js';
import type { ReportEvent } from '../report.events.js';
import type { ReportStatus } from '../report.state.js';
import { CompletenessModel, type CardBrief } from './completeness-model.js';
import type { PeriodFacts, ReportCell } from './completeness-row.js';

type Watched = ReportEvent | PeriodEvent | PlanEvent | UnitEvent;

/** Counts per plan, period and unit, with their history. */
export const completenessTable: TableSpec = {
  name: 'completeness',
  fields: {
    plan: 'text', period: 'text', kind: 'text', year: 'number', unit: 'text', state: 'text', periodStatus: 'text', waitingSince: 'text', onTimeRate: 'decimal', missing: 'number', late: 'number',
  },
  indexes: [['plan', 'period', 'unit'], ['plan', 'year', 'unit'], ['plan', 'waitingSince']],
  temporal: true,
};

// What the model is brought back from: never queried, and without history.
const cellTable: TableSpec = { name: 'completeness-cells', fields: {}, indexes: [], temporal: false };
const setupTable: TableSpec = { name: 'completeness-setup', fields: {}, indexes: [], temporal: false };

type CellRow = { readonly plan: string; readonly period: string; readonly unit: string; readonly indicator: string; readonly cell: ReportCell };
type SetupRow =
  | { readonly of: 'card'; readonly plan: string; readonly indicator: string; readonly card: CardBrief }
  | { readonly of: 'period'; readonly plan: string; readonly period: string; readonly facts: PeriodFacts }
  | { readonly of: 'unit'; readonly unit: string; readonly from: string };

/** Which reports each unit owes in each period, and how far they have come. */
export const completeness = model<CompletenessModel, Watched>({
  name: 'completeness',
  version: 1,
  events: ['reporting.', 'plan.Indicator', 'units.UnitMerged', 'units.UnitClosed'],
  tables: [completenessTable, cellTable, setupTable],
  initial: () => new CompletenessModel(),
  restore: (model, table, _key, row) => {
    if (table === cellTable.name) restoreCell(model, row as unknown as CellRow);
    else if (table === setupTable.name) restoreSetup(model, row as unknown as SetupRow);
  },
  apply: (model, event) => {
    switch (event.type) {
      case 'plan.IndicatorDefined':
      case 'plan.IndicatorRevised':
        return cardChanged(model, event.data.plan, event.data.card.code, event.data.card);
      case 'reporting.PeriodOpened':
      case 'reporting.PeriodExtended':
      case 'reporting.PeriodClosed':
      case 'reporting.PeriodReopened':
        return periodChanged(model, event);
      case 'units.UnitMerged':
      case 'units.UnitClosed':
        return unitGone(model, event.data.code, event.data.from);
      default:
        return event.type.startsWith('reporting.') ? reportChanged(model, event as Recorded<ReportEvent>) : [];
    }
  },
});

/** Key of a unit's row in a period. */
export const completenessKey = (plan: string, period: string, unit: string): string => `${plan}/${period}/${unit}`;

function restoreCell(model: CompletenessModel, { plan, period, unit, indicator, cell }: CellRow): void {
  model.setCell(plan, period, unit, indicator, cell);
}

function restoreSetup(model: CompletenessModel, row: SetupRow): void {
  if (row.of === 'card') model.setCard(row.plan, row.indicator, row.card);
  else if (row.of === 'period') model.setPeriod(row.plan, row.period, row.facts);
  else model.setGone(row.unit, row.from);
}

function reportChanged(model: CompletenessModel, event: Recorded<ReportEvent>): ModelRowChange[] {
  const { plan, period, unit, indicator } = event.data;
  const cell = nextCell(model.cell(plan, period, unit, indicator), event);
  model.setCell(plan, period, unit, indicator, cell);
  const kept: CellRow = { plan, period, unit, indicator, cell };
  return [{ table: cellTable.name, key: `${completenessKey(plan, period, unit)}/${indicator}`, row: kept as unknown as Row }, counted(model, plan, period, unit)];
}

const statusAfter: Readonly<Record<ReportEvent['type'], ReportStatus>> = {
  'reporting.IndicatorReported': 'reported',
  'reporting.ReportVerified': 'verified',
  'reporting.ReportReturned': 'returned',
  'reporting.ReportCorrected': 'verified',
  'reporting.NotApplicableDeclared': 'not-applicable-declared',
  'reporting.NotApplicableApproved': 'not-applicable',
  'reporting.NotApplicableRefused': 'returned',
  'reporting.ReleaseDeferred': 'not-released',
};

function nextCell(before: ReportCell | undefined, event: Recorded<ReportEvent>): ReportCell {
  const at = Date.parse(event.recordedAt);
  const status = statusAfter[event.type];
  const firstAt = before?.firstAt ?? (event.type === 'reporting.IndicatorReported' ? at : null);
  return { status, firstAt, since: before?.status === status && status !== 'reported' ? before.since : at };
}

function periodChanged(model: CompletenessModel, event: Recorded<PeriodEvent>): ModelRowChange[] {
  const { plan, period } = event.data;
  const before = model.period(plan, period);
  const state = periodFold.evolve(before ?? periodFold.initial, event);
  if (state.status === 'not-opened') return [];
  const facts: PeriodFacts = { ...state, firstDueAt: before?.firstDueAt ?? state.dueAt };
  const only = before && 'units' in event.data ? event.data.units : undefined;
  const touched = (only ?? model.unitsIn(plan, period)).map((unit) => ({ plan, period, unit }));
  const setup: SetupRow = { of: 'period', plan, period, facts };
  return changed(model, touched, `period/${plan}/${period}`, setup, () => model.setPeriod(plan, period, facts));
}

function cardChanged(model: CompletenessModel, plan: string, indicator: string, { frequency, reportedBy }: CardBrief): ModelRowChange[] {
  const units = [...new Set([...(model.card(plan, indicator)?.reportedBy ?? []), ...reportedBy])];
  const touched = [...model.openedPeriods(plan)].flatMap(({ period }) => units.map((unit) => ({ plan, period, unit })));
  const card = { frequency, reportedBy };
  return changed(model, touched, `card/${plan}/${indicator}`, { of: 'card', plan, indicator, card }, () => model.setCard(plan, indicator, card));
}

function unitGone(model: CompletenessModel, unit: string, from: string): ModelRowChange[] {
  const touched = [...model.openedPeriods()].map((opened) => ({ ...opened, unit }));
  return changed(model, touched, `unit/${unit}`, { of: 'unit', unit, from }, () => model.setGone(unit, from));
}

interface Place {
  readonly plan: string;
  readonly period: string;
  readonly unit: string;
}

/** Make a change to the set-up, and count anew what it touches; a row that neither was nor is there is no change. */
function changed(model: CompletenessModel, touched: readonly Place[], key: string, setup: SetupRow, make: () => void): ModelRowChange[] {
  const had = touched.map(({ plan, period, unit }) => model.row(plan, period, unit) !== undefined);
  make();
  const rows = touched.map(({ plan, period, unit }) => counted(model, plan, period, unit)).filter((change, index) => change.row !== undefined || had[index]);
  return [{ table: setupTable.name, key, row: setup as unknown as Row }, ...rows];
}

const counted = (model: CompletenessModel, plan: string, period: string, unit: string): ModelRowChange => ({
  table: completenessTable.name, key: completenessKey(plan, period, unit), row: model.row(plan, period, unit) as Row | undefined,
});
