import { memo } from 'react';
import { useLanguage, useTexts } from '../../language/texts.js';
import { Figure, Day, Instant, Missing, type LightColour } from '../../show/signs.js';
import { EditCell } from './edit-cell.js';
import { CellStatus, ProgressSign } from './sheet-signs.js';
import { sheetTexts } from './sheet-texts.js';
import type { SheetLine } from './sheet-types.js';
import { useMeasure } from '../../show/facts.js';
import { mark } from '../../show/punctuation.js';

/** The heading of a line: the indicator, its unit and decimals. */
export function LineHead({ line: { card } }: { readonly line: SheetLine }) {
  const t = useTexts(sheetTexts);
  const { say } = useLanguage();
  const measure = useMeasure();
  return (
    <th scope="row" className="sheet-name">
      <span className="sheet-name-text" title={say(card.name)}>{say(card.name)}</span>
      <small>{card.decimals === 0 ? t('unitWhole', { unit: measure(card.measurementUnit) }) : t('unitAndDecimals', { unit: measure(card.measurementUnit), decimals: card.decimals })}{card.frequency === 'event' && ` · ${t('event')}`}</small>
    </th>
  );
}

/** The same period of the year before, as periods are written. */
export const yearBefore = (period: string): string => `${Number(period.slice(0, 4)) - 1}${period.slice(4)}`;

/** A line of a period's sheet. */
export const PeriodRow = memo(function PeriodRow({ line, row, dueAt, light }: { readonly line: SheetLine; readonly row: number; readonly dueAt: string | null; readonly light: LightColour | undefined }) {
  const t = useTexts(sheetTexts);
  const { say } = useLanguage();
  const measure = useMeasure();
  const { card, values, target } = line;
  const cell = line.cells[0]!;
  const { report } = cell;
  const last = values.at(-1)?.value;
  const lastYear = values.find(({ period }) => period === yearBefore(cell.period))?.value;
  const name = say(card.name);
  return (
    <tr>
      <LineHead line={line} />
      <EditCell row={row} column={0} indicator={card.code} field="value" cell={cell} frozen label={`${name}${mark.comma}${t('value')}${mark.comma}${measure(card.measurementUnit)}`} />
      <td role="gridcell" className="right"><Figure value={last} /></td>
      <td role="gridcell" className="right"><Figure value={lastYear} /></td>
      <td role="gridcell" className="right">{target?.value === undefined ? <Missing /> : <Figure value={target.value} />}</td>
      <td role="gridcell" className="right"><Figure value={cell.expected} /></td>
      <td role="gridcell"><ProgressSign light={light} /></td>
      <td role="gridcell"><CellStatus indicator={card.code} period={cell.period} status={report?.status} /></td>
      <td role="gridcell" className="sheet-due">{report?.status === 'returned' && report.resubmitBy ? <Day date={report.resubmitBy} /> : <Instant at={dueAt} dayOnly />}</td>
      <td role="gridcell" className="right">{report && report.evidence.length > 0 ? report.evidence.length : card.evidenceRequired ? <span className="sheet-must" title={t('lacking')}>0</span> : <Missing />}</td>
      <EditCell row={row} column={1} indicator={card.code} field="note" cell={cell} label={`${name}${mark.comma}${t('note')}`} />
    </tr>
  );
});
