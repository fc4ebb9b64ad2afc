import { pastedBlock, typedNumber } from './cell-text.js';
import { Drafts } from './drafts.js';
import { Selection } from './selection.js';
import { cellKey, type CellWork, type Draft, type DraftShelf, type EditColumn, type Phase, type Place, type Recorded, type SheetRow, type Told } from './sheet-work.js';

const idle = (open: boolean): CellWork => ({ draft: undefined, told: undefined, phase: undefined, active: false, chosen: false, typing: undefined, open, theirs: undefined });
const [idleOpen, idleShut] = [idle(true), idle(false)];

const sameWork = (a: CellWork, b: CellWork): boolean => (Object.keys(a) as (keyof CellWork)[]).every((name) => a[name] === b[name]);

/** A draft of a cell on the screen, with what was said of it. */
export interface Pending {
  readonly indicator: string;
  readonly period: string;
  readonly draft: Draft;
  readonly told: Told | undefined;
  readonly conflict: boolean;
}

/**
 * The work of one person on one unit's sheets: what is selected, typed, not sent yet, and what was said of it. Each cell hears only of
 * its own changes, so that typing in one does not draw the others.
 */
export class SheetStore {
  private readonly drafts: Drafts;
  private readonly selection = new Selection();
  private readonly snapshots = new Map<string, CellWork>();
  private readonly cellWatchers = new Map<string, Set<() => void>>();
  private readonly watchers = new Set<() => void>();
  private rows: readonly SheetRow[] = [];
  private columns: readonly EditColumn[] = [];
  private recordedOf: (indicator: string, period: string) => Recorded | undefined = () => undefined;
  private editable: (indicator: string, period: string) => boolean = () => false;
  private text: string | undefined;
  /** Goes up with every change of a draft. */
  version = 0;
  /** Goes up with everything that is heard of. */
  stamp = 0;

  constructor(shelf: DraftShelf, newKey: () => string) {
    this.drafts = new Drafts(shelf, {
      newKey,
      recordedOf: (key) => this.recordedOf(...partsOf(key)),
      onCell: (key) => (this.refresh(`${key}/value`), this.refresh(`${key}/note`)),
      onDrafts: () => {
        this.version += 1;
        this.heard();
      },
    });
  }

  /** Tell which rows and columns are on the screen, what is recorded in them, and where one may type. */
  shape(rows: readonly SheetRow[], columns: readonly EditColumn[], recordedOf: SheetStore['recordedOf'], editable: SheetStore['editable']): void {
    [this.rows, this.columns, this.recordedOf, this.editable] = [rows, columns, recordedOf, editable];
    this.selection.fit(rows.length, columns.length, () => this.firstOpen());
    this.drafts.dropRecorded();
    for (const key of this.snapshots.keys()) this.refresh(key);
    this.heard();
  }

  private firstOpen(): Place | undefined {
    for (let row = 0; row < this.rows.length; row += 1) for (let column = 0; column < this.columns.length; column += 1) if (this.mayType({ row, column })) return { row, column };
    return undefined;
  }

  // ---- what cells and others hear

  readonly watch = (key: string, watcher: () => void): (() => void) => {
    const watchers = this.cellWatchers.get(key) ?? new Set();
    this.cellWatchers.set(key, watchers.add(watcher));
    return () => watchers.delete(watcher);
  };

  readonly watchAll = (watcher: () => void): (() => void) => {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  };

  /** The work on a cell; the same object until it changes. `key` is `indicator/period/field`. */
  work(key: string): CellWork {
    const known = this.snapshots.get(key) ?? this.workNow(key);
    this.snapshots.set(key, known);
    return known;
  }

  private workNow(key: string): CellWork {
    const [indicator = '', period = '', field] = key.split('/');
    const own = cellKey(indicator, period);
    const [draft, told, phase] = [this.drafts.draftOf(own), this.drafts.toldOf(own), this.drafts.phaseOf(own)];
    const active = this.keyAt(this.selection.at) === key;
    const chosen = this.selection.isBlock && this.selection.has(this.placeOf(indicator, period, field));
    const open = phase !== 'saving' && this.editable(indicator, period);
    if (!draft && !told && !phase && !active && !chosen) return open ? idleOpen : idleShut;
    return { draft, told, phase, active, chosen, typing: active ? this.text : undefined, open, theirs: this.drafts.conflictOf(own) };
  }

  private refresh(key: string | undefined): void {
    const before = key === undefined ? undefined : this.snapshots.get(key);
    if (key === undefined || before === undefined) return;
    const next = this.workNow(key);
    if (sameWork(before, next)) return;
    this.snapshots.set(key, next);
    for (const watcher of this.cellWatchers.get(key) ?? []) watcher();
  }

  private heard(): void {
    this.stamp += 1;
    for (const watcher of this.watchers) watcher();
  }

  // ---- where one is

  get active(): Place {
    return this.selection.at;
  }

  get block(): Selection['block'] {
    return this.selection.block;
  }

  get size(): Selection['size'] {
    return this.selection.size;
  }

  get isTyping(): boolean {
    return this.text !== undefined;
  }

  /** Indicator, period and field of the selected cell. */
  get selected(): { readonly indicator: string; readonly period: string; readonly field: 'value' | 'note' } | undefined {
    const row = this.rows[this.active.row];
    const column = this.columns[this.active.column];
    return row && column && { indicator: row.indicator, ...column };
  }

  /** Select a cell, or stretch the block to it; what was being typed is kept. */
  select(place: Place, stretch = false): void {
    this.commit();
    const before = this.selection.places();
    this.selection.select(place, stretch);
    for (const key of new Set([...before, ...this.selection.places()].map((one) => this.keyAt(one)))) this.refresh(key);
    this.heard();
  }

  private keyAt({ row, column }: Place): string | undefined {
    const at = this.columns[column];
    const line = this.rows[row];
    return at && line && `${line.indicator}/${at.period}/${at.field}`;
  }

  private ownKeyAt({ row, column }: Place): string | undefined {
    const at = this.columns[column];
    const line = this.rows[row];
    return at && line && cellKey(line.indicator, at.period);
  }

  private placeOf(indicator: string, period: string, field: string | undefined): Place {
    return { row: this.rows.findIndex((one) => one.indicator === indicator), column: this.columns.findIndex((one) => one.period === period && one.field === field) };
  }

  // ---- typing

  /** What a cell would be sent with: the draft, or what is recorded. */
  textAt(place: Place): string {
    const key = this.ownKeyAt(place);
    if (key === undefined) return '';
    const field = this.columns[place.column]!.field;
    return this.drafts.draftOf(key)?.[field] ?? this.recordedOf(...partsOf(key))?.[field] ?? '';
  }

  mayType(place: Place = this.active): boolean {
    const key = this.ownKeyAt(place);
    return key !== undefined && this.drafts.phaseOf(key) !== 'saving' && this.editable(...partsOf(key));
  }

  /** The text of the selected cell while it is typed. */
  type(text: string): void {
    if (!this.mayType()) return;
    this.text = text;
    this.refresh(this.keyAt(this.active));
  }

  /** Give up what is being typed. */
  abandon(): void {
    this.text = undefined;
    this.refresh(this.keyAt(this.active));
  }

  /** Take what is being typed as the cell's draft. */
  commit(): void {
    const text = this.text;
    if (text === undefined) return;
    this.text = undefined;
    this.apply([{ place: this.active, text }]);
    this.refresh(this.keyAt(this.active));
  }

  /** Take the drafts of the chosen cells away: they show again what is recorded. */
  clearBlock(): void {
    const keys = new Set(this.selection.places().flatMap((place) => this.ownKeyAt(place) ?? []));
    this.drafts.change([...keys].map((key) => ({ key, next: undefined })));
  }

  /** Paste a block at the selected cell; a single cell fills the chosen block. Tells how many cells took it and how many could not. */
  paste(clipboard: string): { readonly taken: number; readonly skipped: number } {
    const block = pastedBlock(clipboard);
    const { from, to } = this.block;
    const single = block.length === 1 && block[0]!.length === 1;
    const wanted = single
      ? this.selection.places().map((place) => ({ place, text: block[0]![0]! }))
      : block.flatMap((line, row) => line.map((text, column) => ({ place: { row: from.row + row, column: from.column + column }, text })));
    const filled = wanted.filter(({ text }) => text.trim() !== '');
    const cells = filled.filter(({ place }) => this.mayType(place));
    this.apply(cells);
    if (!single) {
      this.select(from);
      this.select({ row: from.row + block.length - 1, column: from.column + Math.max(...block.map((line) => line.length)) - 1 }, true);
    } else this.select(to, true);
    return { taken: cells.length, skipped: filled.length - cells.length };
  }

  private apply(cells: readonly { readonly place: Place; readonly text: string }[]): void {
    const next = new Map<string, Draft | undefined>();
    for (const { place, text } of cells) {
      const key = this.ownKeyAt(place);
      if (key === undefined || !this.mayType(place)) continue;
      const before = next.has(key) ? next.get(key) : this.drafts.draftOf(key);
      const isNote = this.columns[place.column]!.field === 'note';
      const value = text.trim() === '' ? '' : typedNumber(text, this.rows[place.row]!.measurementUnit).value;
      next.set(key, this.drafts.with(key, before, isNote ? { note: text.trim() } : { value }));
    }
    this.drafts.change([...next].map(([key, draft]) => ({ key, next: draft })));
  }

  // ---- drafts

  /** Change note or evidence of a cell from outside of the grid. */
  amend(indicator: string, period: string, change: Partial<Pick<Draft, 'value' | 'note' | 'evidence'>>): void {
    const key = cellKey(indicator, period);
    this.drafts.change([{ key, next: this.drafts.with(key, this.drafts.draftOf(key), change) }]);
  }

  undo(): void {
    this.drafts.undo();
  }

  /** Somebody else changed the value meanwhile: keep what was typed, having seen the other, or take the other. */
  settle(indicator: string, period: string, keep: 'mine' | 'theirs'): void {
    this.drafts.settle(cellKey(indicator, period), keep);
  }

  /** Drafts of the cells on the screen, in the order of rows and columns. */
  get pending(): readonly Pending[] {
    const periods = [...new Set(this.columns.map(({ period }) => period))];
    return this.rows.flatMap(({ indicator }) =>
      periods.flatMap((period) => {
        const key = cellKey(indicator, period);
        const draft = this.drafts.draftOf(key);
        return draft ? [{ indicator, period, draft, told: this.drafts.toldOf(key), conflict: this.drafts.conflictOf(key) !== undefined }] : [];
      }),
    );
  }

  draftOf(indicator: string, period: string): Draft | undefined {
    return this.drafts.draftOf(cellKey(indicator, period));
  }

  toldOf(indicator: string, period: string): Told | undefined {
    return this.drafts.toldOf(cellKey(indicator, period));
  }

  conflict(indicator: string, period: string): Recorded | undefined {
    return this.drafts.conflictOf(cellKey(indicator, period));
  }

  /** Say something of a draft, if it is still the one that was looked at. */
  tell(indicator: string, period: string, draft: Draft, told: Told | undefined): void {
    if (this.drafts.tell(cellKey(indicator, period), draft, told)) this.heard();
  }

  phase(indicator: string, period: string, phase: Phase | undefined): void {
    this.drafts.setPhase(cellKey(indicator, period), phase);
    this.heard();
  }

  /** A draft was recorded: it is none any more. */
  recorded(indicator: string, period: string): void {
    this.drafts.recorded(cellKey(indicator, period));
  }
}

function partsOf(key: string): [indicator: string, period: string] {
  const [indicator = '', period = ''] = key.split('/');
  return [indicator, period];
}
