import type { Place } from './sheet-work.js';

/** The selected cell of a sheet, and the block that was stretched from another to it. */
export class Selection {
  at: Place = { row: 0, column: 0 };
  private anchor: Place = { row: 0, column: 0 };
  private rows = 0;
  private columns = 0;
  /** Whether the person has selected a cell; before that the first one to type in is. */
  private chosen = false;

  get size(): { readonly rows: number; readonly columns: number } {
    return { rows: this.rows, columns: this.columns };
  }

  /** Fit to a sheet of another size. `first`: what to select as long as the person has not. */
  fit(rows: number, columns: number, first: () => Place | undefined): void {
    [this.rows, this.columns] = [rows, columns];
    if (!this.chosen) this.anchor = this.at = first() ?? { row: 0, column: 0 };
    this.at = this.inside(this.at);
    this.anchor = this.inside(this.anchor);
  }

  /** Select a cell, or stretch the block to it. */
  select(place: Place, stretch: boolean): void {
    this.chosen = true;
    this.at = this.inside(place);
    if (!stretch) this.anchor = this.at;
  }

  /** Corners of the block, first row and column first. */
  get block(): { readonly from: Place; readonly to: Place } {
    const { at, anchor } = this;
    return { from: { row: Math.min(at.row, anchor.row), column: Math.min(at.column, anchor.column) }, to: { row: Math.max(at.row, anchor.row), column: Math.max(at.column, anchor.column) } };
  }

  /** Whether the block is more than the selected cell. */
  get isBlock(): boolean {
    return this.at.row !== this.anchor.row || this.at.column !== this.anchor.column;
  }

  /** Every cell of the block. */
  places(): Place[] {
    const { from, to } = this.block;
    const places: Place[] = [];
    for (let row = from.row; row <= to.row; row += 1) for (let column = from.column; column <= to.column; column += 1) places.push({ row, column });
    return places;
  }

  has({ row, column }: Place): boolean {
    const { from, to } = this.block;
    return this.isBlock && row >= from.row && row <= to.row && column >= from.column && column <= to.column;
  }

  private inside({ row, column }: Place): Place {
    return { row: Math.max(0, Math.min(row, this.rows - 1)), column: Math.max(0, Math.min(column, this.columns - 1)) };
  }
}
