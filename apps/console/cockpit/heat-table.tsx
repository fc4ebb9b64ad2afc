import { useRef, type KeyboardEvent } from 'react';
import { valueStateWords } from '../../words/scoring-words.js';
import { To } from '../frame/address.js';
import { useLanguage, useTexts } from '../language/texts.js';
import type { BoardLine } from '../scores/board/board-data.js';
import { percent } from '../scores/decimals.js';
import { leavesOf, topNodes, type ScoreSheet, type SheetNode } from '../scores/sheet.js';
import { useWord } from '../show/facts.js';
import { Figure, Light } from '../show/signs.js';
import { useUnitNames } from '../show/unit-names.js';
import { useWarnings } from './city-data.js';
import { cockpitTexts } from './cockpit-texts.js';
import { lightOf } from './indicator-light.js';
import { ShortUnit } from './short-unit.js';

const shapes = { green: '●', yellow: '▲', red: '■', blue: '◆', grey: '○' } as const;
const steps: Readonly<Record<string, readonly [number, number]>> = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] };

/** How deep a rate is tinted: the lower the deeper, in five steps. */
export function depthOf(rate: string | null): number {
  if (rate === null) return 0;
  const share = Number(rate);
  return share >= 0.98 ? 1 : share >= 0.9 ? 2 : share >= 0.8 ? 3 : share >= 0.6 ? 4 : 5;
}

/** Moves the focus from cell to cell by the arrow keys; the table is one stop of Tab. */
function useArrowKeys() {
  const table = useRef<HTMLTableElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = steps[event.key];
    const cell = (event.target as HTMLElement).closest<HTMLElement>('[data-row]');
    if (!step || !cell) return;
    const next = table.current?.querySelector<HTMLElement>(`[data-row="${Number(cell.dataset['row']) + step[0]}"][data-column="${Number(cell.dataset['column']) + step[1]}"]`);
    if (!next) return;
    event.preventDefault();
    cell.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  };
  return { table, onKeyDown };
}

function Cell({ unit, name, leaf, warning, row, column }: { readonly unit: string; readonly name: string; readonly leaf: SheetNode | undefined; readonly warning: Parameters<typeof lightOf>[0]['warning']; readonly row: number; readonly column: number }) {
  const t = useTexts(cockpitTexts);
  const { say } = useLanguage();
  const word = useWord();
  if (!leaf) return <td />;
  const { colour } = lightOf({ state: leaf.leaf!.state, warning });
  const state = word(valueStateWords, leaf.leaf!.state);
  const told = t('heatCell', { unit: name, indicator: say(leaf.title), state: [leaf.rate === null ? '—' : `${percent(leaf.rate, 0)}%`, state, colour === 'red' ? t('behind') : colour === 'yellow' ? t('nearlyBehind') : ''].filter(Boolean).join(' ') });
  return (
    <td className={`cockpit-heat-cell cockpit-depth-${depthOf(leaf.rate)}`}>
      <To href={`/cockpit/units/${unit}/indicators/${leaf.leaf!.indicator}`} data-row={row} data-column={column} tabIndex={row === 0 && column === 0 ? 0 : -1} title={told} aria-label={told}>
        <span className={`light-${colour}`} aria-hidden="true"><span>{shapes[colour]}</span></span> {leaf.rate === null ? '—' : percent(leaf.rate, 0)}
      </To>
    </td>
  );
}

/** Units × indicators as a table of rates with lights; deeper tint, lower rate. */
export function HeatTable({ lines, sheets }: { readonly lines: readonly BoardLine[]; readonly sheets: ReadonlyMap<string, ScoreSheet> }) {
  const t = useTexts(cockpitTexts);
  const { say } = useLanguage();
  const nameOf = useUnitNames();
  const { table, onKeyDown } = useArrowKeys();
  const warnings = useWarnings().data?.items ?? [];
  const warningOf = new Map(warnings.map((warning) => [`${warning.unit}/${warning.indicator}`, warning]));
  const first = [...sheets.values()][0];
  if (!first) return <p role="status" className="cockpit-hint">{t('reading')}</p>;
  const parts = topNodes(first).map((part) => ({ part, leaves: leavesOf(part) }));
  const columns = parts.flatMap(({ leaves }) => leaves);
  return (
    <section className="card cockpit-heat" aria-label={t('heat')}>
      <p className="cockpit-legend"><span>{t('heatHint')} <span className="wide-only">{t('heatKeys')}</span></span>{(['green', 'yellow', 'red'] as const).map((colour) => <Light key={colour} colour={colour} />)}<Light colour="grey" word={t('noLight')} />{[1, 2, 3, 4, 5].map((depth) => <span key={depth} className={`cockpit-swatch cockpit-depth-${depth}`}>{['≥98', '90–98', '80–90', '60–80', '<60'][depth - 1]}</span>)}</p>
      <div className="cockpit-heat-scroll">
        <table ref={table} className="plain-table" onKeyDown={onKeyDown}>
          <thead>
            <tr><th scope="col" rowSpan={2} className="cockpit-corner">{t('unit')}</th><th scope="col" rowSpan={2} className="right">{t('score')}</th>{parts.map(({ part, leaves }) => <th key={part.code} scope="colgroup" colSpan={leaves.length}>{say(part.title)}</th>)}</tr>
            <tr>{columns.map((leaf) => <th key={leaf.code} scope="col" className="cockpit-upright" title={say(leaf.title)}><span>{say(leaf.title)}</span></th>)}</tr>
          </thead>
          <tbody>
            {lines.map((line, row) => {
              const own = new Map((sheets.has(line.unit) ? leavesOf(sheets.get(line.unit)!.tree) : []).map((leaf) => [leaf.code, leaf]));
              return (
                <tr key={line.unit}>
                  <th scope="row" className="cockpit-corner"><ShortUnit code={line.unit} /></th>
                  <td className="right"><Figure value={line.published} /></td>
                  {columns.map((leaf, column) => <Cell key={leaf.code} unit={line.unit} name={nameOf(line.unit)} leaf={own.get(leaf.code)} warning={warningOf.get(`${line.unit}/${own.get(leaf.code)?.leaf?.indicator ?? ''}`)} row={row} column={column} />)}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </section>
  );
}
