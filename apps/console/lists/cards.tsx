import { Button, Checkbox, Spin } from 'antd';
import { NodeIndexOutlined } from '@ant-design/icons';
import { useState, type ReactNode } from 'react';
import { Nothing } from '../frame/page-states.js';
import { useLanguage, useTexts } from '../language/texts.js';
import { useTrace } from '../trace/trace.js';
import type { Column } from './columns.js';
import type { ListShape } from './list.js';
import { listTexts } from './list-texts.js';

interface CardsInput<Row> {
  readonly shape: ListShape<Row>;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly loading: boolean;
  readonly chosen: readonly string[];
  readonly choose: (keys: readonly string[]) => void;
  readonly rowClass: (row: Row) => string;
  readonly open: ((row: Row) => void) | undefined;
  readonly firstNumber: number;
}

const isEmpty = (text: string | number | null | undefined): boolean => text === null || text === undefined || text === '';

function Below({ children }: { readonly children: () => ReactNode }) {
  const t = useTexts(listTexts);
  const [open, setOpen] = useState(false);
  return <><Button type="link" size="small" aria-expanded={open} onClick={() => setOpen(!open)}>{t(open ? 'less' : 'more')}</Button>{open && <div>{children()}</div>}</>;
}

function Card<Row>({ row, number, shape, columns, chosen, choose, rowClass, open }: Omit<CardsInput<Row>, 'rows' | 'loading' | 'firstNumber'> & { readonly row: Row; readonly number: number }) {
  const t = useTexts(listTexts);
  const { say } = useLanguage();
  const { openTrace } = useTrace();
  const [head, ...others] = columns.filter(({ acts }) => !acts);
  const acts = columns.filter((column) => column.acts);
  const cell = (column: Column<Row>): ReactNode => (column.cell ? column.cell(row) : column.text(row));
  const key = shape.rowKey(row);
  const subject = shape.subject?.(row);
  return (
    <li className={rowClass(row)} onClick={(event) => { if (!(event.target as HTMLElement).closest('a,button,input,label,.ant-checkbox-wrapper')) open?.(row); }}>
      <div className="list-card-head">
        {shape.bulk && <Checkbox disabled={!(shape.choosable?.(row) ?? true)} checked={chosen.includes(key)} aria-label={String(head?.text(row) ?? key)} onChange={({ target }) => choose(target.checked ? [...chosen, key] : chosen.filter((one) => one !== key))} />}
        {shape.numbered && <span className="hint">{number}</span>}
        <span className="list-card-title">{head && cell(head)}</span>
        {subject && <Button type="text" size="small" icon={<NodeIndexOutlined />} aria-label={t('trace')} title={t('trace')} onClick={() => openTrace(subject)} />}
      </div>
      <dl>{others.filter((column) => !isEmpty(column.text(row))).map((column) => <div key={column.key}><dt>{say(column.title)}</dt><dd>{cell(column)}</dd></div>)}</dl>
      {acts.length > 0 && <div className="list-card-acts">{acts.map((column) => <span key={column.key}>{cell(column)}</span>)}</div>}
      {shape.below && <Below>{() => shape.below!(row)}</Below>}
    </li>
  );
}

/** The rows of a list on a phone, a card each: a table would hide all but its first columns. */
export function ListCards<Row>({ rows, loading, firstNumber, ...given }: CardsInput<Row>) {
  const { shape } = given;
  return (
    <Spin spinning={loading}>
      {rows.length === 0 && !loading && <Nothing>{shape.empty}</Nothing>}
      <ul className="list-cards">{rows.map((row, index) => <Card key={shape.rowKey(row)} row={row} number={firstNumber + index} {...given} />)}</ul>
      {shape.footer}
    </Spin>
  );
}

/** Chooses by which column a list is ordered, where no heads are there to click. */
export function SortChoice<Row>({ columns, by, down, choose }: { readonly columns: readonly Column<Row>[]; readonly by: string | undefined; readonly down: boolean; readonly choose: (key: string | undefined, down: boolean) => void }) {
  const t = useTexts(listTexts);
  const { say } = useLanguage();
  return (
    <span className="list-sort">
      <select aria-label={t('sortBy')} value={by ?? ''} onChange={({ target }) => choose(target.value || undefined, false)}>
        <option value="">{t('usualOrder')}</option>
        {columns.map(({ key, title }) => <option key={key} value={key}>{t('sorted', { column: say(title) })}</option>)}
      </select>
      {by !== undefined && <Button size="small" aria-label={t(down ? 'descending' : 'ascending')} title={t(down ? 'descending' : 'ascending')} onClick={() => choose(by, !down)}>{down ? '↓' : '↑'}</Button>}
    </span>
  );
}
