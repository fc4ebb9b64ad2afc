import { To } from '../../frame/address.js';
import type { Bilingual } from '../../language/texts.js';
import type { Column } from '../../lists/columns.js';
import type { ReplyOf } from '../../server/ask.js';
import { Figure, Missing } from '../../show/signs.js';

type Board = ReplyOf<'GET /supervision/board'>;
/** Figures of one group. */
export type BoardLine = Board['items'][number];
type Rate = BoardLine['onTimeRate'];

const title = (zh: string, en: string): Bilingual => ({ zh, en });

const counted = (key: string, name: Bilingual, of: (line: BoardLine) => number): Column<BoardLine> => ({ key, title: name, width: 92, align: 'right', text: of, cell: (line) => <Figure value={of(line)} /> });

/** A rate with what it was made of on hover; missing where there is nothing to divide by. */
const rated = (key: string, name: Bilingual, of: (line: BoardLine) => Rate): Column<BoardLine> => ({
  key, title: name, width: 110, align: 'right', text: (line) => of(line).value,
  cell: (line) => { const { value, numerator, denominator } = of(line); return value === null ? <Missing /> : <span title={`${numerator} / ${denominator}`}><Figure value={value} /></span>; },
});

/** The columns of the board, with one for each age of what is open. */
export function boardColumns({ name, title: grouping, buckets, ledgerOf }: { readonly name: (value: string) => string; readonly title: Bilingual; readonly buckets: Board['ageBuckets']; readonly ledgerOf: (value: string) => string | undefined }): readonly Column<BoardLine>[] {
  return [
    { key: 'value', title: grouping, width: 150, frozen: 'left', always: true, text: ({ value }) => name(value), cell: ({ value }) => (ledgerOf(value) ? <To href={ledgerOf(value)!}>{name(value)}</To> : name(value)) },
    counted('issued', title('立项', 'Issued'), ({ issued }) => issued), counted('open', title('在办', 'Open'), ({ open }) => open),
    { ...counted('overdue', title('逾期', 'Overdue'), ({ overdue }) => overdue), cell: ({ overdue }) => <span className={overdue > 0 ? 'late' : ''}><Figure value={overdue} /></span> },
    counted('closed', title('已销号', 'Closed'), ({ closed }) => closed), counted('withdrawn', title('已撤销', 'Withdrawn'), ({ withdrawn }) => withdrawn),
    rated('onTimeRate', title('按期办结率（%）', 'Closed on time (%)'), ({ onTimeRate }) => onTimeRate), rated('closingRate', title('办结率（%）', 'Share closed (%)'), ({ closingRate }) => closingRate),
    rated('averageDays', title('平均用时（工作日）', 'Average time (working days)'), ({ averageDays }) => averageDays), rated('returnRate', title('退回率（%）', 'Returned (%)'), ({ returnRate }) => returnRate),
    rated('extensionRate', title('延期率（%）', 'Extended (%)'), ({ extensionRate }) => extensionRate), rated('relapseRate', title('反弹率（%）', 'Relapsed (%)'), ({ relapseRate }) => relapseRate),
    ...buckets.map(({ from, to }, index) => counted(`age${index}`, to === null ? title(`在办 ${from} 日以上`, `Open ${from} days and more`) : title(`在办 ${from}–${to} 日`, `Open ${from}–${to} days`), ({ ageing }) => ageing[index] ?? 0)),
  ];
}
